"""The loop that sends: passes one after the other, until it is told to stop.

The shell around ``passing`` and ``settling``.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from server import clock
from server.db import Database
from server.errors import Problem
from server.reminders import passing, settling
from server.reminders.addresses import Address
from server.reminders.answers import Answer
from server.reminders.looking import ToSend
from server.reminders.message import Message
from server.reminders.passing import Claimed
from server.reminders.phones import open_address
from server.reminders.push import Sender
from server.reminders.words import Words
from server.vault import CannotOpen

log = logging.getLogger(__name__)

REST = timedelta(seconds=2)
LOOK_FOR_MOVED = timedelta(seconds=10)
REPORT = timedelta(seconds=10)
AT_ONCE = 4
AGAIN_S = 1

Found = TypeVar("Found")


@dataclass(frozen=True)
class Loop:
    """One worker. ``secret`` opens push addresses, and nothing that anybody wrote.

    For as long as ``lease`` nobody else takes whom it claimed: half of it is for beginning to send, the other half for
    hearing what became of that. It claims ``most`` people at a time.
    """

    main: Database
    sender: Sender
    secret: bytes
    words: Words
    now: Callable[[], datetime] = clock.now
    name: str = f"{socket.gethostname()}:{os.getpid()}"
    lease: timedelta = passing.LEASE
    most: int = passing.MOST_PEOPLE

    async def run(self, stop: asyncio.Event) -> None:
        """Passes until ``stop`` is set; what is on its way then is waited for and written down."""
        told = asyncio.create_task(stop.wait())
        under_way: set[asyncio.Task[None]] = set()
        moved, reports = _Every(LOOK_FOR_MOVED), _Every(REPORT)
        while not told.done():
            now = self.now()
            claimed = await self._claim(now, moved.is_time(now))
            if reports.is_time(now):
                await self._report(now)
            if claimed is not None and claimed.sends:
                task = asyncio.create_task(self._send(claimed, told))
                under_way.add(task)
                task.add_done_callback(under_way.discard)
            if len(under_way) >= AT_ONCE:
                await asyncio.wait({told, *under_way}, return_when=asyncio.FIRST_COMPLETED)
            elif claimed is None or claimed.people < self.most:
                await asyncio.wait({told}, timeout=REST.total_seconds())
        if under_way:
            await asyncio.wait(under_way)

    async def _claim(self, now: datetime, moved: bool) -> Claimed | None:
        """``None`` while the database is busy or away: nothing is lost, the next pass finds what is due."""
        claim = partial(passing.claim, self.main, now, moved=moved, most=self.most, lease=self.lease)
        return await _unless_away(claim, "reminders wait")

    async def _report(self, now: datetime) -> None:
        await _unless_away(partial(passing.passed, self.main, self.name, now), "nobody hears that reminders are sent")

    async def _send(self, claimed: Claimed, told: asyncio.Task[Any]) -> None:
        """Sends what was claimed and writes down the answers. Told to stop, or late, it begins nothing more."""
        answers: list[tuple[ToSend, Answer]] = []
        left = (claimed.leased_until - self.now() - self.lease / 2).total_seconds()
        if left > 0 and not told.done():
            sending = asyncio.create_task(self._go_out(claimed, answers))
            await asyncio.wait({sending, told}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            sending.cancel()
            await asyncio.wait({sending})
            if not sending.cancelled() and (fault := sending.exception()) is not None:
                log.error("sending broke off", exc_info=fault)
        await self._settle(claimed, answers)

    async def _go_out(self, claimed: Claimed, answers: list[tuple[ToSend, Answer]]) -> None:
        """Adds to ``answers`` as they come. Cancelled, it begins nothing more, and ends the rest."""
        by_number, items = self._items(claimed)
        answers += self._unreadable(claimed, by_number)
        async for sent in self.sender.send_many(items):
            answers.append((by_number[sent.number], sent.answer))

    async def _settle(self, claimed: Claimed, answers: Sequence[tuple[ToSend, Answer]]) -> None:
        """Again and again while the database is busy or away: what is not written down is sent once more.

        When the lease is over somebody else has these people; what arrives twice then has the same topic and tag.
        """
        settle = partial(settling.settle, self.main, claimed, answers)
        while await _unless_away(lambda: settle(self.now()) or True, "what was sent waits to be written down") is None:
            if self.now() >= claimed.leased_until:
                log.error("what was sent could not be written down")
                return
            await asyncio.sleep(AGAIN_S)

    def _items(self, claimed: Claimed) -> tuple[list[ToSend], list[tuple[Address, Message]]]:
        """What goes out, in the order of its numbers; an address that cannot be opened is left out."""
        now = self.now()
        sends: list[ToSend] = []
        items: list[tuple[Address, Message]] = []
        for one in claimed.sends:
            try:
                address = open_address(self.secret, one.phone)
            except CannotOpen:
                continue
            sends.append(one)
            items.append((address, self.words.message(one, now)))
        return sends, items

    @staticmethod
    def _unreadable(claimed: Claimed, readable: Sequence[ToSend]) -> Iterator[tuple[ToSend, Answer]]:
        """Addresses sealed under another secret, as good as gone: a phone gives its address anew at its next start."""
        known = {one.delivery.id for one in readable}
        for one in claimed.sends:
            if one.delivery.id not in known:
                yield one, Answer("gone", "sealed under another secret")


@dataclass
class _Every:
    """Says so often that it is time. A clock that was set back makes it no rarer."""

    rest: timedelta
    last: datetime | None = None

    def is_time(self, now: datetime) -> bool:
        """Whether so much time has passed since it last was."""
        if self.last is not None and self.last <= now < self.last + self.rest:
            return False
        self.last = now
        return True


async def _unless_away(call: Callable[[], Found], what: str) -> Found | None:
    """Calls it in a thread; ``None`` when the database was busy or away, or refused. A worker goes on in any case."""
    try:
        return await asyncio.to_thread(call)
    except Problem as problem:
        log.warning("%s: %s", what, problem.code)
    except SQLAlchemyError:
        log.exception("%s", what)
    return None
