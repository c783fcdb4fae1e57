"""Decisions about entries: which day it is, who may read when, which revision counts."""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Share = Literal["before", "when_we_meet"]
FIRST_DAY = date(1900, 1, 1)
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def local_day(now: datetime, zone: str, day_ends_at: str) -> date:
    """The day as the client means it: until ``day_ends_at`` (``HH:MM``) it is still yesterday."""
    ends = time.fromisoformat(day_ends_at)
    local = now.astimezone(ZoneInfo(zone))
    return local.date() - timedelta(days=1) if local.time() < ends else local.date()


def zone_or(name: str, fallback: str) -> ZoneInfo:
    """The named zone; where a phone's name for it is unknown here, the fallback: a name never costs an entry."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(fallback)


def reckonable(recorded_at: datetime) -> datetime:
    """What a phone's clock said, as one can count with it: aware, and of a year that has a day in every zone.

    A clock is never a reason to refuse, but the first and last moments there are cannot be put on a clock elsewhere.
    """
    aware = recorded_at if recorded_at.tzinfo is not None else recorded_at.replace(tzinfo=UTC)
    return min(max(aware, EARLIEST), LATEST)


def first_written(id_: uuid.UUID, recorded_at: datetime, received_at: datetime, since: datetime) -> datetime:
    """When an entry was first written, whatever was changed in it later: the earliest of what is known.

    A phone makes the id (UUIDv7, RFC 9562) when it first keeps the entry. The time in it counts from ``since`` on, the
    beginning of the day the entry is about: an earlier one is a clock that ran behind.
    """
    known = min(recorded_at, received_at)
    made = (id_.int >> 80) / 1000
    if id_.version == 7 and since.timestamp() <= made < known.timestamp():
        return datetime.fromtimestamp(made, UTC)
    return known


def visible_from(
    share: str, recorded_at: datetime, received_at: datetime, meetings: Iterable[datetime]
) -> datetime | None:
    """When the therapist may read an entry; ``None`` while no session is planned.

    ``meetings`` are the starts of held or planned, uncancelled sessions. *Before our session* is readable on arrival;
    *not before we meet* from the first session that starts after it was written, by either clock.
    """
    if share == "before":
        return received_at
    if share != "when_we_meet":
        return None
    written = min(recorded_at, received_at)
    return min((start for start in meetings if start > written), default=None)


def is_visible(
    share: str, recorded_at: datetime, received_at: datetime, meetings: Iterable[datetime], now: datetime
) -> bool:
    """Whether the therapist may read an entry at ``now``. Anything unknown is held, never shown."""
    opens = visible_from(share, recorded_at, received_at, meetings)
    return opens is not None and opens <= now


def days_late(local_date: date, recorded_at: datetime, zone: str, day_ends_at: str) -> int:
    """How many days after the day it is about an entry was written, in the client's own days; never below 0."""
    return max(0, (local_day(recorded_at, zone, day_ends_at) - local_date).days)
