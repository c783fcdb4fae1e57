"""A slow transaction that commits after a later one was pulled: with one counter per client nothing is skipped."""

import itertools
import threading
from datetime import datetime
from types import SimpleNamespace

import pytest

from server.entries import receiving
from server.entries.reading import pull
from server.entries.receiving import receive
from tests.conftest import ENGINE
from tests.entries.conftest import Desk
from tests.entries.rooms import KINDS, envelope
from tests.entries.test_receiving import PHONE, TABLET

PATIENCE = 1.0


def pulled_after_a_slow_commit(desk: Desk, now: datetime) -> int:
    """How many of two entries a third phone sees that pulls once in between and once at the end."""
    slow_has_written, slow_may_commit = threading.Event(), threading.Event()
    slow_item, fast_item = desk.opened(envelope(now), now), desk.opened(envelope(now), now)
    seen = set()
    cursor = 0

    def slow() -> None:
        with desk.house.main.write() as db:
            receive(db, desk.ana, PHONE, [slow_item], KINDS, now)
            db.flush()
            slow_has_written.set()
            slow_may_commit.wait(20)

    def fast() -> None:
        slow_has_written.wait(20)
        with desk.house.main.write() as db:
            receive(db, desk.ana, TABLET, [fast_item], KINDS, now)

    def look() -> None:
        nonlocal cursor
        with desk.house.main.read() as db:
            entries, _, _ = pull(db, desk.ana, cursor, 0, PHONE, set())
        seen.update(entry.id for entry in entries)
        cursor = max([cursor, *(entry.seq for entry in entries)])

    threads = [threading.Thread(target=slow), threading.Thread(target=fast)]
    for thread in threads:
        thread.start()
    threads[1].join(PATIENCE)
    look()
    slow_may_commit.set()
    for thread in threads:
        thread.join()
    look()
    return len(seen)


def test_a_phone_that_pulls_between_two_commits_misses_neither(desk: Desk, now: datetime) -> None:
    assert pulled_after_a_slow_commit(desk, now) == 2


if ENGINE == "postgresql":  # SQLite has one writer at a time, so there nothing can commit out of order

    def test_a_global_serial_would_lose_the_slow_one(
        desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        serial = itertools.count()
        monkeypatch.setattr(receiving, "lock_stream", lambda *_: SimpleNamespace(seq=next(serial)))
        assert pulled_after_a_slow_commit(desk, now) == 1
