"""The system's browsers, as a client's phone and as a therapist's desk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FIREFOX = ("firefox-esr", "firefox")
# No look-ups outside this machine while a test runs.
QUIET_CHROMIUM = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
PATIENCE_MS = 10_000


def find(names: tuple[str, ...]) -> str:
    """The path of the first browser there is. Raises ``FileNotFoundError``."""
    for name in names:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError(f"none of {', '.join(names)} is here: 'make test' says how to get one")


def launch_chromium(driver: Playwright) -> Browser:
    """Chromium without a window; its sandbox cannot be used by root."""
    return driver.chromium.launch(
        executable_path=find(CHROMIUM), args=list(QUIET_CHROMIUM), chromium_sandbox=os.geteuid() != 0
    )


def launch_firefox(driver: Playwright) -> Browser:
    """Firefox ESR without a window, by WebDriver BiDi: the system's lacks what Playwright adds to its own."""
    return driver.firefox.launch(channel="moz-firefox", executable_path=find(FIREFOX))


@dataclass
class Complaints:
    """What a browser complained of: script errors, console errors, refused content.

    A journey that kills the server allows the sentences it provokes by ``allow``.
    """

    heard: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, *parts: str) -> None:
        """Complaints that contain one of ``parts`` are expected."""
        self.allowed += parts

    def listen(self, context: BrowserContext) -> None:
        """Hears every page and worker of ``context``."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(str(error.error)))

    def unexpected(self) -> list[str]:
        """What was heard and not allowed."""
        return [each for each in self.heard if not any(part in each for part in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


@contextmanager
def opened(browser: Browser, complaints: Complaints, **options: Any) -> Iterator[Page]:
    """A page in a context of its own, closed at the end of the block."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", **options)
    context.set_default_timeout(PATIENCE_MS)
    complaints.listen(context)
    try:
        yield context.new_page()
    finally:
        context.close()


def phone(browser: Browser, complaints: Complaints) -> Any:
    """A client's phone: 390×844, touch. Firefox knows no ``is_mobile``."""
    mobile = {"is_mobile": True} if browser.browser_type.name == "chromium" else {}
    return opened(
        browser, complaints, viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True, **mobile
    )


def desk(browser: Browser, complaints: Complaints) -> Any:
    """A therapist's screen."""
    return opened(browser, complaints, viewport={"width": 1280, "height": 900})
