"""Which time zone a calendar file means. Pure.

The library keeps the zones it reads for the whole process, under the names the files give them, and lays out any rule
in them: one file could change another's times, or never end. So it is never shown them (``calendar_file``), and what a
file says of a zone of its own is asked here, apart from that memory and only where it is a plain yearly rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from server.meetings.calendar_lines import joined

MOST_ZONES = 5
MOST_CHANGES = 300
YEARLY = {"FREQ", "BYDAY", "BYMONTH", "INTERVAL", "UNTIL", "WKST"}


class Zones:
    """The zones of one file. ``told`` holds what it says of them: the lines of each ``VTIMEZONE``, without its name."""

    def __init__(self, told: Mapping[str, Sequence[str]]) -> None:
        self._told = told
        self._own: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo | None:
        """By its name in the world, or as the file tells it. ``None`` where neither is known."""
        for known in _names(name):
            if known in _every():
                return ZoneInfo(known)
        if name in self._told and name not in self._own and len(self._own) < MOST_ZONES:
            self._own[name] = _as_told(self._told[name])
        return self._own.get(name)


@cache
def _every() -> frozenset[str]:
    return frozenset(available_timezones())


def _names(name: str) -> Iterator[str]:
    """As it stands; as Windows calls it; and behind what some programs put before it (RFC 5545, 3.2.19)."""
    yield name
    yield WINDOWS_TO_OLSON.get(name, "")
    parts = name.strip("/").split("/")
    if name.startswith("/"):
        yield from ("/".join(parts[start:]) for start in range(1, len(parts)))


def _as_told(lines: Sequence[str]) -> tzinfo | None:
    try:
        told: Any = Timezone.from_ical(joined(lines))
        if not all(_is_plain(part) for part in told.subcomponents) or len(told.subcomponents) > MOST_CHANGES:
            return None
        told.add("TZID", "of this file")
        zone: tzinfo = told.to_tz(lookup_tzid=False)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    return zone


def _is_plain(part: Any) -> bool:
    """Whether the clocks change once a year, or on dates that are listed."""
    rule, dates = part.get("RRULE", {}), part.get("RDATE", [])
    if not isinstance(rule, dict):
        return False
    once = not rule or (rule.get("FREQ") == ["YEARLY"] and rule.keys() <= YEARLY and rule.get("INTERVAL", [1]) == [1])
    months = [str(month) for month in rule.get("BYMONTH", [])]
    listed = dates if isinstance(dates, list) else [dates]
    return once and len(months) <= 1 and len(rule.get("BYDAY", [])) <= 1 and sum(len(one.dts) for one in listed) < 300
