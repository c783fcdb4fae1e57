"""The process that serves: gunicorn's threads, with our own answer to what is no web request."""

from collections.abc import Mapping
from ssl import SSLError
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from server.web.headers import headers_of

STATUS: Mapping[type[BaseException], str] = {
    LimitRequestLine: "414 URI Too Long",
    LimitRequestHeaders: "431 Request Header Fields Too Large",
}
SENTENCE = b"This is not a request that can be read.\n"


class Worker(ThreadWorker):
    """Such a request never reaches the app. Gunicorn's own page has no headers, and it logs the sender's address."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answers with a sentence under the headers of every other answer."""
        if not isinstance(exc, (ParseException, SSLError)):
            super().handle_error(req, client, addr, exc)
            return
        headers = {
            "Connection": "close",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(SENTENCE)),
            "Cache-Control": "no-store",
            **headers_of("desk", tls=False),
        }
        lines = [
            f"HTTP/1.1 {STATUS.get(type(exc), '400 Bad Request')}",
            *(f"{name}: {said}" for name, said in headers.items()),
        ]
        try:
            write_nonblock(client, "\r\n".join([*lines, "", ""]).encode() + SENTENCE)
        except OSError:
            self.log.debug("nobody waited for the answer")
