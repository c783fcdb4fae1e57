"""When a reminder is due, in every zone whose clocks ever change, against a slow reckoning of its own."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.meetings.rules import moment
from server.reminders import schedule as ruled
from server.reminders.schedule import Calendar, Place, due_at, dues, next_due, occurrence_id
from tests.reminders import slowly
from tests.reminders.slowly import DAY, Change

HALF_HOURS = tuple(f"{hour:02}:{minute}" for hour in range(24) for minute in ("00", "30"))
ENDS = ("00:00", "01:30", "03:00", "05:00")


def check(change: Change, schedule: Calendar, ends: str, after: datetime, until: datetime) -> None:
    place = Place(change.zone, ends)
    slow = slowly.dues(schedule, place, change.about, after, until)
    assert dues(schedule, place, (), after, until) == slow
    first = next_due(schedule, place, (), after)
    if slow:
        assert first == slow[0]
    else:
        assert first is None or first.at > until


@st.composite
def calendars(draw: st.DrawFn, near: date) -> Calendar:
    """Any schedule that may be due around a day: begun years ago, or just now."""
    gone = draw(st.one_of(st.integers(-6, 20), st.integers(20, 12_000)))
    return Calendar(
        at=tuple(draw(st.lists(st.sampled_from(HALF_HOURS), min_size=1, max_size=4))),
        first=near - gone * DAY,
        last=draw(st.none() | st.integers(-9, 9).map(lambda days: near + days * DAY)),
        every=draw(st.sampled_from([1, 1, 2, 2, 3, 4, 52])),
        weekdays=tuple(draw(st.lists(st.integers(0, 6), max_size=7))),
    )


any_change = st.deferred(lambda: st.sampled_from(slowly.changes()))
spans = st.lists(st.integers(-3 * 24 * 12, 2 * 24 * 12), min_size=3, max_size=3).map(sorted)


def test_the_zones_are_all_there() -> None:
    """Half an hour on Lord Howe, two hours at Troll, a month in Casablanca, days left out in Apia and Kiritimati."""
    by = {(one.zone, one.by / timedelta(hours=1)) for one in slowly.changes()}
    assert by >= {
        ("Australia/LHI", 0.5), ("Antarctica/Troll", 2), ("Africa/Casablanca", -1), ("Asia/Pyongyang", -0.5),
        ("Pacific/Apia", 24), ("Pacific/Kiritimati", 24),
    }  # fmt: skip
    assert len({zone for zone, _ in by}) > 150


def test_every_time_of_every_day_around_every_change() -> None:
    for change in slowly.changes():
        local = change.about.date()
        schedule = Calendar(HALF_HOURS[::3] + HALF_HOURS[1:8:3] + HALF_HOURS[2:8:3], local - 9 * DAY)
        check(change, schedule, "03:00", change.about - 3 * DAY, change.about + DAY)


@settings(deadline=None, max_examples=300)
@given(st.data(), any_change, st.sampled_from(ENDS), spans)
def test_any_schedule_around_any_change(data: st.DataObject, change: Change, ends: str, span: list[int]) -> None:
    schedule = data.draw(calendars(change.about.date()))
    a, b, c = (change.about + minutes * timedelta(minutes=5) for minutes in span)
    check(change, schedule, ends, a, c)
    place = Place(change.zone, ends)
    assert dues(schedule, place, (), a, c) == dues(schedule, place, (), a, b) + dues(schedule, place, (), b, c)


@settings(deadline=None, max_examples=100)
@given(
    st.data(), any_change, any_change, spans, st.integers(5, 40),
)  # fmt: skip
def test_who_travels_gets_each_time_once_and_none_that_is_ahead_is_lost(
    data: st.DataObject, here: Change, there: Change, span: list[int], hours: int
) -> None:
    """As the loop does it: whatever is due since the reminder was made gets its occurrence, unless there is one."""
    schedule = data.draw(calendars(here.about.date()))
    began, left, until = (here.about + minutes * timedelta(minutes=5) for minutes in span)
    before, then = Place(here.zone, "03:00"), Place(there.zone, "03:00")
    opened: dict[uuid.UUID, str] = {}
    now = last_before = began
    while now < until:
        now = min(now + timedelta(hours=hours), until)
        last_before = now if now < left else last_before
        for due in dues(schedule, before if now < left else then, (), began, now):
            opened.setdefault(occurrence_id(uuid.UUID(int=1), due.name), due.name)
    expected = slowly.dues(schedule, before, here.about, began, last_before)
    if now >= left:
        expected += slowly.dues(schedule, then, here.about, began, now)
    assert sorted(opened.values()) == sorted({due.name for due in expected})


def a_day_is_24_hours(day: date, at: str, place: Place) -> datetime:
    first = date(2026, 1, 1)
    return moment(first, at, place.zone) + (day - first)


def the_second_of_two(day: date, at: str, place: Place) -> datetime:
    right = due_at(day, at, place)
    zone = ZoneInfo(place.zone)
    return right.astimezone(zone).replace(fold=1).astimezone(UTC)


def the_calendars_day(day: date, at: str, place: Place) -> datetime:
    return moment(day, at, place.zone)


def a_gap_turns_back(day: date, at: str, place: Place) -> datetime:
    right = due_at(day, at, place)
    skipped = right.astimezone(ZoneInfo(place.zone)).strftime("%H:%M") != at
    return right - timedelta(hours=1) if skipped else right


@pytest.mark.parametrize("wrong", [a_day_is_24_hours, the_second_of_two, the_calendars_day, a_gap_turns_back])
def test_reckoning_a_time_in_another_way_would_be_noticed(
    wrong: Callable[[date, str, Place], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = datetime(2026, 3, 30, tzinfo=UTC), datetime(2026, 10, 26, tzinfo=UTC)
    daily = Calendar(HALF_HOURS, date(2026, 1, 1))

    def look() -> None:
        for change in (Change("Europe/Madrid", day, timedelta()) for day in days):
            check(change, daily, "03:00", change.about - 3 * DAY, change.about + DAY)

    look()
    monkeypatch.setattr(ruled, "due_at", wrong)
    with pytest.raises(AssertionError):
        look()
