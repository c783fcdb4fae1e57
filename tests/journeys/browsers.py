"""The system's browsers, as a client's phone and as a therapist's desk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, Playwright

from tests.journeys.complaints import Complaints

Kind = Literal["chromium", "firefox"]
NAMES: dict[Kind, tuple[str, ...]] = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}
# No look-ups outside this machine while a test runs.
QUIET_CHROMIUM = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
PATIENCE_MS = 30_000
PLACE = {"locale": "en-GB", "timezone_id": "Europe/London"}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


def find(kind: Kind) -> str:
    """The path of the first browser of this kind there is. Raises ``FileNotFoundError``."""
    for name in NAMES[kind]:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError(f"none of {', '.join(NAMES[kind])} is here: 'make test' says how to get one")


def _start(driver: Playwright, kind: Kind) -> tuple[BrowserType, dict[str, Any]]:
    """Who launches this kind, and how: without a window."""
    if kind == "chromium":
        # Its sandbox cannot be used by root.
        sandbox = os.geteuid() != 0
        return driver.chromium, {
            "executable_path": find(kind),
            "args": list(QUIET_CHROMIUM),
            "chromium_sandbox": sandbox,
        }
    # By WebDriver BiDi: the system's Firefox lacks what Playwright adds to its own.
    return driver.firefox, {"executable_path": find(kind), "channel": "moz-firefox"}


def launch(driver: Playwright, kind: Kind) -> Browser:
    """A browser that forgets everything when a context ends."""
    starter, options = _start(driver, kind)
    return starter.launch(**options)


def phone_options(kind: Kind) -> dict[str, Any]:
    """390×844 with touch. Firefox knows no ``is_mobile``."""
    mobile = {"is_mobile": True} if kind == "chromium" else {}
    return {**PLACE, **PHONE, **mobile}


class Profile:
    """A phone whose browser keeps its things in ``folder``: it can be closed and opened again.

    ``more`` are options of Playwright's ``launch_persistent_context``.
    """

    def __init__(self, driver: Playwright, kind: Kind, folder: Path, complaints: Complaints, **more: Any) -> None:
        self.folder = folder
        self._driver = driver
        self._kind: Kind = kind
        self._complaints = complaints
        self._more = more
        self._context: BrowserContext | None = None

    def open(self) -> Page:
        """Starts the browser; an empty page in it."""
        starter, options = _start(self._driver, self._kind)
        options |= phone_options(self._kind) | self._more
        context = starter.launch_persistent_context(self.folder, **options)
        self._context = context
        context.set_default_timeout(PATIENCE_MS)
        self._complaints.listen(context)
        return context.pages[0] if context.pages else context.new_page()

    def close(self) -> None:
        """Ends the browser, if it runs."""
        context, self._context = self._context, None
        if context is not None:
            context.close()


@contextmanager
def opened(browser: Browser, complaints: Complaints, **options: Any) -> Iterator[Page]:
    """A page in a context of its own, closed at the end of the block."""
    context = browser.new_context(**{**PLACE, **options})
    context.set_default_timeout(PATIENCE_MS)
    complaints.listen(context)
    try:
        yield context.new_page()
    finally:
        context.close()


def phone(browser: Browser, complaints: Complaints, **options: Any) -> Any:
    """A client's phone."""
    kind: Kind = "chromium" if browser.browser_type.name == "chromium" else "firefox"
    return opened(browser, complaints, **phone_options(kind), **options)


def desk(browser: Browser, complaints: Complaints, **options: Any) -> Any:
    """A therapist's screen."""
    return opened(browser, complaints, **DESK, **options)
