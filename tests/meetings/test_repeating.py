"""On which days something comes again, beside what python-dateutil says of the same rule."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as Weekday
from hypothesis import given, settings
from hypothesis import strategies as st

from server.meetings.repeating import Rule, Unit, cost, days

UNITS: dict[Unit, int] = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY}
FIRST = date(2026, 1, 6)
weekdays = st.integers(0, 6)


def by_dateutil(rule: Rule, first: date, since: date, last: date) -> list[date]:
    """The other reckoning, which is only safe with rules that come true."""
    found = rrule(
        UNITS[rule.unit],
        dtstart=datetime.combine(first, time()),
        interval=rule.every,
        wkst=rule.week_begins,
        count=rule.count,
        until=None if rule.count is not None else datetime.combine(last, time()),
        byweekday=[Weekday(day, nth or None) for nth, day in rule.weekdays] or None,
        bymonthday=rule.month_days or None,
        bysetpos=rule.places or None,
        cache=False,
    )
    return [at.date() for at in found if since <= at.date() <= last]


def either(rule: Rule, first: date, after: int) -> None:
    since, last = first + timedelta(days=after), first + timedelta(days=after + 240)
    assert list(days(rule, first, since, last)) == by_dateutil(rule, first, since, last)


counts = st.none() | st.integers(1, 40)
# Mixed with plain weekdays dateutil takes those that are both; RFC 5545 means either.
nths = st.integers(-4, -1) | st.integers(1, 4)
short_days = st.integers(1, 28) | st.integers(-28, -1)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["DAILY", "WEEKLY"]), st.integers(1, 5), st.sets(weekdays), weekdays, counts, weekdays, weekdays)
def test_days_and_weeks_come_as_dateutil_says(
    unit: Unit, every: int, on: set[int], begins: int, count: int | None, shift: int, after: int
) -> None:
    rule = Rule(unit, every, tuple((0, day) for day in sorted(on)), week_begins=begins, count=count)
    either(rule, FIRST + timedelta(days=shift), after * 30)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 4), st.sets(st.tuples(nths, weekdays), max_size=3), counts, st.integers(0, 27), weekdays)
def test_weekdays_of_the_month_come_as_dateutil_says(
    every: int, on: set[tuple[int, int]], count: int | None, shift: int, after: int
) -> None:
    either(Rule("MONTHLY", every, tuple(sorted(on)), count=count), FIRST + timedelta(days=shift), after * 30)


@settings(max_examples=100, deadline=None)
@given(st.sets(short_days, min_size=1, max_size=4), st.none() | st.sampled_from([1, 2, -1]), counts, weekdays)
def test_days_and_places_in_the_month_come_as_dateutil_says(
    on: set[int], place: int | None, count: int | None, after: int
) -> None:
    places = () if place is None or len({day % 31 for day in on}) < 2 else (place,)
    either(Rule("MONTHLY", month_days=tuple(sorted(on)), places=places, count=count), FIRST, after * 30)


@pytest.mark.parametrize(
    "rule",
    [
        Rule("MONTHLY", month_days=(31,), weekdays=((6, 0),)),
        Rule("MONTHLY", month_days=(40,), count=5),
        Rule("DAILY", every=7, weekdays=((0, 2),)),
    ],
)
def test_a_rule_that_never_comes_costs_no_more_than_the_days_that_are_asked_for(rule: Rule) -> None:
    since, last = date(2030, 1, 1), date(2030, 12, 31)
    assert list(days(rule, FIRST, since, last)) == []
    assert cost(rule, FIRST, since, last) <= 366


def test_days_are_counted_from_the_first_one_on() -> None:
    rule = Rule("WEEKLY", count=3)
    assert list(days(rule, FIRST, FIRST + timedelta(days=8), FIRST + timedelta(days=100))) == [date(2026, 1, 20)]
    assert cost(rule, FIRST, date(2036, 1, 1), date(2036, 2, 1)) > 500


def test_nothing_comes_before_the_first_day() -> None:
    assert list(days(Rule("WEEKLY"), FIRST, date(2025, 1, 1), date(2026, 1, 13))) == [FIRST, date(2026, 1, 13)]
    assert list(days(Rule("WEEKLY"), FIRST, date(2025, 1, 1), date(2025, 12, 31))) == []
