"""The thread of a serving process that erases whoever is due: at once when it starts, and then every minute."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from server import clock
from server.erase.act import erase_due
from server.web import House

log = logging.getLogger(__name__)

EVERY_S = 60


def watch(
    house: House, stop: threading.Event | None = None, now: Callable[[], datetime] = clock.now
) -> threading.Thread:
    """Starts it. A serving process has the keys anyway; the one that sends reminders has none and may not do this."""
    told = stop or threading.Event()
    thread = threading.Thread(target=_run, args=(house, told, now), name="erase", daemon=True)
    thread.start()
    return thread


def _run(house: House, told: threading.Event, now: Callable[[], datetime]) -> None:
    while True:
        try:
            erase_due(house, now())
        except Exception:
            log.exception("nobody could be looked at who may be due to be erased; tried again in a minute")
        if told.wait(EVERY_S):
            return
