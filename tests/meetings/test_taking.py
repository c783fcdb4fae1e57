"""Which sessions result from the appointments of a calendar, beside those that stand."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from server.meetings.appointments import Appointment
from server.meetings.rules import Change, Meeting, Series, expand, expand_all
from server.meetings.taking import Act, Group, group, settle

NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def appointment(at: str, was: str | None = None, gone: bool = False, title: str = "Ana") -> Appointment:
    return Appointment(title, utc(at), 50, None if was is None else utc(was), gone)


def tuesdays(changes: Mapping[date, Change] | None = None) -> list[Meeting]:
    """3, 10, 17, 24 November and 1 December, 14:00."""
    series = Series(uuid.UUID(int=7), date(2026, 11, 3), "14:00", "Europe/London", 50, 1, None, changes or {})
    return expand(series, utc("11-01"), utc("12-02"))


def groups(meetings: list[Meeting], *appointments: Appointment, client: str = "Ana Horvat") -> list[Group]:
    return group(appointments, meetings, client, "Europe/London", NOW)


def lines(meetings: list[Meeting], *appointments: Appointment) -> list[tuple[str, str, str | None]]:
    found = [line for one in groups(meetings, *appointments) for line in one.lines]
    return [
        (line.what, f"{line.act.starts_at:%m-%d %H:%M}", line.act.was_at and f"{line.act.was_at:%m-%d %H:%M}")
        for line in found
    ]


@pytest.mark.parametrize(
    ("appointments", "expected"),
    [
        ([appointment("11-25 09:00")], [("new", "11-25 09:00", None)]),
        ([appointment("11-24 14:00")], [("there", "11-24 14:00", None)]),
        ([appointment("11-26 09:00", was="11-24 14:00")], [("moved", "11-26 09:00", "11-24 14:00")]),
        ([appointment("11-24 15:00")], [("moved", "11-24 15:00", "11-24 14:00")]),
        ([appointment("11-24 14:00", gone=True)], [("gone", "11-24 14:00", None)]),
        ([appointment("11-24 14:00", gone=True), appointment("11-24 14:00")], [("there", "11-24 14:00", None)]),
        (
            [appointment("11-24 14:00", gone=True), appointment("11-24 16:00")],
            [("moved", "11-24 16:00", "11-24 14:00")],
        ),
        ([appointment("11-25 14:00", gone=True)], []),
        (
            [appointment("11-24 09:00"), appointment("11-24 16:00")],
            [("new", "11-24 09:00", None), ("new", "11-24 16:00", None)],
        ),
        (
            [appointment("11-24 14:00"), appointment("11-24 16:00")],
            [("there", "11-24 14:00", None), ("new", "11-24 16:00", None)],
        ),
        ([appointment("11-24 14:00"), appointment("11-24 14:00")], [("there", "11-24 14:00", None)]),
    ],
)
def test_each_appointment_stands_beside_what_is_here(
    appointments: list[Appointment], expected: list[tuple[str, str, str | None]]
) -> None:
    assert lines(tuesdays(), *appointments) == expected


MOVED_HERE = Change("planned", date(2026, 11, 26), "09:00")
HELD_LATER = Change("held", date(2026, 11, 18), "09:00")


@pytest.mark.parametrize(
    ("day", "change", "appointments", "expected"),
    [
        (24, MOVED_HERE, [appointment("11-24 14:00")], [("back", "11-24 14:00", "11-26 09:00")]),
        (24, MOVED_HERE, [appointment("11-26 09:00", was="11-24 14:00")], [("there", "11-26 09:00", None)]),
        (24, MOVED_HERE, [appointment("11-27 10:00", was="11-24 14:00")], [("moved", "11-27 10:00", "11-26 09:00")]),
        (24, Change("cancelled"), [appointment("11-24 14:00")], [("there", "11-24 14:00", None)]),
        (24, Change("cancelled"), [appointment("11-24 15:00")], [("new", "11-24 15:00", None)]),
        (17, Change("held"), [appointment("11-17 14:00", gone=True)], []),
        (17, Change("no_show"), [appointment("11-18 14:00", was="11-17 14:00")], [("new", "11-18 14:00", None)]),
        (17, Change("held"), [appointment("11-17 15:00")], [("there", "11-17 15:00", None)]),
        (17, HELD_LATER, [appointment("11-17 14:00")], [("there", "11-17 14:00", None)]),
    ],
)
def test_what_a_person_said_of_a_session_is_not_touched(
    day: int, change: Change, appointments: list[Appointment], expected: list[tuple[str, str, str | None]]
) -> None:
    assert lines(tuesdays({date(2026, 11, day): change}), *appointments) == expected


def test_one_tick_takes_what_is_to_come_or_what_is_past_and_nothing_back() -> None:
    here = tuesdays({date(2026, 11, 24): MOVED_HERE})
    found = [
        appointment("11-12 14:00"),
        appointment("11-24 14:00"),
        appointment("12-01 15:00"),
        appointment("12-08 14:00"),
    ]
    [one] = groups(here, *found)
    assert one.offered(NOW, False) == [Act(utc("11-12 14:00"), 50)]
    assert one.offered(NOW, True) == [Act(utc("12-01 15:00"), 50, utc("12-01 14:00")), Act(utc("12-08 14:00"), 50)]


def test_what_is_planned_here_and_not_in_the_group_is_named_up_to_its_end() -> None:
    [one] = groups(tuesdays(), appointment("11-17 14:00"), appointment("11-26 14:00"))
    assert [f"{each.starts_at:%m-%d}" for each in one.missing] == ["11-24"]
    [other] = groups(tuesdays(), appointment("11-26 14:00"))
    assert other.missing == []


def test_what_is_kept_under_another_title_is_not_moved() -> None:
    [named, other] = groups(tuesdays(), appointment("11-24 14:00", title="Busy"), appointment("11-24 16:00"))
    assert [line.what for line in (*named.lines, *other.lines)] == ["new", "there"]


def test_what_tells_nothing_of_the_client_moves_no_session_of_the_same_day() -> None:
    [one] = groups(tuesdays(), appointment("11-24 16:00", title="Ben"))
    assert [line.what for line in one.lines] == ["new"]


def test_groups_that_name_the_client_come_first_and_then_those_that_are_known() -> None:
    here = tuesdays()
    many = [appointment(f"11-2{n} 09:00", title="Many") for n in range(1, 4)]
    named = appointment("11-25 10:00", title="Session ana")
    banana = appointment("11-25 11:00", title="Banana")
    found = groups(here, *many, banana, appointment("11-24 14:00", title="Known"), named)
    assert [one.title for one in found] == ["Session ana", "Known", "Many", "Banana"]


def test_what_is_taken_twice_is_there_once() -> None:
    act = Act(utc("11-25 09:00"), 50)
    assert settle([act, act, Act(utc("11-25 09:00"), 60)], tuesdays()).add == [act]
    assert settle([Act(utc("11-24 14:00"), 50)], tuesdays()).add == []


@pytest.mark.parametrize(
    ("act", "change"),
    [
        (Act(utc("11-26 09:00"), 50, utc("11-24 14:00")), Change("held")),
        (Act(utc("11-26 09:00"), 50, utc("11-24 14:00")), Change("cancelled")),
        (Act(utc("11-26 09:00"), 50, utc("11-24 14:00")), MOVED_HERE),
        (Act(utc("11-26 09:00"), 50, utc("11-25 14:00")), None),
        (Act(utc("12-01 14:00"), 50, utc("11-24 14:00")), None),
        (Act(utc("11-24 14:00"), 50, gone=True), Change("held")),
        (Act(utc("11-25 14:00"), 50, gone=True), None),
    ],
)
def test_what_is_different_by_now_is_left_alone(act: Act, change: Change | None) -> None:
    done = settle([act], tuesdays({} if change is None else {date(2026, 11, 24): change}))
    assert (done.add, done.move, done.cancel) == ([], [], [])


def test_a_session_moves_once_and_onto_none() -> None:
    here = tuesdays()
    done = settle([Act(utc(f"11-2{n} 09:00"), 50, utc("11-24 14:00")) for n in (5, 6)], here)
    assert [(one.starts_at, to) for one, to in done.move] == [(utc("11-24 14:00"), utc("11-25 09:00"))]
    assert done.add == []


def test_a_planned_session_is_cancelled() -> None:
    assert [one.starts_at for one in settle([Act(utc("11-24 14:00"), 50, gone=True)], tuesdays()).cancel] == [
        utc("11-24 14:00")
    ]


def test_taking_over_a_group_leaves_nothing_to_take_over() -> None:
    found = [appointment(f"11-{day:02} 14:00") for day in (20, 24, 27)]
    [one] = groups([], *found)
    added = settle(one.offered(NOW, True), []).add
    series = (
        Series(uuid.UUID(int=n), act.starts_at.date(), "14:00", "Europe/London", act.minutes, None)
        for n, act in enumerate(added)
    )
    [again] = groups(expand_all(series, NOW, NOW + 2 * WEEK), *found)
    assert (again.known, again.offered(NOW, True)) == (3, [])
