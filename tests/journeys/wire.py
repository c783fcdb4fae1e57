"""What can happen to a request between phone and server: it is delivered, and its reply does not come back whole."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import APIResponse, BrowserContext, Page, Route

SYNC = "**/api/sync"
Fault = Callable[[Route, APIResponse], None]

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


def lost(route: Route, _reply: APIResponse) -> None:
    """The connection ends before a reply comes."""
    route.abort("connectionreset")


def cut(route: Route, reply: APIResponse) -> None:
    """The first half of the reply comes."""
    body = reply.body()
    route.fulfill(status=reply.status, content_type="application/json", body=body[: len(body) // 2])


def bad_gateway(route: Route, _reply: APIResponse) -> None:
    """A proxy gives up on a server that has done its work."""
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")


FAULTS: tuple[Fault, ...] = (lost, cut, bad_gateway)


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
        reply = route.fetch()
        assert reply.ok, reply.text()
        self.delivered.append(route.request.post_data or "")
        self.fault(route, reply)


def listen(page: Page) -> None:
    """From now on ``said`` knows everything the status line says."""
    page.evaluate(LISTEN)


def said(page: Page) -> list[str]:
    """All that the status line said since ``listen``."""
    words: list[str] = page.evaluate("window.said")
    return words
