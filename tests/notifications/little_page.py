"""A little page with a worker that shows what it is pushed, on a server that hears what both of them say."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page

from server.reminders.message import notification
from tests.aside import Heard

FOLDER = Path(__file__).with_name("little")

Said = dict[str, str]


class LittlePage:
    """``origin`` is where it lies.

    The worker says shown, refused, pressed, closed, changed; the page says told and opened.
    """

    def __init__(self, origin: str, heard: Heard[Said]) -> None:
        self.origin = origin
        self._heard = heard

    def open(self, page: Page) -> None:
        """Opens it in ``page``; its worker is there when this answers."""
        page.goto(self.origin)
        page.locator("html[data-ready]").wait_for(state="attached")

    def hears(self, **said: str) -> Said:
        """The first message with these parts, waited for."""
        return self._heard.first(lambda one: said.items() <= one.items())

    def message(self, title: str, tag: str | None = None) -> bytes:
        """What is pushed so that the worker shows ``title``; the page's ``opened`` has the tag (the title, if none)."""
        return notification(title, "Words.", f"{self.origin}/#{tag or title}", tag or title)

    def shown(self) -> list[str]:
        """The tags of what the worker said it showed, in order."""
        return [one["of"] for one in self._heard.all() if one.get("worker") == "shown"]


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, heard: Heard[Said], **options: Any) -> None:
        self._heard = heard
        super().__init__(*arguments, **options)

    def do_POST(self) -> None:
        """Somebody says something."""
        self._heard.add(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def little_page() -> Iterator[LittlePage]:
    """It is served as long as the block lasts."""
    heard: Heard[Said] = Heard()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=FOLDER, heard=heard)) as server:
        serving = Thread(target=server.serve_forever, daemon=True)
        serving.start()
        yield LittlePage(f"http://localhost:{server.server_port}", heard)
        server.shutdown()
        serving.join()
