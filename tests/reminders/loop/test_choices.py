"""The client's word about reminders is the last one: times, hours, Later, Done, and what was answered on the phone."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import enrol, homework_body
from tests.reminders.loop.nudged import Nudged, daily


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def wire(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


@pytest.fixture
def bus(nudged: Nudged) -> uuid.UUID:
    """Homework of every evening at six, agreed on Thursday evening, with reminders turned on."""
    item = nudged.agree(daily("18:00"))
    nudged.turn_on()
    return item


def kinds(reply: dict[str, Any]) -> list[str]:
    """What came back of what was sent, which the phone has in another form or not at all."""
    return [one["kind"] for one in reply["entries"]]


def choose(nudged: Nudged, about: str = "homework", **body: object) -> None:
    """The client's word about the one reminder of this room."""
    empty = {"on": True, "at": None, "weekdays": None, "minutes": None}
    nudged.says("reminder_choice", uuid.UUID(nudged.reminder(about)["id"]), {**empty, **body})


def hours(nudged: Nudged, **body: object) -> None:
    usual = {"quiet_from": "22:00", "quiet_to": "08:00", "paused_until": None}
    nudged.says("reminder_hours", None, {**usual, "most_a_day": 1, "follow_up_minutes": 240, **body})


def test_what_the_client_turned_off_stays_off_when_the_plan_changes(nudged: Nudged, bus: uuid.UUID) -> None:
    choose(nudged, on=False)
    assert nudged.reminder()["on"] is False
    nudged.change(bus, daily("17:00"))
    assert nudged.reminder()["on"] is False
    assert nudged.passes_until(at(20, 23), timedelta(minutes=30)) == []


def test_the_clients_time_stands_over_the_agreed_one_until_it_is_taken_back(nudged: Nudged, bus: uuid.UUID) -> None:
    choose(nudged, at=["12:00"])
    assert [one.delivery.decided_at for one in nudged.passes_until(at(20, 12, 30))] == [at(20, 12)]
    assert nudged.reminder()["when"]["at"] == ["12:00"]
    assert nudged.takes_back()["results"][0]["outcome"] == "stored"
    assert nudged.reminder()["when"]["at"] == ["18:00"]


def test_no_follow_up_for_who_wants_none(nudged: Nudged, bus: uuid.UUID) -> None:
    choose(nudged, at=["12:00"])
    hours(nudged, follow_up_minutes=None)
    assert [one.delivery.nth for one in nudged.passes_until(at(21, 11))] == ["nudge"]


def test_a_pause_ends_with_its_last_day(nudged: Nudged, bus: uuid.UUID) -> None:
    hours(nudged, paused_until="2026-11-21")
    assert nudged.passes_until(at(22, 17, 59), timedelta(minutes=30)) == []
    assert [one.why for one in nudged.occurrences()] == ["paused", "paused"]
    nudged.clock.at = at(22, 17, 59)
    assert [one.delivery.decided_at for one in nudged.passes_until(at(22, 18, 5))] == [at(22, 18)]


def test_later_comes_when_it_was_asked_for_and_not_again(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    nudged.says("reminder_later", first.occurrence.id, {"until": wire(at(20, 19, 5))})
    assert nudged.passes_until(at(20, 19, 4)) == []
    assert [one.delivery.nth for one in nudged.passes_until(at(20, 19, 6))] == ["later"]
    assert nudged.passes_until(at(20, 23)) == []


def test_done_on_a_notification_becomes_the_log_under_the_same_id(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    reply = nudged.says("reminder_done", first.occurrence.id, {}, share="when_we_meet")
    [log] = reply["entries"]
    assert log["id"] == reply["results"][0]["id"]
    assert (log["kind"], log["subject"], log["local_date"]) == ("homework", str(bus), "2026-11-20")
    assert (log["body"], log["share"]) == (homework_body(), "when_we_meet")
    assert nudged.passes_until(at(20, 23)) == []
    assert nudged.listed()[0]["why"] == "answered"


def test_done_that_is_sent_twice_is_one_log(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    item = nudged.sealed("reminder_done", first.occurrence.id, {})
    outcomes = [nudged.phone.sync(item)["results"][0]["outcome"] for _ in range(2)]
    assert outcomes == ["stored", "already_stored"]


def test_done_where_that_day_has_its_answer_adds_none(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    nudged.says("homework", bus, homework_body("partly"))
    assert kinds(nudged.says("reminder_done", first.occurrence.id, {})) == ["reminder_done"]


def test_done_that_waited_behind_the_answer_adds_none(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    waiting = (
        nudged.sealed("homework", bus, homework_body("partly")),
        nudged.sealed("reminder_done", first.occurrence.id, {}),
    )
    assert kinds(nudged.phone.sync(*waiting)) == ["reminder_done"]


def test_done_stays_what_it_was_whatever_is_said_after_it(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    done = nudged.sealed("reminder_done", first.occurrence.id, {})
    assert kinds(nudged.phone.sync(done)) == ["homework"]
    partly = nudged.sealed("homework", bus, homework_body("partly"))
    nudged.phone.sync(partly)
    assert [one["outcome"] for one in nudged.phone.sync(partly, done)["results"]] == ["already_stored"] * 2


def test_done_counts_where_the_answer_was_taken_back(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    nudged.says("homework", bus, homework_body("partly"))
    nudged.takes_back()
    assert kinds(nudged.says("reminder_done", first.occurrence.id, {})) == ["homework"]


def test_done_for_an_occurrence_of_somebody_else_logs_nothing(nudged: Nudged, bus: uuid.UUID) -> None:
    (first,) = nudged.passes_until(at(20, 18, 5))
    ben = enrol(nudged.app, nudged.cast.practice, nudged.cast.ben, nudged.clock.at)
    said = nudged.sealed("reminder_done", first.occurrence.id, {}, phone=ben)
    reply = ben.sync(said)
    assert [one["kind"] for one in reply["entries"]] == ["reminder_done"]


def test_what_was_answered_on_the_phone_alone_is_not_asked_for(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.clock.at = at(20, 12)
    reminder = uuid.UUID(nudged.reminder()["id"])
    nudged.says("reminder_stop", reminder, {"due": "2026-11-20 18:00"})
    assert nudged.passes_until(at(20, 23)) == []
    assert [(one.why, one.day.isoformat()) for one in nudged.occurrences()] == [("answered", "2026-11-20")]


def test_three_without_an_answer_ask_whether_the_time_suits(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.passes_until(at(22, 19), timedelta(minutes=30))
    assert nudged.reminder()["asks_time"] is False
    nudged.passes_until(at(23, 18, 30), timedelta(minutes=30))
    assert nudged.reminder()["asks_time"] is True
    choose(nudged)
    assert nudged.reminder()["asks_time"] is False


def test_who_travels_is_reminded_at_six_where_they_are(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.clock.at = at(20, 12)
    nudged.turn_on(zone="America/New_York")
    assert nudged.passes_until(at(20, 22, 59), timedelta(minutes=1)) == []
    assert [one.delivery.decided_at for one in nudged.passes_until(at(20, 23, 1))] == [at(20, 23)]


def test_a_phone_whose_address_was_taken_back_is_asked_for_another(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.clock.at = at(20, 18)
    nudged.passes("gone")
    reply = nudged.turn_on()
    assert (reply["kept"], reply["lost"]) == (False, True)
    assert nudged.turn_on(name="another")["kept"]


def test_the_next_person_on_a_phone_has_its_address_and_the_first_one_has_not(nudged: Nudged, bus: uuid.UUID) -> None:
    ben = enrol(nudged.app, nudged.cast.practice, nudged.cast.ben, nudged.clock.at)
    assert nudged.turn_on(phone=ben)["kept"]
    nudged.clock.at = at(20, 18)
    assert nudged.passes() == []
    assert [one.why for one in nudged.occurrences()] == ["no_phone"]


def test_a_phone_that_takes_no_pushes_any_more_is_planned_nothing(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.turn_off()
    assert nudged.passes_until(at(21, 19), timedelta(hours=1)) == []
    assert nudged.occurrences() == []
    nudged.turn_on(name="again")
    assert [one.delivery.decided_at for one in nudged.passes_until(at(22, 18), timedelta(hours=1))] == [at(22, 18)]


def test_turning_on_and_off_stands_in_the_clients_own_log(nudged: Nudged, bus: uuid.UUID) -> None:
    nudged.turn_on()
    nudged.turn_off()
    said = nudged.phone.browser.get(
        "/api/access-log", base_url="http://app.localhost:8000", headers={"Sec-Fetch-Site": "same-origin"}
    ).get_json()["sentences"]
    told = [one["text"] for one in said if "reminders" in one["text"]]
    assert [text.split(",")[0] for text in told] == ["You turned reminders off", "You turned reminders on"]
