"""A client who asked for a nudge gets exactly one, and one follow-up; and none where there is nothing to ask for."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from server.homework.wire import TimesAWeekSchedule
from tests.cast import Phone, enrol, homework_body
from tests.reminders.loop.nudged import Nudged, daily

AT_SIX = datetime(2026, 11, 20, 18, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def bus(nudged: Nudged) -> uuid.UUID:
    """Homework of every evening at six, agreed on Thursday evening, with reminders turned on."""
    item = nudged.agree(daily("18:00"))
    assert nudged.turn_on()["kept"]
    return item


def test_one_nudge_at_the_agreed_time_and_one_follow_up_and_then_silence(nudged: Nudged) -> None:
    nudged.agree(daily("17:00"))
    nudged.turn_on()
    sent = nudged.passes_until(at(21, 16, 59))
    assert [(one.delivery.nth, one.delivery.decided_at) for one in sent] == [
        ("nudge", at(20, 17)),
        ("follow_up", at(20, 21)),
    ]


def test_nothing_is_due_before_reminders_were_asked_for(nudged: Nudged) -> None:
    nudged.agree(daily("18:00"))
    nudged.clock.at = at(20, 18, 30)
    nudged.turn_on()
    assert nudged.passes_until(at(21, 17, 59)) == []
    assert [one.delivery.decided_at for one in nudged.passes_until(at(21, 18))] == [at(21, 18)]


def test_what_is_logged_already_is_not_asked_for(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.clock.at = at(20, 12)
    nudged.says("homework", bus, homework_body())
    assert nudged.passes_until(at(20, 23)) == []
    assert [one.why for one in nudged.occurrences()] == ["answered"]


def test_a_log_that_is_held_until_the_session_answers_too(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.clock.at = at(20, 12)
    nudged.says("homework", bus, homework_body(), share="when_we_meet")
    assert nudged.passes_until(at(20, 23)) == []


def test_no_follow_up_after_an_answer(nudged: Nudged, bus: uuid.UUID) -> None:
    assert len(nudged.passes_until(at(20, 18, 5))) == 1
    nudged.says("homework", bus, homework_body("partly"))
    assert nudged.passes_until(at(20, 23)) == []


def test_several_times_a_week_ask_only_as_long_as_some_are_left(nudged: Nudged) -> None:
    item = nudged.agree(TimesAWeekSchedule(type="times_a_week", times=3, at="18:00"))
    nudged.turn_on()
    nudged.clock.at = at(22, 20)
    nudged.passes_until(at(23, 12), timedelta(hours=1))
    nudged.sent.clear()
    nudged.says("homework", item, homework_body(), local_date="2026-11-23")
    nudged.passes_until(at(25, 17, 59), timedelta(minutes=30))
    nudged.clock.at = at(25, 17, 59)
    assert [one.delivery.nth for one in nudged.sent] == []
    assert [one.delivery.decided_at for one in nudged.passes_until(at(25, 18, 1))] == [at(25, 18)]


def test_a_second_reminder_on_the_same_day_stays_quiet_unless_more_were_asked_for(
    nudged: Nudged, bus: uuid.UUID
) -> None:
    nudged.clock.at = at(20, 12)
    nudged.agree(daily("19:00"))
    nudged.passes_until(at(20, 20))
    assert [one.delivery.nth for one in nudged.sent] == ["nudge"]
    assert [one.why for one in nudged.occurrences()] == [None, "enough_today"]


def test_another_phone_is_tried_when_none_has_shown_it(nudged: Nudged, bus: uuid.UUID) -> None:
    other = enrol(nudged.app, nudged.cast.practice, nudged.cast.ana, nudged.clock.at)
    nudged.clock.move(minutes=1)
    nudged.turn_on(name="two", phone=other)
    sent = nudged.passes_until(at(20, 18, 30))
    assert [one.delivery.decided_at for one in sent] == [at(20, 18), at(20, 18, 15)]
    assert len({one.phone.id for one in sent}) == 2


def test_the_other_phone_stays_quiet_when_one_has_shown_it(nudged: Nudged, bus: uuid.UUID) -> None:
    other = enrol(nudged.app, nudged.cast.practice, nudged.cast.ana, nudged.clock.at)
    nudged.clock.move(minutes=1)
    nudged.turn_on(name="two", phone=other)
    (first,) = nudged.passes_until(at(20, 18, 1))
    shown = _seen(other, first.occurrence.id, "shown")
    assert shown == 204
    assert nudged.passes_until(at(20, 21, 59)) == []


def _seen(phone: Phone, occurrence: uuid.UUID, what: str) -> int:
    return phone.post("/api/reminders/seen", {"occurrence": str(occurrence), "what": what}).status_code
