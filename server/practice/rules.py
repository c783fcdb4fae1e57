"""Decisions about a practice: which zones and day ends exist, which version of a text holds."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import available_timezones


def is_zone(name: str) -> bool:
    """Whether this is an IANA zone that this machine knows (``Europe/London``)."""
    return name in available_timezones()


def is_day_end(text: str) -> bool:
    """Whether this is a time of day (``HH:MM``) early enough to end the day before: no later than 06:00."""
    try:
        ends = time.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 5 and ends <= time(6)


def version_at(versions: Iterable[tuple[int, datetime]], at: datetime) -> int | None:
    """The highest version in force at ``at``, out of (version, effective from); ``None`` before the first."""
    return max((version for version, effective in versions if effective <= at), default=None)
