"""What a browser complains of while a journey runs."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

HOME = ("localhost", "app.localhost")
# Firefox tells its driver nothing of refused content, so the page itself does, in both browsers.
TELL_REFUSALS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`refused by ${event.violatedDirective}: ${event.blockedURI} in ${event.documentURI}`);
});
"""
# What browsers say of a server that was killed or a reply that was cut: the journeys that do so expect it.
NO_SERVER = ("net::ERR_", "NS_ERROR_", "NetworkError")


@dataclass
class Complaints:
    """Script errors, console errors, refused content, and requests to anybody but us.

    A journey that kills the server allows the sentences it provokes by ``allow``.
    """

    heard: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, *parts: str) -> None:
        """Complaints that contain one of ``parts`` are expected."""
        self.allowed += parts

    def listen(self, context: BrowserContext) -> None:
        """Hears every page and worker of ``context``."""
        context.add_init_script(TELL_REFUSALS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(f"script error: {error.error}"))
        context.on("request", self._request)

    def unexpected(self) -> list[str]:
        """What was heard and not allowed."""
        return [each for each in self.heard if not any(part in each for part in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in HOME:
            self.heard.append(f"a request to somebody else: {request.url}")
