"""When a series meets: clock changes, moves, cancellations, its end."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.meetings import rules
from server.meetings.rules import Change, Series, expand

DAY = timedelta(days=1)


def series(first_on: str = "2026-03-03", at: str = "14:00", zone: str = "Europe/London", **rest: object) -> Series:
    plain: dict[str, object] = {"minutes": 50, "every_weeks": 1} | rest
    return Series(id=uuid.UUID(int=7), first_on=date.fromisoformat(first_on), at=at, zone=zone, **plain)  # type: ignore[arg-type]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def starts(one: Series, first: str, last: str) -> list[str]:
    return [found.starts_at.isoformat()[:16] for found in expand(one, utc(first), utc(last))]


@pytest.mark.parametrize(
    ("zone", "first_on", "at", "expected"),
    [
        ("Europe/London", "2026-03-24", "14:00", ["2026-03-24T14:00", "2026-03-31T13:00"]),
        ("Europe/London", "2026-10-20", "14:00", ["2026-10-20T13:00", "2026-10-27T14:00"]),
        ("America/New_York", "2026-03-03", "09:30", ["2026-03-03T14:30", "2026-03-10T13:30"]),
        ("America/New_York", "2026-10-27", "09:30", ["2026-10-27T13:30", "2026-11-03T14:30"]),
        ("Australia/Lord_Howe", "2026-03-31", "10:00", ["2026-03-30T23:00", "2026-04-06T23:30"]),
        ("Pacific/Auckland", "2026-09-22", "18:00", ["2026-09-22T06:00", "2026-09-29T05:00"]),
        ("Asia/Kolkata", "2026-03-24", "14:00", ["2026-03-24T08:30", "2026-03-31T08:30"]),
    ],
)
def test_a_session_keeps_its_wall_time_when_the_clocks_change(
    zone: str, first_on: str, at: str, expected: list[str]
) -> None:
    last = date.fromisoformat(first_on) + 8 * DAY
    assert starts(series(first_on, at, zone), f"{date.fromisoformat(first_on) - DAY}", f"{last}") == expected


@pytest.mark.parametrize(
    ("zone", "on", "at", "wall"),
    [
        ("Europe/London", "2026-03-29", "01:30", "02:30"),
        ("America/New_York", "2026-03-08", "02:15", "03:15"),
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "02:40"),
        ("America/Santiago", "2026-09-06", "00:30", "01:30"),
    ],
)
def test_a_time_the_clocks_skip_moves_on_by_what_they_skip(zone: str, on: str, at: str, wall: str) -> None:
    found = rules.moment(date.fromisoformat(on), at, zone)
    assert found.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") == f"{on} {wall}"


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        ("Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant(zone: str, on: str, at: str, expected: str) -> None:
    assert rules.moment(date.fromisoformat(on), at, zone).isoformat()[:16] == expected


def test_a_day_that_a_zone_left_out_moves_on_to_the_next() -> None:
    found = rules.moment(date(2011, 12, 30), "10:00", "Pacific/Apia")
    assert found.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("every_weeks", "days"),
    [(1, ["03-03", "03-10", "03-17", "03-24", "03-31"]), (2, ["03-03", "03-17", "03-31"]), (4, ["03-03", "03-31"])],
)
def test_a_series_meets_every_one_two_or_four_weeks(every_weeks: int, days: list[str]) -> None:
    found = starts(series(every_weeks=every_weeks), "2026-03-01", "2026-04-03")
    assert [start[5:10] for start in found] == days


def test_a_single_session_meets_once() -> None:
    assert starts(series(every_weeks=None), "2026-01-01", "2027-01-01") == ["2026-03-03T14:00"]


def test_both_edges_of_the_window_belong_to_it() -> None:
    assert starts(series(), "2026-03-03T14:00", "2026-03-10T14:00") == ["2026-03-03T14:00", "2026-03-10T14:00"]
    assert starts(series(), "2026-03-03T14:01", "2026-03-10T13:59") == []


def test_a_session_moved_into_the_window_is_in_it_with_where_it_came_from() -> None:
    one = series(changes={date(2026, 5, 5): Change("planned", date(2026, 3, 12), "09:00")})
    found = expand(one, utc("2026-03-11"), utc("2026-03-14"))
    assert [(each.starts_at, each.moved_from, each.on) for each in found] == [
        (utc("2026-03-12T09:00"), utc("2026-05-05T13:00"), date(2026, 5, 5))
    ]


def test_a_session_moved_out_of_the_window_is_not_in_it() -> None:
    one = series(changes={date(2026, 3, 10): Change("planned", date(2026, 6, 4), "09:00")})
    assert starts(one, "2026-03-09", "2026-03-16") == []
    assert "2026-06-04T08:00" in starts(one, "2026-06-03", "2026-06-05")


def test_a_moved_session_keeps_its_id() -> None:
    moved = series(changes={date(2026, 3, 10): Change("planned", date(2026, 3, 11), "09:00")})
    before, after = (rules.meeting(one, date(2026, 3, 10)) for one in (series(), moved))
    assert before.id == after.id
    assert before.starts_at != after.starts_at


def test_a_change_on_a_day_that_is_not_of_the_series_changes_nothing() -> None:
    one = series(changes={date(2026, 3, 4): Change("held")})
    assert starts(one, "2026-03-01", "2026-03-09") == ["2026-03-03T14:00"]


def test_a_cancelled_session_is_listed_but_does_not_take_place() -> None:
    [found] = expand(series(changes={date(2026, 3, 3): Change("cancelled")}), utc("2026-03-01"), utc("2026-03-05"))
    assert (found.state, found.takes_place) == ("cancelled", False)


def test_nothing_is_planned_after_the_end_but_what_was_held_stays() -> None:
    held_later = {date(2026, 3, 17): Change("held"), date(2026, 3, 24): Change("cancelled")}
    one = series(ends_on=date(2026, 3, 10), changes=held_later)
    assert starts(one, "2026-03-01", "2026-05-01") == ["2026-03-03T14:00", "2026-03-10T14:00", "2026-03-17T14:00"]


def test_the_end_counts_by_the_day_a_session_was_moved_to() -> None:
    changes = {
        date(2026, 3, 10): Change("planned", date(2026, 3, 12), "14:00"),
        date(2026, 3, 17): Change("planned", date(2026, 3, 9), "14:00"),
    }
    assert starts(series(ends_on=date(2026, 3, 11), changes=changes), "2026-03-01", "2026-05-01") == [
        "2026-03-03T14:00",
        "2026-03-09T14:00",
    ]


def test_the_last_session_is_one_that_took_place_and_the_next_one_is_planned() -> None:
    changes = {date(2026, 3, 10): Change("no_show"), date(2026, 3, 17): Change("cancelled")}
    found = expand(series(changes=changes), utc("2026-03-01"), utc("2026-04-01"))
    now = utc("2026-03-11")
    last, ahead = rules.last_held(found, now), rules.next_planned(found, now)
    assert last is not None
    assert ahead is not None
    assert (last.on, ahead.on) == (date(2026, 3, 3), date(2026, 3, 24))


@cache
def slow_moment(day: date, at: str, zone: str) -> datetime:
    """Tries every quarter of an hour on Earth; where none shows the wanted wall time, keeps the day before's offset."""
    wall, there = datetime.combine(day, time.fromisoformat(at)), ZoneInfo(zone)
    tried = [wall.replace(tzinfo=UTC) + timedelta(minutes=15 * step) for step in range(-60, 61)]
    shown = [at for at in tried if at.astimezone(there).replace(tzinfo=None) == wall]
    if shown:
        return min(shown)
    offset = (wall.replace(tzinfo=UTC) - DAY).astimezone(there).utcoffset()
    assert offset is not None
    return wall.replace(tzinfo=UTC) - offset


def slow_expand(one: Series, first: datetime, last: datetime) -> list[tuple[date, datetime]]:
    """Goes through every day from the first to a month after the window and asks each the same plain questions."""
    found, day, count = [], one.first_on, 0
    while day <= max([last.date(), *one.changes]) + 31 * DAY:
        if count == 0 or (one.every_weeks and count % (one.every_weeks * 7) == 0):
            change = one.changes.get(day, Change("planned"))
            start = slow_moment(change.moved_on or day, change.moved_at or one.at, one.zone)
            over = one.ends_on is not None and start.astimezone(ZoneInfo(one.zone)).date() > one.ends_on
            if first <= start <= last and not (over and change.state in ("planned", "cancelled")):
                found.append((day, start))
        day, count = day + DAY, count + 1
    return sorted(found, key=lambda each: (each[1], each[0]))


ZONES = st.sampled_from(
    [
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Asia/Kathmandu",
        "America/Santiago",
    ]
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
TIMES = st.builds(lambda hour, quarter: f"{hour:02}:{quarter * 15:02}", st.integers(0, 23), st.integers(0, 3))
CHANGES = st.builds(
    lambda state, moved: Change(state, *(moved or (None, None))),
    st.sampled_from(["planned", "held", "cancelled", "no_show"]),
    st.none() | st.tuples(DAYS, TIMES),
)


@st.composite
def any_series(draw: st.DrawFn) -> Series:
    first, every = draw(DAYS), draw(st.sampled_from([None, 1, 2, 4]))
    numbers = draw(st.lists(st.integers(0, 30), max_size=4, unique=True))
    changes = {first + 7 * (every or 1) * number * DAY: draw(CHANGES) for number in numbers}
    return Series(uuid.uuid4(), first, draw(TIMES), draw(ZONES), 50, every, draw(st.none() | DAYS), changes)


@settings(max_examples=60, deadline=None)
@given(any_series(), DAYS, st.integers(0, 200))
def test_expansion_equals_a_walk_through_every_day(one: Series, begin: date, length: int) -> None:
    first = datetime.combine(begin, time(), UTC)
    last = first + length * DAY
    assert [(each.on, each.starts_at) for each in expand(one, first, last)] == slow_expand(one, first, last)


@settings(max_examples=200, deadline=None)
@given(any_series(), any_series(), DAYS, TIMES)
def test_the_number_of_a_session_counts_all_that_took_place_before_it(
    one: Series, other: Series, on: date, at: str
) -> None:
    until = datetime.combine(on, time.fromisoformat(at), UTC)
    listed = [each for every in (one, other) for each in expand(every, utc("2025-01-01"), until)]
    assert rules.how_many([one, other], until) == sum(each.takes_place for each in listed)
