"""Decisions about entries: which day it is, who may read when, which revision counts."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Share = Literal["before", "when_we_meet"]
FIRST_DAY = date(1900, 1, 1)


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
