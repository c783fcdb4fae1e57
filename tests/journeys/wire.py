"""What can happen to a request between phone and server: it is delivered, and its reply does not come back whole."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, Route

PATIENCE_S = 30
SYNC = "**/api/sync"
Fault = Callable[[Route, bytes], None]

# Keeps all that the line under the heading ever said, since a wrong word may stand there for a moment only.
LISTEN = """
(() => {
  window.said = [];
  const look = () => {
    const text = document.querySelector(".head [role=status]")?.textContent ?? "";
    if (text !== window.said.at(-1)) window.said.push(text);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  look();
})()
"""


def lost(route: Route, _reply: bytes) -> None:
    """The connection ends before a reply comes."""
    route.abort("connectionreset")


def cut(route: Route, reply: bytes) -> None:
    """The first half of the reply comes."""
    route.fulfill(status=200, content_type="application/json", body=reply[: len(reply) // 2])


def bad_gateway(route: Route, _reply: bytes) -> None:
    """A proxy gives up on a server that has done its work."""
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")


FAULTS: tuple[Fault, ...] = (lost, cut, bad_gateway)


def deliver(request: Request) -> bytes:
    """Brings a request to the server as it is; all of the reply. Playwright's own ``fetch`` finds no such host."""
    to = urlsplit(request.url)
    connection = HTTPConnection("127.0.0.1", to.port or 80, timeout=PATIENCE_S)
    connection.request(request.method, to.path, request.post_data_buffer, {**request.all_headers(), "Host": to.netloc})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    assert reply.status == 200, body
    return body


@dataclass
class Faulty:
    """Delivers every sync of ``context`` to the server, and spoils each reply with ``fault`` until ``mend``."""

    context: BrowserContext
    fault: Fault
    delivered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.route(SYNC, self._spoil)

    def mend(self) -> None:
        """From now on replies come back."""
        self.context.unroute(SYNC)

    def _spoil(self, route: Route) -> None:
        reply = deliver(route.request)
        self.delivered.append(route.request.post_data or "")
        self.fault(route, reply)


def listen(page: Page) -> None:
    """From now on ``said`` knows everything the status line says."""
    page.evaluate(LISTEN)


def said(page: Page) -> list[str]:
    """All that the status line said since ``listen``."""
    words: list[str] = page.evaluate("window.said")
    return words
