"""Whole pushes into Chromium: our sender, the push service and its decryption are real, the last step is DevTools'."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from queue import Queue
from typing import Any

from playwright.sync_api import Page

from tests.aside import PATIENCE_S
from tests.notifications.devtools import WorkerOf
from tests.push_service import PushService
from tests.push_service.keys import Keys
from tests.push_service.store import Posted, Subscription

SCRIPT = Path(__file__).with_name("borrowed.js").read_text()


class Lender:
    """Lends the pages of a browser one subscription at a time; its keys stay here, as they would in the browser.

    It is put into ``page``'s browser before the site is opened.
    """

    def __init__(self, page: Page, service: PushService) -> None:
        self._page = page
        self._service = service
        self._arrived: Queue[bytes] = Queue()
        self._worker: WorkerOf | None = None
        self._key = b""
        self._keys = Keys()
        self._lent: Subscription | None = None
        page.context.expose_binding("borrow", self._borrow)
        page.context.add_init_script(SCRIPT)

    def receive(self) -> None:
        """The next push that the service took arrives. The first time, ``page`` must show the site."""
        self._worker = self._worker or WorkerOf(self._page)
        self._worker.deliver(self._arrived.get(timeout=PATIENCE_S))

    def _borrow(self, _: object, what: str, key: str) -> Any:
        match what:
            case "take":
                return self._take(urlsafe_b64decode(key.replace("+", "-").replace("/", "_") + "=="))
            case "giveBack":
                return self._give_back()
        return self._tell()

    def _take(self, key: bytes) -> Any:
        if self._lent is None:
            self._key, self._keys = key, Keys()
            self._lent = self._service.store.subscribe(key)
            self._service.store.connect(self._lent.id, self._open)
        return self._tell()

    def _tell(self) -> Any:
        if self._lent is None:
            return None
        keys = {"p256dh": _text(self._keys.p256dh), "auth": _text(self._keys.auth)}
        endpoint = self._service.endpoint(self._lent.id)
        return {
            "key": _text(self._key),
            "subscription": {"endpoint": endpoint, "expirationTime": None, "keys": keys},
        }

    def _give_back(self) -> bool:
        lent, self._lent = self._lent, None
        if lent is not None:
            self._service.store.unsubscribe(lent.id)
        return lent is not None

    def _open(self, posted: Posted) -> None:
        assert self._lent is not None
        self._arrived.put(self._keys.open(posted.body))
        self._service.store.acknowledge(self._lent.id, posted.id)


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")
