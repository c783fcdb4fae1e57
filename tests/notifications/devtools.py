"""Pushes into Chromium, which takes none but from its vendor's service: DevTools hand the text to the worker.

Neither the encryption nor the sender's signature are tried on this way.
"""

import time
from typing import Any

from playwright.sync_api import Page

from tests.aside import PATIENCE_S


class WorkerOf:
    """The worker of the site that ``page`` shows. It must be registered; ``page`` stays open, on whatever site."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._devtools = page.context.new_cdp_session(page)
        self._origin: str = page.evaluate("location.origin")
        self._registration = self._find()

    def deliver(self, message: bytes) -> None:
        """A push with ``message`` (UTF-8) arrives."""
        self._devtools.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self._origin, "registrationId": self._registration, "data": message.decode()},
        )

    def wake(self, tag: str) -> None:
        """Background Sync: the network is back."""
        self._devtools.send(
            "ServiceWorker.dispatchSyncEvent",
            {"origin": self._origin, "registrationId": self._registration, "tag": tag, "lastChance": False},
        )

    def _find(self) -> str:
        told: list[dict[str, Any]] = []
        self._devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: told.extend(event["registrations"]))
        self._devtools.send("ServiceWorker.enable")
        until = time.monotonic() + PATIENCE_S
        while not (ours := [one for one in told if one["scopeURL"].startswith(f"{self._origin}/")]):
            assert time.monotonic() < until, f"no worker of {self._origin} among {told}"
            # What DevTools tell arrives while the page is asked something.
            self._page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return str(ours[0]["registrationId"])
