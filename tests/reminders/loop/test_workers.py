"""What a worker does when something is amiss: it goes on, loses nothing and sends nothing twice."""

import asyncio
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from server.db import Database
from server.errors import Problem
from server.reminders import known, looking, loop, passing, settling
from server.reminders.answers import Answer
from server.reminders.models import Delivery, PushSubscription, ReminderHours, ReminderOccurrence
from tests.push_service import PushService, Subscriber
from tests.reminders.conftest import Sending, address_of
from tests.reminders.crowd import Crowd
from tests.reminders.loop.nudged import Nudged, daily
from tests.reminders.loop.test_loop import SIX, all_of, browser, config, loops, service

__all__ = ["browser", "config", "service"]

BUSY = Problem(503, "busy", "The server is busy.")


class Once:
    """Calls what was there before, except that the first call fails."""

    def __init__(self, call: Any, fault: Exception) -> None:
        self.call, self.faults, self.calls = call, [fault], 0

    def __call__(self, *args: Any, **settings: Any) -> Any:
        self.calls += 1
        if self.faults:
            raise self.faults.pop()
        return self.call(*args, **settings)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once."""
    monkeypatch.setattr(loop, "AGAIN_S", 0)


def accepted(nudged: Nudged) -> bool:
    return [one.code for one in all_of(nudged, Delivery)] == ["accepted"]


def test_a_busy_database_ends_no_worker(
    nudged: Nudged, sending: Sending, browser: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "passed", Once(passing.passed, BUSY))
    monkeypatch.setattr(passing, "claim", Once(passing.claim, BUSY))
    monkeypatch.setattr(loop, "REST", loop.REST / 100)
    loops(nudged, sending, lambda: accepted(nudged))
    assert len(browser.received) == 1


@pytest.mark.usefixtures("quick")
def test_what_cannot_be_written_down_at_once_is_written_down_later_and_not_sent_again(
    nudged: Nudged, sending: Sending, browser: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = Once(settling.settle, BUSY)
    monkeypatch.setattr(settling, "settle", settle)
    loops(nudged, sending, lambda: settle.calls > 0)
    assert accepted(nudged)
    assert settle.calls == 2
    nudged.clock.at += passing.LEASE
    assert nudged.passes() == []


def test_told_to_stop_between_claim_and_send_it_gives_back_whom_it_took(
    nudged: Nudged, sending: Sending, browser: Subscriber
) -> None:
    loops(nudged, sending, lambda: True)
    assert browser.received == []
    [hours] = all_of(nudged, ReminderHours)
    assert (hours.next_at, hours.lease_until) == (SIX, None)
    assert len(nudged.passes()) == 1


def test_once_half_of_its_lease_is_over_it_begins_nothing_more(
    nudged: Nudged, sending: Sending, service: PushService, browser: Subscriber
) -> None:
    claimed = passing.claim(nudged.app.house.main, SIX, moved=True)
    nudged.clock.at += passing.LEASE / 2

    async def late() -> None:
        async with sending.sender() as sender:
            worker = loop.Loop(
                nudged.app.house.main, sender, nudged.app.house.config.push_secret, None, nudged.clock.now
            )  # type: ignore[arg-type]  # no word is said
            never = asyncio.create_task(asyncio.Event().wait())
            await worker._send(claimed, never)
            never.cancel()

    asyncio.run(late())
    assert service.asked == []
    [hours] = all_of(nudged, ReminderHours)
    assert (hours.next_at, hours.lease_until) == (nudged.clock.at, None)


@pytest.fixture
def three(nudged: Nudged, service: PushService) -> list[uuid.UUID]:
    """Three people who are due at six."""
    browsers = [service.subscriber() for _ in range(3)]
    nudged.clock.at = SIX
    return Crowd(SIX).join(nudged.app.house, [address_of(one) for one in browsers])


@pytest.mark.parametrize("name", ["open_what_is_due", "look"])
def test_where_something_is_wrong_with_one_person_only_they_wait(
    nudged: Nudged,
    three: list[uuid.UUID],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    true = getattr(looking, name)

    def stumbles(db: Session, known: known.Known, *rest: Any) -> Any:
        if known.hours.owner_id == three[1]:
            raise ValueError("a row that should not be")
        return true(db, known, *rest)

    monkeypatch.setattr(passing, name, stumbles)
    with caplog.at_level(logging.ERROR):
        assert {one.delivery.owner_id for one in nudged.passes()} == {three[0], three[2]}
    assert "could not be looked at" in caplog.text
    monkeypatch.undo()
    nudged.clock.at = SIX + passing.AFTER_A_FAULT
    assert {one.delivery.owner_id for one in nudged.passes()} == {three[1]}


def test_who_was_erased_meanwhile_holds_up_nobody(nudged: Nudged, three: list[uuid.UUID]) -> None:
    main = nudged.app.house.main
    claimed = passing.claim(main, SIX, moved=False)
    with main.write() as db:
        for table in (Delivery, ReminderOccurrence):
            for row in db.scalars(select(table).where(table.owner_id == three[1])):
                db.delete(row)
                db.flush()
    settling.settle(main, claimed, [(one, Answer("accepted", "201")) for one in claimed.sends], SIX)
    assert {one.owner_id for one in all_of(nudged, Delivery) if one.accepted_at == SIX} == {three[0], three[2]}


def test_whoever_asks_for_a_look_meanwhile_gets_it(nudged: Nudged, three: list[uuid.UUID]) -> None:
    main = nudged.app.house.main
    claimed = passing.claim(main, SIX, moved=False)
    with main.write() as db:
        db.execute(update(ReminderHours).where(ReminderHours.owner_id == three[1]).values(next_at=SIX))
    settling.settle(main, claimed, [(one, Answer("accepted", "201")) for one in claimed.sends], SIX)
    later = {one.owner_id: one.next_at for one in all_of(nudged, ReminderHours)}
    assert later[three[1]] == SIX
    assert later[three[0]] > SIX


@contextmanager
def written(main: Database) -> Iterator[list[str]]:
    """The tables that are written to, in their order."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("UPDATE"):
            found.append(statement.split()[1])

    event.listen(main.engine, "before_cursor_execute", note)
    yield found
    event.remove(main.engine, "before_cursor_execute", note)


def test_people_are_locked_before_their_phones_so_that_nobody_waits_in_a_circle(
    nudged: Nudged, three: list[uuid.UUID]
) -> None:
    main = nudged.app.house.main
    claimed = passing.claim(main, SIX, moved=False)
    with written(main) as tables:
        settling.settle(main, claimed, [(one, Answer("gone", "410")) for one in claimed.sends], SIX)
    assert tables == ["reminder_hours", "push_subscription", "delivery"]
    assert all(one.gone_at == SIX for one in all_of(nudged, PushSubscription))


def test_a_phone_that_says_it_has_shown_one_locks_in_the_same_order(nudged: Nudged) -> None:
    nudged.agree(daily("18:00"))
    nudged.turn_on()
    nudged.clock.at = SIX
    (sent,) = nudged.passes()
    with written(nudged.app.house.main) as tables:
        said = {"occurrence": str(sent.occurrence.id), "what": "shown"}
        assert nudged.phone.post("/api/reminders/seen", said).status_code == 204
    assert tables[-2:] == ["push_subscription", "delivery"]


def test_after_days_without_a_worker_one_nudge_and_no_burst(nudged: Nudged) -> None:
    nudged.agree(daily("18:00"))
    nudged.turn_on()
    nudged.clock.at = SIX + timedelta(days=3, minutes=30)
    assert [one.occurrence.due_at for one in nudged.passes()] == [SIX + timedelta(days=3)]
    assert nudged.passes_until(nudged.clock.at + timedelta(hours=1)) == []
    assert [one.why for one in nudged.occurrences()] == ["late", "late", "late", None]


def test_a_push_service_that_stays_down_is_asked_again_and_then_it_is_said(nudged: Nudged) -> None:
    nudged.agree(daily("18:00"))
    nudged.turn_on()
    nudged.clock.at = SIX
    hours = 0
    while hours < 30:
        nudged.passes("later", retry_at=nudged.clock.at + timedelta(hours=1))
        nudged.clock.move(hours=1)
        hours += 1
    # From six to ten, and, after the quiet hours, from eight until the next time is due.
    assert {one.delivery.id for one in nudged.sent if one.occurrence.due_at == SIX} == {nudged.sent[0].delivery.id}
    assert len([one for one in nudged.sent if one.occurrence.due_at == SIX]) == 14
    assert [one.why for one in nudged.occurrences()] == ["failed", None]
    listed = nudged.listed()[-1]
    assert (listed["why"], listed["steps"][0]["failed"]) == ("failed", "later")
