"""What the file says of a time zone, against what the zone is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.reminders import calendar_zone
from server.reminders.calendar_zone import vtimezone, yearly_rule
from tests.reminders.calendar.reading import Read

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
BEGINS, OVER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
EVERY = sorted(available_timezones())


def read(zone: str, first: int = 2025, last: int = 2054) -> Read:
    told = vtimezone.__wrapped__(zone, first, last).to_ical()
    return Read(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + told + b"END:VCALENDAR\r\n")


def check(zone: str, begins: datetime = BEGINS, over: datetime = OVER, step: timedelta = HOUR) -> None:
    """Each step of the span, and the seconds around every change."""
    found, here = read(zone), ZoneInfo(zone)
    steps = [begins + n * step for n in range((over - begins) // step)]
    edges = [one.at + by for one in found.onsets if begins <= one.at < over for by in (-SECOND, timedelta())]
    for at in (*steps, *edges):
        assert found.offset(at) == at.astimezone(here).utcoffset(), f"{zone} at {at}"


@pytest.mark.parametrize(
    "zone",
    ["Australia/Lord_Howe", "Europe/Madrid", "America/New_York", "Africa/Casablanca", "Antarctica/Troll", "Asia/Gaza"],
)
def test_every_hour_of_two_years(zone: str) -> None:
    check(zone)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(EVERY))
def test_any_zone(zone: str) -> None:
    check(zone, step=timedelta(hours=12))


@pytest.mark.parametrize("zone", ["Australia/Lord_Howe", "Europe/Madrid", "America/New_York"])
def test_where_a_yearly_rule_holds_it_holds_for_ever(zone: str) -> None:
    check(zone, datetime(2045, 1, 1, tzinfo=UTC), datetime(2047, 1, 1, tzinfo=UTC), timedelta(hours=12))


def test_where_there_is_no_rule_each_change_is_named() -> None:
    parts = read("Africa/Casablanca").calendar.walk("VTIMEZONE")[0].subcomponents
    assert all("RRULE" not in part for part in parts)
    assert sum("RDATE" in part for part in parts) == 2


def test_where_clocks_are_never_changed_one_line_says_so() -> None:
    [one] = read("Asia/Kathmandu").onsets
    assert one.after == timedelta(hours=5, minutes=45)


def test_the_last_sunday_is_not_the_fourth() -> None:
    def on(*days: int) -> list[datetime]:
        return [datetime.fromisoformat(f"{2026 + n}-03-{day:02} 02:00") for n, day in enumerate(days)]

    assert yearly_rule(on(29, 28, 26), 2028) == {"FREQ": "YEARLY", "BYMONTH": 3, "BYDAY": "-1SU"}
    assert yearly_rule(on(22, 28, 26), 2028) == {"FREQ": "YEARLY", "BYMONTH": 3, "BYDAY": "4SU"}
    assert yearly_rule(on(8, 21, 26), 2028) is None
    assert yearly_rule(on(29, 28, 26), 2029) is None, "it stopped"


def test_a_change_named_by_the_clock_after_it_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the library's own generation does it."""
    right = calendar_zone.Change
    monkeypatch.setattr(
        calendar_zone, "Change", lambda at, before, after: right(at - before.offset + after.offset, before, after)
    )
    with pytest.raises(AssertionError):
        check("Europe/Madrid")
