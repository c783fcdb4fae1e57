"""Decisions about a practice: which zones and day ends exist, which version of a text holds."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from zlib import crc32
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


def paragraphs(typed: str) -> list[str]:
    """What was typed, cut at its empty lines."""
    lines = "\n".join(line.strip() for line in typed.splitlines())
    return [part.strip() for part in re.split(r"\n{2,}", lines) if part.strip()]


def version_of(title: str, told: Sequence[str]) -> str:
    """The version of a text that no practice has saved: other words have another one."""
    return f"0-{crc32('|'.join((title, *told)).encode()):08x}"


def version_at(versions: Iterable[tuple[int, datetime]], at: datetime) -> int | None:
    """The highest version in force at ``at``, out of (version, effective from); ``None`` before the first."""
    return max((version for version, effective in versions if effective <= at), default=None)
