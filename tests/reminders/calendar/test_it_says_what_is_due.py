"""A calendar app that reads the file comes to the times that reminders are due at."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.reminders import calendar as made
from server.reminders.schedule import DAY, Calendar, Place, dues, once
from tests.reminders.calendar.files import MADRID, NOW, read
from tests.reminders.calendar.reading import Read

ZONES = (
    "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Casablanca",
    "Asia/Jerusalem", "Asia/Gaza", "Africa/Cairo", "America/Santiago", "Pacific/Chatham", "Asia/Kathmandu", "UTC",
    "Europe/Dublin", "America/Nuuk",
)  # fmt: skip
HALF_HOURS = tuple(f"{hour:02}:{minute}" for hour in range(24) for minute in ("00", "30"))
ENDS = ("00:00", "01:30", "03:00", "05:00")
TWO_YEARS = 731 * DAY


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any schedule: begun long ago, just now or soon, with an end or without."""
    first = NOW.date() + draw(st.integers(-900, 60)) * DAY
    return Calendar(
        at=tuple(draw(st.lists(st.sampled_from(HALF_HOURS), min_size=1, max_size=4))),
        first=first,
        last=draw(st.none() | st.integers(0, 900).map(lambda days: first + days * DAY)),
        every=draw(st.sampled_from([1, 1, 2, 2, 3, 4, 52])),
        weekdays=tuple(draw(st.lists(st.integers(0, 6), max_size=7))),
    )


def check(schedule: Calendar, place: Place, since: datetime) -> None:
    """Two years from ``since`` on."""
    until = since + TWO_YEARS
    due = [one.at for one in dues(schedule, place, (), since, until)]
    assert read(schedule, place=place, since=since).moments(since, until) == due


@settings(deadline=None, max_examples=100)
@given(calendars(), st.sampled_from(ZONES), st.sampled_from(ENDS), st.integers(-90 * 48, 90 * 48))
def test_the_times_in_the_file_are_the_times_that_are_due(schedule: Calendar, zone: str, ends: str, half: int) -> None:
    check(schedule, Place(zone, ends), NOW + half * timedelta(minutes=30))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", ["00:30", "02:00", "02:30", "19:00"])
def test_every_day_of_two_years(zone: str, at: str) -> None:
    check(Calendar((at,), date(2026, 1, 1)), Place(zone, "03:00"), NOW)


def test_half_past_midnight_belongs_to_the_evening_before() -> None:
    """Every second Sunday night, from the week of Sunday 22 November on: on the calendar that is Monday the 23rd."""
    found = read(Calendar(("00:30",), date(2026, 11, 16), None, 2, (6,)))
    [event] = found.events
    assert event["DTSTART"].to_ical() == b"20261123T003000"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=TU"
    assert [str(at)[:16] for at in found.moments(NOW, NOW + 20 * DAY)] == ["2026-11-22 23:30", "2026-12-06 23:30"]


def test_every_second_week_is_the_right_one_whenever_it_is_read() -> None:
    schedule = Calendar(("19:00",), date(2026, 11, 2), None, 2, (0, 3))
    for days in range(40):
        check(schedule, MADRID, NOW + days * DAY)


def test_what_ends_has_its_end_in_utc_on_the_last_time() -> None:
    [event] = read(Calendar(("19:00",), date(2026, 11, 1), date(2027, 7, 1))).events
    assert b"UNTIL=20270701T170000Z" in event["RRULE"].to_ical()


def test_what_is_over_is_not_there_and_what_is_due_once_does_not_come_again() -> None:
    assert read(Calendar(("19:00",), date(2026, 1, 1), date(2026, 11, 18))).events == []
    [event] = read(once(date(2026, 11, 20), ["19:00"])).events
    assert "RRULE" not in event


def unshifted(rule: Any, schedule: Calendar, later: int) -> dict[str, Any]:
    return rule(schedule, 0)  # type: ignore[no-any-return]  # as in the module


def same_week(rule: Any, schedule: Calendar, later: int) -> dict[str, Any]:
    return {**rule(schedule, later), "WKST": "MO"}


def no_interval(rule: Any, schedule: Calendar, later: int) -> dict[str, Any]:
    return {**rule(schedule, later), "INTERVAL": 1}


@pytest.mark.parametrize("broken", [unshifted, same_week, no_interval])
def test_these_would_notice(broken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule whose weekdays, or whose week, stay where they are after midnight; a rule of every week."""
    rule = made._rule
    schedule = Calendar(("00:30",), date(2026, 11, 9), None, 2, (2, 6))
    check(schedule, MADRID, NOW)
    monkeypatch.setattr(made, "_rule", lambda one, later: broken(rule, one, later))
    with pytest.raises(AssertionError):
        check(schedule, MADRID, NOW)


def test_an_end_by_the_wall_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """West of Greenwich an evening's end, told as if the wall showed UTC, lies before that evening."""
    schedule, place = Calendar(("19:00",), date(2026, 11, 1), date(2026, 12, 1)), Place("America/New_York", "03:00")
    check(schedule, place, NOW)
    monkeypatch.setattr(made, "due_at", lambda day, at, _place: datetime.fromisoformat(f"{day}T{at}Z"))
    with pytest.raises(AssertionError):
        check(schedule, place, NOW)


def test_the_reader_takes_the_first_of_two_and_moves_on_what_is_skipped() -> None:
    found: Read = read(Calendar(("19:00",), date(2026, 1, 1)))
    assert str(found.moment(datetime.fromisoformat("2027-10-31 02:30"))) == "2027-10-31 00:30:00+00:00"
    assert str(found.moment(datetime.fromisoformat("2027-03-28 02:30"))) == "2027-03-28 01:30:00+00:00"
