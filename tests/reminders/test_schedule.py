"""Which days and times a schedule means: weeks apart, leap days, late evenings, long pasts, sessions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import SU, rrule, rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from server.reminders import schedule as ruled
from server.reminders.schedule import (
    DAY,
    Calendar,
    Place,
    due_at,
    dues,
    ends,
    next_due,
    once,
)
from tests.reminders import slowly

UTC_PLACE = Place("UTC", "00:00")
MADRID = Place("Europe/Madrid", "03:00")
NEW_YEAR = date(2026, 1, 1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def days_of(schedule: Calendar, first: str, last: str) -> list[str]:
    return [one.day.isoformat() for one in dues(schedule, UTC_PLACE, (), utc(first), utc(last))]


@pytest.mark.parametrize(
    ("zone", "day", "at", "wall"),
    [
        ("Europe/Madrid", "2026-03-28", "02:30", "2026-03-29 03:30"),  # skipped: moves on
        ("Europe/Madrid", "2026-10-25", "18:30", "2026-10-25 18:30"),
        ("Australia/Lord_Howe", "2026-10-03", "02:10", "2026-10-04 02:40"),
        ("Antarctica/Troll", "2026-03-28", "01:30", "2026-03-29 03:30"),
        ("Pacific/Apia", "2011-12-30", "10:00", "2011-12-31 10:00"),  # a day that was left out
        ("Pacific/Kiritimati", "1994-12-31", "10:00", "1995-01-01 10:00"),
        ("Europe/Madrid", "2026-05-05", "00:30", "2026-05-06 00:30"),  # belongs to the evening before
        ("Europe/Madrid", "2026-05-05", "03:00", "2026-05-05 03:00"),
    ],
)
def test_a_time_is_where_the_wall_shows_it(zone: str, day: str, at: str, wall: str) -> None:
    found = due_at(date.fromisoformat(day), at, Place(zone, "03:00"))
    assert found.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") == wall


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    assert due_at(date(2026, 10, 24), "02:30", MADRID) == utc("2026-10-25 00:30")


def test_a_day_ends_late_and_also_when_that_hour_is_skipped() -> None:
    assert ends(date(2026, 5, 5), MADRID) == utc("2026-05-06 01:00")
    assert ends(date(2026, 3, 28), Place("Europe/Madrid", "02:30")) == utc("2026-03-29 01:30")


@pytest.mark.parametrize(
    ("schedule", "first", "last", "expected"),
    [
        (Calendar(("09:00",), date(2024, 2, 27)), "2024-02-29", "2024-03-02", ["2024-02-29", "2024-03-01"]),
        (Calendar(("09:00",), date(2026, 2, 27)), "2026-02-28", "2026-03-02", ["2026-02-28", "2026-03-01"]),
        (Calendar(("09:00",), date(2024, 2, 29), every=2), "2024-03-01", "2024-03-06", ["2024-03-02", "2024-03-04"]),
        (once(date(2028, 2, 29), ["09:00"]), "2020-01-01", "2040-01-01", ["2028-02-29"]),
        # Every second week from a Wednesday: Mondays and Wednesdays of its week, which begins on Monday.
        (
            Calendar(("09:00",), date(2026, 12, 16), every=2, weekdays=(0, 2)),
            "2026-12-01", "2027-01-16",
            ["2026-12-16", "2026-12-28", "2026-12-30", "2027-01-11", "2027-01-13"],
        ),
        # From a Sunday: that Sunday ends the first week, so that the Monday after it is in a week without.
        (
            Calendar(("09:00",), date(2026, 12, 27), every=2, weekdays=(6, 0)),
            "2026-12-01", "2027-01-20",
            ["2026-12-27", "2027-01-04", "2027-01-10", "2027-01-18"],
        ),
        (Calendar(("09:00",), NEW_YEAR, date(2026, 1, 3)), "2026-01-02", "2026-01-20", ["2026-01-02", "2026-01-03"]),
        (Calendar(("09:00",), date(2026, 1, 5)), "2025-01-01", "2026-01-04", []),
    ],
)  # fmt: skip
def test_the_days_of_a_schedule(schedule: Calendar, first: str, last: str, expected: list[str]) -> None:
    assert days_of(schedule, first, last) == expected


def test_a_time_named_twice_is_one_time() -> None:
    assert days_of(Calendar(("09:00", "09:00"), NEW_YEAR), "2026-01-01", "2026-01-02") == ["2026-01-01"]


def test_times_that_the_clocks_put_together_are_two_and_both_are_there() -> None:
    both = dues(
        Calendar(("02:30", "03:30"), date(2026, 3, 1)), MADRID, (), utc("2026-03-29 00:30"), utc("2026-03-29 02:00")
    )
    assert [(one.name, one.at) for one in both] == [
        ("2026-03-28 02:30", utc("2026-03-29 01:30")),
        ("2026-03-29 03:30", utc("2026-03-29 01:30")),
    ]


@settings(deadline=None, max_examples=150)
@given(
    st.dates(date(1996, 1, 1), date(2028, 12, 31)),
    st.dates(date(2024, 1, 1), date(2029, 1, 10)),
    st.sampled_from([1, 2, 3, 4, 52]),
    st.lists(st.integers(0, 6)),
)
def test_years_gone_by_change_nothing(first: date, now: date, every: int, weekdays: list[int]) -> None:
    schedule = Calendar(("09:00",), first, None, every, tuple(weekdays))
    moment = datetime.combine(now, time(), UTC)
    slow = next(day for day in slowly.days(schedule, max(first, now) + 800 * DAY) if day >= now)
    found = next_due(schedule, UTC_PLACE, (), moment)
    assert found is not None
    assert found.day == slow


@pytest.mark.parametrize(("every", "weekdays"), [(1, ()), (3, ()), (1, (0, 3)), (2, (0, 6))])
def test_years_gone_by_cost_nothing(every: int, weekdays: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[date] = []

    def seen(freq: Any, **how: Any) -> rrule:
        begun.append(how["dtstart"].date())
        return rrule(freq, **how)

    monkeypatch.setattr(ruled, "rrule", seen)
    schedule = Calendar(("09:00",), date(1990, 1, 1), None, every, weekdays)
    assert next_due(schedule, UTC_PLACE, (), utc("2026-06-01")) is not None
    assert dues(schedule, UTC_PLACE, (), utc("2026-06-01"), utc("2026-07-01"))
    assert min(begun) > date(2026, 5, 1)


def test_a_schedule_that_is_over_is_never_due_again() -> None:
    assert next_due(once(NEW_YEAR, ["09:00"]), UTC_PLACE, (), utc("2026-01-01 09:00")) is None


@pytest.mark.parametrize(
    ("schedule", "rule"),
    [
        (Calendar(("09:00",), NEW_YEAR, every=3), "FREQ=DAILY;INTERVAL=3"),
        (Calendar(("09:00",), NEW_YEAR, every=2, weekdays=(6, 0, 6)), "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,SU"),
    ],
)
def test_a_calendar_app_is_told_the_same_rule(schedule: Calendar, rule: str) -> None:
    assert schedule.rule == rule
    begin = datetime.combine(schedule.first, time())
    told = rrulestr(rule, dtstart=begin).between(begin, begin + 60 * DAY, inc=True)
    assert days_of(schedule, "2026-01-01", "2026-03-02 12:00") == [at.date().isoformat() for at in told]


def counted_from_where_one_looks(schedule: Calendar, first: date, last: date | None) -> Iterator[date]:
    return days_as_ruled(replace(schedule, first=max(first, schedule.first)), first, last)


def weeks_from_sunday(schedule: Calendar, first: date, last: date | None) -> Iterator[date]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ruled, "MO", SU)
        yield from days_as_ruled(schedule, first, last)


days_as_ruled = ruled._days  # what the broken ones begin with


@pytest.mark.parametrize("wrong", [counted_from_where_one_looks, weeks_from_sunday])
def test_counting_weeks_in_another_way_would_be_noticed(
    wrong: Callable[[Calendar, date, date | None], Iterator[date]], monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = Calendar(("09:00",), date(2025, 12, 14), every=2, weekdays=(6, 0, 3))
    slow = [day.isoformat() for day in slowly.days(schedule, date(2026, 2, 1)) if day >= NEW_YEAR]
    assert days_of(schedule, "2026-01-01", "2026-02-02") == slow
    monkeypatch.setattr(ruled, "_days", wrong)
    assert days_of(schedule, "2026-01-01", "2026-02-02") != slow
