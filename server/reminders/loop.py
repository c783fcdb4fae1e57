"""The loop that sends: passes one after the other, until it is told to stop. The shell around ``passing``."""

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from server import clock
from server.db import Database
from server.errors import Problem
from server.reminders import passing
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


@dataclass(frozen=True)
class Loop:
    """One worker. ``secret`` opens push addresses, and nothing that anybody wrote."""

    main: Database
    sender: Sender
    secret: bytes
    words: Words
    now: Callable[[], datetime] = clock.now
    name: str = f"{socket.gethostname()}:{os.getpid()}"

    async def run(self, stop: asyncio.Event) -> None:
        """Passes until ``stop`` is set; what is on its way then is waited for and written down."""
        under_way: set[asyncio.Task[None]] = set()
        moved_at = reported_at = None
        while not stop.is_set():
            now = self.now()
            moved = moved_at is None or now >= moved_at + LOOK_FOR_MOVED
            moved_at = now if moved else moved_at
            claimed = await self._claim(now, moved)
            if reported_at is None or now >= reported_at + REPORT:
                await asyncio.to_thread(passing.passed, self.main, self.name, now)
                reported_at = now
            if claimed is not None and claimed.sends:
                task = asyncio.create_task(self._send(claimed))
                under_way.add(task)
                task.add_done_callback(under_way.discard)
            if len(under_way) >= AT_ONCE:
                await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            elif claimed is None or claimed.people < passing.MOST_PEOPLE:
                await _until(stop, REST)
        for task in under_way:
            task.cancel()
        if under_way:
            await asyncio.wait(under_way)

    async def _claim(self, now: datetime, moved: bool) -> Claimed | None:
        """``None`` while the database is busy or away: nothing is lost, the next pass finds what is due."""
        try:
            return await asyncio.to_thread(passing.claim, self.main, now, moved=moved)
        except Problem as problem:
            log.warning("reminders wait: %s", problem.code)
            return None

    async def _send(self, claimed: Claimed) -> None:
        """Sends what was claimed and writes down the answers. Cancelled, it begins nothing more, and ends the rest."""
        by_number, items = self._items(claimed)
        answers: list[tuple[ToSend, Answer]] = [*self._unreadable(claimed, by_number)]
        try:
            async for sent in self.sender.send_many(items):
                answers.append((by_number[sent.number], sent.answer))
        except asyncio.CancelledError:
            log.info("stopped: what is on its way was waited for")
        await _to_its_end(asyncio.to_thread(self._settle, claimed, answers))

    def _settle(self, claimed: Claimed, answers: Sequence[tuple[ToSend, Answer]]) -> None:
        try:
            passing.settle(self.main, claimed, answers, self.now())
        except Problem as problem:
            # The lease brings these people back; what arrived twice then has the same topic and the same tag.
            log.warning("what was sent could not be written down: %s", problem.code)

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


async def _to_its_end(work: Coroutine[None, None, None]) -> None:
    """Waits for it, whatever we are told meanwhile: what was sent must be written down."""
    task = asyncio.create_task(work)
    while not task.done():
        with suppress(asyncio.CancelledError):
            await asyncio.shield(task)


async def _until(stop: asyncio.Event, rest: timedelta) -> None:
    """Waits, unless told to stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), rest.total_seconds())
