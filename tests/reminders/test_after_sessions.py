"""What is due after a therapy session moves with it and goes with it; and the small reckonings beside schedules."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.meetings.rules import Change, Meeting, Series, State, expand
from server.reminders.schedule import (
    AfterSession,
    Place,
    dues,
    next_due,
    occurrence_id,
    open_until,
    place_in_week,
    spread,
)

MADRID = Place("Europe/Madrid", "03:00")
HOUR_LATER = AfterSession(60)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def tuesdays(changes: Mapping[date, Change] | None = None) -> list[Meeting]:
    """Weekly at 17:00 in Madrid, 50 minutes, from 3 March 2026."""
    series = Series(uuid.UUID(int=7), date(2026, 3, 3), "17:00", "Europe/Madrid", 50, 1, None, changes or {})
    return expand(series, utc("2026-03-01"), utc("2026-04-15"))


def due(meetings: list[Meeting], until: str = "2026-03-20") -> list[str]:
    found = dues(HOUR_LATER, MADRID, meetings, utc("2026-03-01"), utc(until))
    return [one.at.strftime("%m-%d %H:%M") for one in found]


def test_it_is_due_so_long_after_each_session_by_the_clock_that_holds_there() -> None:
    assert due(tuesdays(), "2026-04-01") == ["03-03 17:50", "03-10 17:50", "03-17 17:50", "03-24 17:50", "03-31 16:50"]


def test_it_tells_the_session_and_the_day() -> None:
    [first, *_] = tuesdays()
    found = next_due(HOUR_LATER, MADRID, tuesdays(), utc("2026-03-01"))
    assert found is not None
    assert (found.session, found.name, found.day) == (first.id, str(first.id), date(2026, 3, 3))


@pytest.mark.parametrize(
    ("state", "moved", "expected"),
    [
        ("held", None, ["03-03 17:50", "03-10 17:50", "03-17 17:50"]),
        ("cancelled", None, ["03-03 17:50", "03-17 17:50"]),
        ("no_show", None, ["03-03 17:50", "03-17 17:50"]),
        ("planned", date(2026, 3, 12), ["03-03 17:50", "03-12 17:50", "03-17 17:50"]),
        ("planned", date(2026, 3, 18), ["03-03 17:50", "03-17 17:50", "03-18 17:50"]),
    ],
)
def test_it_goes_where_its_session_goes(state: State, moved: date | None, expected: list[str]) -> None:
    assert due(tuesdays({date(2026, 3, 10): Change(state, moved)})) == expected


def test_a_moved_session_is_the_same_occurrence() -> None:
    def name(meetings: list[Meeting]) -> str:
        return sorted(dues(HOUR_LATER, MADRID, meetings, utc("2026-03-04"), utc("2026-03-14")), key=str)[0].name

    assert name(tuesdays()) == name(tuesdays({date(2026, 3, 10): Change("planned", date(2026, 3, 12), "09:00")}))


def test_without_a_session_in_sight_nothing_is_due() -> None:
    assert next_due(HOUR_LATER, MADRID, [], utc("2026-03-01")) is None
    assert next_due(HOUR_LATER, MADRID, tuesdays(), utc("2026-05-01")) is None


moments = st.integers(0, 30 * 24 * 60).map(lambda minutes: utc("2026-03-01") + timedelta(minutes=minutes))


@given(st.lists(moments, min_size=3, max_size=3).map(sorted), st.integers(0, 3000))
def test_in_parts_the_same_is_due_as_at_once(at: list[datetime], minutes: int) -> None:
    a, b, c = at
    schedule = AfterSession(minutes)
    whole = dues(schedule, MADRID, tuesdays(), a, c)
    assert whole == dues(schedule, MADRID, tuesdays(), a, b) + dues(schedule, MADRID, tuesdays(), b, c)
    if whole:
        assert next_due(schedule, MADRID, tuesdays(), a) == whole[0]


def test_an_occurrence_has_one_id_wherever_it_is_reckoned() -> None:
    one, two = uuid.UUID(int=1), uuid.UUID(int=2)
    assert occurrence_id(one, "2026-03-03 19:00") == occurrence_id(one, "2026-03-03 19:00")
    assert len({occurrence_id(of, name) for of in (one, two) for name in ("2026-03-03 19:00", "2026-03-03 20:00")}) == 4


@pytest.mark.parametrize(
    ("times", "first_weekday", "expected"),
    [
        (1, 0, [0]),
        (2, 0, [0, 3]),
        (3, 0, [0, 2, 4]),
        (3, 6, [6, 1, 3]),
        (7, 0, list(range(7))),
        (9, 2, [2, 3, 4, 5, 6, 0, 1]),
    ],
)
def test_so_many_times_a_week_are_spread_over_it(times: int, first_weekday: int, expected: list[int]) -> None:
    assert spread(times, first_weekday) == expected


@given(st.integers(1, 9), st.integers(0, 6), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_each_spread_day_of_a_week_wants_one_more(times: int, first_weekday: int, near: date) -> None:
    begins = near - timedelta(days=(near.weekday() - first_weekday) % 7)
    week = [begins + timedelta(days=n) for n in range(7)]
    days = [day for day in week if day.weekday() in spread(times, first_weekday)]
    assert [place_in_week(day, times, first_weekday) for day in days] == list(range(1, min(times, 7) + 1))


@pytest.mark.parametrize(
    ("due_at", "about", "stays", "following", "expected"),
    [
        ("2026-03-03 18:00", "2026-03-03", 0, None, "2026-03-04 02:00"),
        ("2026-03-03 18:00", "2026-03-03", 2, None, "2026-03-06 02:00"),
        ("2026-03-03 18:00", "2026-03-03", 2, "2026-03-04 18:00", "2026-03-04 18:00"),
        ("2026-03-03 18:00", "2026-03-03", 0, "2026-03-04 18:00", "2026-03-04 02:00"),
        ("2026-03-29 01:30", "2026-03-28", 0, None, "2026-03-30 01:00"),  # skipped into the next day: open all of it
        ("2026-03-03 18:00", "2026-03-03", 0, "2026-03-03 17:00", "2026-03-03 18:00"),
    ],
)
def test_how_long_an_answer_counts(due_at: str, about: str, stays: int, following: str | None, expected: str) -> None:
    place = Place("Europe/Madrid", "03:00")
    until = None if following is None else utc(following)
    assert open_until(utc(due_at), date.fromisoformat(about), stays, until, place) == utc(expected)
