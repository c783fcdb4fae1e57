"""A calendar app of its own: reads a file and says when its events are, by what stands in the file alone.

Neither the server's reckoning nor the machine's knowledge of time zones is used: the zone is what the file says of it.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from dateutil.rrule import rrule, rrulestr
from icalendar import Calendar

FAR = datetime.fromisoformat("2060-01-01")


@dataclass(frozen=True)
class Onset:
    """A moment (UTC) from which on the clocks stand so far from UTC, and how far until then."""

    at: datetime
    before: timedelta
    after: timedelta


class Read:
    """A file as such an app has it."""

    def __init__(self, text: bytes) -> None:
        self.text = text.decode()
        self.calendar: Any = Calendar.from_ical(text)
        self.events: list[Any] = self.calendar.walk("VEVENT")

    @cached_property
    def onsets(self) -> list[Onset]:
        """Every change of the clocks that the file tells of, in order."""
        return sorted(self._onsets(), key=lambda one: one.at)

    @cached_property
    def offsets(self) -> set[timedelta]:
        """Every distance from UTC that there is."""
        return {one.after for one in self.onsets}

    def _onsets(self) -> Iterator[Onset]:
        [zone] = self.calendar.walk("VTIMEZONE")
        for part in zone.subcomponents:
            before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
            walls = [part["DTSTART"].dt]
            if "RRULE" in part:
                walls = list(_ruled(part, walls[0]).between(walls[0], FAR, inc=True))
            if "RDATE" in part:
                walls += [one.dt for one in part["RDATE"].dts]
            for wall in walls:
                yield Onset((wall - before).replace(tzinfo=UTC), before, after)

    def offset(self, at: datetime) -> timedelta:
        """How far the wall is from UTC at a moment."""
        return self.onsets[bisect_right(self.onsets, at, key=lambda one: one.at) - 1].after

    def moment(self, wall: datetime) -> datetime:
        """RFC 5545, 3.3.5: of two the first; skipped, by the clock before."""
        utc = wall.replace(tzinfo=UTC)
        found = [utc - offset for offset in self.offsets if self.offset(utc - offset) == offset]
        if found:
            return min(found)
        [skipped] = [one for one in self.onsets if one.at + one.before <= utc < one.at + one.after]
        return utc - skipped.before

    def moments(self, after: datetime, until: datetime) -> list[datetime]:
        """When all events begin, later than ``after`` and no later than ``until``; cancelled ones do not."""
        every = (at for event in self.events if event["STATUS"] != "CANCELLED" for at in self._starts(event, until))
        return sorted(at for at in every if after < at <= until)

    def _starts(self, event: Any, until: datetime) -> Iterator[datetime]:
        first = event["DTSTART"].dt
        wall = first.replace(tzinfo=None)
        if "RRULE" not in event:
            yield first if str(first.tzinfo) == "UTC" else self.moment(wall)
            return
        last = event["RRULE"].get("UNTIL", [until])[0]
        days = _ruled(event, wall).between(wall, min(last, until).replace(tzinfo=None) + timedelta(days=2), inc=True)
        yield from (at for at in map(self.moment, days) if at <= last)


def _ruled(part: Any, wall: datetime) -> rrule:
    """The rule without its end, which is a moment and no reading of a clock."""
    rule = {name: value for name, value in part["RRULE"].items() if name != "UNTIL"}
    found = rrulestr(type(part["RRULE"])(rule).to_ical().decode(), dtstart=wall)
    assert isinstance(found, rrule)
    assert found[0] == wall, "the start is the first of the rule"
    return found
