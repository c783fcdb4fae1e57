"""A time zone as a calendar file tells it (RFC 5545, 3.6.5), for apps that do not know it by its name. Pure.

The library's own generation is not used: it names the end of a skipped hour as the moment of the change, where the
clock's last reading before it is meant, and lists dates where some apps (Outlook) read rules only.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from server.reminders.schedule import DAY, NAMES

SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Clock:
    """How the clocks of a zone stand for a while."""

    offset: timedelta
    name: str
    summer: bool


@dataclass(frozen=True)
class Change:
    """Clocks are changed when the wall shows ``onset``, still by the clock before."""

    onset: datetime
    before: Clock
    after: Clock


@lru_cache(maxsize=500)
def vtimezone(zone: str, first_year: int, last_year: int) -> Timezone:
    """The zone from the beginning of one year to the end of another; for ever, where its changes follow a yearly rule.

    It is shared: do not change it.
    """
    here = ZoneInfo(zone)
    told = Timezone()
    told.add("TZID", zone)
    begins = datetime(first_year, 1, 1, tzinfo=UTC)
    at_first = _clock(begins, here)
    told.add_component(_observance([begins.replace(tzinfo=None) - DAY], at_first, at_first))
    alike: dict[tuple[Clock, Clock], list[datetime]] = defaultdict(list)
    for change in _changes(here, begins, datetime(last_year + 1, 1, 1, tzinfo=UTC)):
        alike[change.before, change.after].append(change.onset)
    for (before, after), onsets in alike.items():
        rule = yearly_rule(onsets, last_year)
        told.add_component(_observance(onsets, before, after, rule))
    return told


def yearly_rule(onsets: Sequence[datetime], last_year: int) -> dict[str, Any] | None:
    """The rule that all of these follow, once in each year up to the last one; ``None`` when there is none."""
    first = onsets[0]
    years = list(range(first.year, last_year + 1))
    alike = {(one.month, one.weekday(), one.time()) for one in onsets}
    if len(years) < 3 or [one.year for one in onsets] != years or len(alike) > 1:
        return None
    for nth in (-1, 1, 2, 3, 4):
        if all(_is_nth(one, nth) for one in onsets):
            return {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": f"{nth}{NAMES[first.weekday()]}"}
    return None


def _is_nth(day: datetime, nth: int) -> bool:
    if nth == -1:
        return day.day + 7 > calendar.monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 == nth


def _observance(
    onsets: Sequence[datetime], before: Clock, after: Clock, rule: dict[str, Any] | None = None
) -> TimezoneStandard | TimezoneDaylight:
    one = TimezoneDaylight() if after.summer else TimezoneStandard()
    one.add("DTSTART", onsets[0])
    one.add("TZOFFSETFROM", before.offset)
    one.add("TZOFFSETTO", after.offset)
    one.add("TZNAME", after.name)
    if rule is not None:
        one.add("RRULE", rule)
    elif len(onsets) > 1:
        one.add("RDATE", list(onsets[1:]))
    return one


def _changes(zone: ZoneInfo, begins: datetime, over: datetime) -> Iterator[Change]:
    at, clock = begins, _clock(begins, zone)
    while at < over:
        following = _clock(at + DAY, zone)
        if following != clock:
            moment = _moment_of_change(zone, at, at + DAY)
            yield Change((moment + clock.offset).replace(tzinfo=None), clock, following)
            clock = following
        at += DAY


def _moment_of_change(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first second, after ``early`` and up to ``late``, at which the clocks stand as they do at ``late``."""
    reached = _clock(late, zone)
    while late - early > SECOND:
        middle = early + (late - early) // SECOND // 2 * SECOND
        early, late = (early, middle) if _clock(middle, zone) == reached else (middle, late)
    return late


def _clock(at: datetime, zone: ZoneInfo) -> Clock:
    local = at.astimezone(zone)
    return Clock(local.utcoffset() or timedelta(), local.tzname() or str(zone), bool(local.dst()))
