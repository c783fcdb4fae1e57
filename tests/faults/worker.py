"""``python -m tests.faults.worker VARIANT``: ``throughline remind`` with a short lease, few people at a time, and a way
to die at a chosen point.

- ``claimed``, ``sending``, ``sent``: kills itself then, the first time.
- ``select-then-send``: the broken one, which only remembers whom it took.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from server.cli import remind
from server.config import reminding_from_environment
from server.db import Database
from server.reminders import loop, passing, settling
from server.reminders.models import ReminderHours
from server.reminders.push import Sender

LEASE = timedelta(seconds=4)
MOST = 20


def die(*_: Any, **__: Any) -> None:
    """As a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies_in_the_middle() -> None:
    """After the fifth answer."""
    true: Callable[..., AsyncIterator[Any]] = Sender.send_many

    async def send_many(sender: Sender, items: Any) -> AsyncIterator[Any]:
        heard = 0
        async for sent in true(sender, items):
            heard += 1
            if heard == 5:
                die()
            yield sent

    Sender.send_many = send_many  # type: ignore[assignment,method-assign]  # a variant


def takes_without_a_lease() -> None:
    """Select, then send: nobody else can see who is being worked on."""
    true = passing.claim

    def claim(main: Database, now: Any, **settings: Any) -> Any:
        claimed = true(main, now, **settings)
        with main.write() as db:
            mine = ReminderHours.lease_until == claimed.leased_until
            db.execute(update(ReminderHours).where(mine).values(lease_until=None, next_at=now))
        return claimed

    passing.claim = claim


def main() -> None:
    """One worker, until SIGTERM."""
    variant = sys.argv[1]
    if variant == "claimed":
        loop.Loop._send = die  # type: ignore[assignment,method-assign]  # a variant
    elif variant == "sending":
        dies_in_the_middle()
    elif variant == "sent":
        settling.settle = die
    elif variant == "select-then-send":
        takes_without_a_lease()
    config = reminding_from_environment()
    asyncio.run(remind.run(config, Database(config.main_url), lease=LEASE, most=MOST))


if __name__ == "__main__":
    main()
