"""When nobody is to be disturbed: what the wall shows decides, across midnight and where the clocks change."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.reminders import hours as ruled
from server.reminders.hours import Hours, held_until, pause_ends, quiet_until, shows_until
from server.reminders.schedule import Place
from tests.reminders import slowly
from tests.reminders.madrid import PLACE, ZONE, wall

QUARTER = timedelta(minutes=15)


def told(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(ZONE).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("begins", "ends", "now", "expected"),
    [
        ("22:00", "08:00", "03-03 21:59", None),
        ("22:00", "08:00", "03-03 22:00", "03-04 08:00"),
        ("22:00", "08:00", "03-04 00:00", "03-04 08:00"),
        ("22:00", "08:00", "03-04 07:59", "03-04 08:00"),
        ("22:00", "08:00", "03-04 08:00", None),
        ("13:00", "15:00", "03-03 12:59", None),
        ("13:00", "15:00", "03-03 13:00", "03-03 15:00"),
        ("13:00", "15:00", "03-03 15:00", None),
        ("00:00", "08:00", "03-03 00:00", "03-03 08:00"),
        ("22:00", "00:00", "03-03 23:59", "03-04 00:00"),
        ("22:00", "00:00", "03-04 00:00", None),
        ("08:00", "08:00", "03-03 08:00", None),
        # A night of nine hours, and one of eleven.
        ("22:00", "08:00", "03-28 22:00", "03-29 08:00"),
        ("22:00", "08:00", "10-24 22:00", "10-25 08:00"),
        # They begin, or end, in the hour that is skipped.
        ("02:30", "08:00", "03-29 03:00", "03-29 08:00"),
        ("22:00", "02:30", "03-29 01:59", "03-29 03:30"),
        ("22:00", "02:30", "03-29 03:00", None),
        ("02:45", "02:30", "03-29 01:59", "03-30 02:30"),
    ],
)
def test_quiet_hours(begins: str, ends: str, now: str, expected: str | None) -> None:
    assert told(quiet_until(Hours(PLACE, begins, ends), wall(now))) == expected


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    hours = Hours(PLACE, "22:00", "02:30")
    first = wall("10-25 02:15")
    hour = timedelta(hours=1)
    assert quiet_until(hours, first) == first + QUARTER
    assert quiet_until(hours, first + QUARTER) is None
    assert quiet_until(hours, first + hour) == first + hour + QUARTER
    assert quiet_until(hours, first + hour + QUARTER) is None


@settings(deadline=None, max_examples=200)
@given(
    st.deferred(lambda: st.sampled_from(slowly.changes())),
    st.integers(-3 * 96, 96), st.integers(0, 95), st.integers(0, 95),
)  # fmt: skip
def test_quiet_is_what_the_wall_shows(change: slowly.Change, quarters: int, begins: int, ends: int) -> None:
    def shown(at: datetime) -> int:
        local = at.astimezone(ZoneInfo(change.zone))
        return local.hour * 4 + local.minute // 15

    def quiet(at: datetime) -> bool:
        return (shown(at) - begins) % 96 < (ends - begins) % 96

    now = change.about + quarters * QUARTER
    first, last = (f"{n // 4:02}:{n % 4 * 15:02}" for n in (begins, ends))
    found = quiet_until(Hours(Place(change.zone, "03:00"), first, last), now)
    assert (found is not None) == quiet(now)
    if found is None:
        return
    assert found > now
    zone = ZoneInfo(change.zone)
    wakes = next(at for at in (now + n * QUARTER for n in range(1, 300)) if not quiet(at))
    # Where the clocks change before the end, the wall may leave the quiet hours before, in a skipped or repeated hour.
    assert wakes == found or (wakes < found and now.astimezone(zone).utcoffset() != found.astimezone(zone).utcoffset())


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (None, "03-03 12:00", None),
        (date(2026, 3, 3), "03-03 12:00", ("03-04 03:00", "paused")),
        (date(2026, 3, 3), "03-03 23:00", ("03-04 03:00", "paused")),
        (date(2026, 3, 3), "03-04 03:00", ("03-04 08:00", "quiet")),
        (date(2026, 3, 3), "03-04 08:00", None),
        (date(2026, 3, 28), "03-29 01:59", ("03-29 03:00", "paused")),
    ],
)
def test_a_pause_ends_with_its_last_day(last: date | None, now: str, expected: tuple[str, str] | None) -> None:
    found = held_until(Hours(PLACE, paused_until=last), wall(now))
    assert (None if found is None else (told(found[0]), found[1])) == expected


def test_no_pause_has_no_end() -> None:
    assert pause_ends(Hours(PLACE)) is None


@pytest.mark.parametrize(
    ("quiet", "now", "expected"),
    [
        (("22:00", "08:00"), "03-03 19:00", "03-03 22:00"),
        (("22:00", "08:00"), "03-03 23:00", "03-04 22:00"),
        (("22:00", "08:00"), "03-03 22:00", "03-04 22:00"),
        (("22:00", "08:00"), "03-04 21:00", "03-04 22:00"),
        (("08:00", "08:00"), "03-03 19:00", "03-05 03:00"),
        (("04:00", "08:00"), "03-04 19:00", "03-05 03:00"),
    ],
)
def test_a_push_shows_no_later_than_quiet_hours_or_its_end(quiet: tuple[str, str], now: str, expected: str) -> None:
    assert told(shows_until(wall("03-05 03:00"), Hours(PLACE, *quiet), wall(now))) == expected


def test_the_zone_of_the_server_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours(Place("Asia/Kolkata", "03:00"))
    assert quiet_until(hours, wall("03-03 17:30")) == wall("03-04 03:30")
    monkeypatch.setattr(ruled, "ZoneInfo", lambda _: ZONE)
    assert quiet_until(hours, wall("03-03 17:30")) is None
