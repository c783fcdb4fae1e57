"""Three hours after a session; where it moves, the reminder moves; where it is cancelled, there is none."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from server.meetings import service as meetings
from tests.reminders.loop.nudged import Nudged

ON = date(2026, 11, 20)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def by(nudged: Nudged) -> meetings.By:
    secret = nudged.app.house.config.audit_secret
    return meetings.By(nudged.cast.practice, nudged.cast.ana, nudged.cast.tomas, secret, nudged.clock.at)


@pytest.fixture
def series(nudged: Nudged) -> uuid.UUID:
    """Fridays at ten for fifty minutes, weekly; reminders are on."""
    with nudged.app.house.main.write() as db:
        made = meetings.plan(db, by(nudged), ON, "10:00", "Europe/London", 50, 1)
    nudged.turn_on()
    return made


def test_three_hours_after_its_end(nudged: Nudged, series: uuid.UUID) -> None:
    sent = nudged.passes_until(at(20, 23), timedelta(minutes=10))
    assert [(one.delivery.nth, one.delivery.decided_at) for one in sent] == [
        ("nudge", at(20, 13, 50)),
        ("follow_up", at(20, 17, 50)),
    ]
    assert sent[0].occurrence.about == "session"


def test_a_session_that_was_moved_takes_its_reminder_along(nudged: Nudged, series: uuid.UUID) -> None:
    nudged.passes_until(at(20, 9), timedelta(hours=1))
    with nudged.app.house.main.write() as db:
        meetings.move(db, by(nudged), series, ON, ON, "12:00")
    nudged.clock.at = at(20, 13, 40)
    assert [one.delivery.decided_at for one in nudged.passes_until(at(20, 16), timedelta(minutes=10))] == [
        at(20, 15, 50)
    ]


def test_one_that_was_moved_after_its_reminder_was_due_is_asked_for_when_it_is_over(
    nudged: Nudged, series: uuid.UUID
) -> None:
    nudged.passes_until(at(20, 9), timedelta(hours=1))
    nudged.clock.at = at(20, 13)
    with nudged.app.house.main.write() as db:
        meetings.move(db, by(nudged), series, ON, date(2026, 11, 21), "10:00")
    assert nudged.passes_until(at(21, 13, 40), timedelta(minutes=10)) == []
    assert [one.delivery.decided_at for one in nudged.passes_until(at(21, 14), timedelta(minutes=10))] == [
        at(21, 13, 50)
    ]


def test_a_cancelled_one_is_not_asked_for(nudged: Nudged, series: uuid.UUID) -> None:
    with nudged.app.house.main.write() as db:
        meetings.mark(db, by(nudged), series, ON, "cancelled")
    assert nudged.passes_until(at(20, 23), timedelta(minutes=10)) == []


def test_one_that_did_not_take_place_gets_no_follow_up(nudged: Nudged, series: uuid.UUID) -> None:
    assert len(nudged.passes_until(at(20, 14), timedelta(minutes=10))) == 1
    with nudged.app.house.main.write() as db:
        meetings.mark(db, by(nudged), series, ON, "no_show")
    assert nudged.passes_until(at(20, 23), timedelta(minutes=10)) == []
    assert [one.why for one in nudged.occurrences()] == ["off"]


def test_a_rating_answers_it(nudged: Nudged, series: uuid.UUID) -> None:
    nudged.passes_until(at(20, 12), timedelta(hours=1))
    nudged.phone.sync()
    [meeting] = [one for one in nudged.phone.agreed["meetings"] if one["starts_at"].startswith("2026-11-20")]
    rated = {
        "outcome": "rather_not",
        **dict.fromkeys(("safety", "respect", "pillars", "words", "session_started_at", "session_ended_at")),
        "felt_off": False,
        "wording": "1",
    }
    nudged.says("alliance_check_in", uuid.UUID(meeting["id"]), rated)
    assert nudged.passes_until(at(20, 23), timedelta(minutes=10)) == []
