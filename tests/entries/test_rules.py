"""Which day it is, and who may read when."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from server.entries.rules import days_late, first_written, is_visible, local_day, visible_from, zone_or

TUESDAY = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
NEXT_TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        (datetime(2026, 11, 19, 2, 59, tzinfo=UTC), "Europe/London", date(2026, 11, 18)),
        (datetime(2026, 11, 19, 3, 0, tzinfo=UTC), "Europe/London", date(2026, 11, 19)),
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), "Asia/Tokyo", date(2026, 11, 20)),
        (datetime(2026, 11, 19, 4, 0, tzinfo=UTC), "America/New_York", date(2026, 11, 18)),
    ],
)
def test_a_day_ends_when_the_practice_says(now: datetime, zone: str, day: date) -> None:
    assert local_day(now, zone, "03:00") == day


def test_before_our_session_is_readable_on_arrival() -> None:
    assert visible_from("before", THURSDAY, THURSDAY, []) == THURSDAY


@pytest.mark.parametrize(
    ("meetings", "opens"),
    [
        ([], None),
        ([TUESDAY], None),
        ([TUESDAY, NEXT_TUESDAY], NEXT_TUESDAY),
        ([NEXT_TUESDAY + timedelta(days=7), NEXT_TUESDAY], NEXT_TUESDAY),
    ],
)
def test_not_before_we_meet_opens_with_the_first_session_after_it(
    meetings: list[datetime], opens: datetime | None
) -> None:
    assert visible_from("when_we_meet", THURSDAY, THURSDAY, meetings) == opens


def test_a_held_entry_opens_exactly_when_the_session_starts() -> None:
    before = NEXT_TUESDAY - timedelta(milliseconds=1)
    assert not is_visible("when_we_meet", THURSDAY, THURSDAY, [NEXT_TUESDAY], before)
    assert is_visible("when_we_meet", THURSDAY, THURSDAY, [NEXT_TUESDAY], NEXT_TUESDAY)


def test_an_entry_written_before_a_session_and_arriving_after_it_was_for_that_session() -> None:
    written, arrived = TUESDAY - timedelta(hours=2), THURSDAY
    assert visible_from("when_we_meet", written, arrived, [TUESDAY]) == TUESDAY


def test_a_phone_clock_in_the_future_cannot_hold_an_entry_longer_than_the_servers_clock() -> None:
    wrong_clock = THURSDAY + timedelta(days=3650)
    assert visible_from("when_we_meet", wrong_clock, THURSDAY, [NEXT_TUESDAY]) == NEXT_TUESDAY


def test_a_share_nobody_knows_is_held() -> None:
    assert not is_visible("everybody", THURSDAY, THURSDAY, [NEXT_TUESDAY], THURSDAY + timedelta(days=365))


def test_late_is_counted_in_the_clients_own_days() -> None:
    assert days_late(date(2026, 11, 16), THURSDAY, "Europe/London", "03:00") == 3
    assert days_late(date(2026, 11, 20), THURSDAY, "Europe/London", "03:00") == 0


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "a\x00b"])
def test_a_zone_nobody_knows_falls_back(name: str) -> None:
    assert zone_or(name, "Europe/London").key == "Europe/London"


EVENING, LATER = datetime(2026, 11, 17, 18, tzinfo=UTC), datetime(2026, 11, 21, 9, tzinfo=UTC)
DAY_BEGINS = datetime(2026, 11, 17, 3, tzinfo=UTC)


def made(at: datetime, version: int = 7) -> uuid.UUID:
    """An id of that time."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80 | version << 76 | 1 << 63)


@pytest.mark.parametrize(
    ("id_", "recorded_at", "received_at", "first"),
    [
        (made(EVENING), LATER, LATER, EVENING),
        (made(LATER), EVENING, LATER, EVENING),
        (made(datetime(2030, 1, 1, tzinfo=UTC)), datetime(2030, 1, 1, tzinfo=UTC), LATER, LATER),
        (made(datetime(2001, 1, 1, tzinfo=UTC)), LATER, LATER, LATER),
        (made(DAY_BEGINS), LATER, LATER, DAY_BEGINS),
        (made(DAY_BEGINS - timedelta(milliseconds=1)), LATER, LATER, LATER),
        (made(EVENING, version=4), LATER, LATER, LATER),
        (uuid.UUID("ffffffff-ffff-7000-8000-000000000000"), LATER, LATER, LATER),
    ],
)
def test_first_written_is_the_earliest_that_can_be_meant(
    id_: uuid.UUID, recorded_at: datetime, received_at: datetime, first: datetime
) -> None:
    assert first_written(id_, recorded_at, received_at, DAY_BEGINS) == first
