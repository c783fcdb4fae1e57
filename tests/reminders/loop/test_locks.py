"""Who waits for whom: the loop, the phone's sync and the therapist's pages never wait in a circle."""

import threading
import time

from sqlalchemy import select, text

from server.entries.receiving import lock_stream
from server.reminders import passing
from server.reminders.models import ReminderHours
from server.reminders.offers import hours_row
from tests.reminders.loop.nudged import ZONE, Nudged, daily
from tests.reminders.loop.test_first_nudge import at

PATIENCE_S = 20


def test_the_loop_waits_for_no_sync_while_it_holds_somebodys_hours(nudged: Nudged) -> None:
    nudged.agree(daily("18:00"))
    nudged.turn_on()
    nudged.passes_until(at(20, 18, 1))
    nudged.clock.at = at(21, 18)
    main, (practice, ana) = nudged.app.house.main, (nudged.cast.practice, nudged.cast.ana)
    found: list[passing.Claimed] = []
    loop = threading.Thread(target=lambda: found.append(passing.claim(main, nudged.clock.at, moved=False)))
    with main.write() as db:
        # A sync: the stream first, and then what the client chose.
        lock_stream(db, practice, ana)
        loop.start()
        until = time.monotonic() + PATIENCE_S
        while not _leased(nudged):
            assert time.monotonic() < until, "the loop waits for the sync, which is about to wait for the loop"
        hours_row(db, practice, ana, ZONE)
    loop.join()
    assert [one.delivery.nth for one in found[0].sends] == ["nudge"]
    assert [one.why for one in nudged.occurrences()] == ["over", None]


def test_a_phone_that_says_where_it_is_waits_for_its_own_sync(nudged: Nudged) -> None:
    nudged.agree(daily("18:00"))
    nudged.turn_on()
    main, (practice, ana) = nudged.app.house.main, (nudged.cast.practice, nudged.cast.ana)
    said: list[bool] = []
    phone = threading.Thread(target=lambda: said.append(nudged.turn_on(zone="America/New_York")["kept"]))
    with main.write() as db:
        lock_stream(db, practice, ana)
        phone.start()
        until = time.monotonic() + PATIENCE_S
        while not _waits(nudged):
            assert time.monotonic() < until, "the phone does not wait"
        hours_row(db, practice, ana, ZONE)
    phone.join()
    assert said == [True]


def _waits(nudged: Nudged) -> bool:
    """Whether some connection waits for a lock."""
    with nudged.app.house.main.read() as db:
        here = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return bool(db.scalar(text(here)))


def _leased(nudged: Nudged) -> bool:
    with nudged.app.house.main.read() as db:
        return db.scalar(select(ReminderHours.lease_until)) is not None
