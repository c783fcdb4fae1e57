"""Reads a calendar file (RFC 5545) that somebody uploaded. Pure; the file is neither trusted nor kept.

Only times, and the title to pick by, are read at all: every other line (places, people, notes, alarms) is left out
before the library sees the file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar

from server.meetings.appointments import Appointment, Event, TooMuch, in_utc, lay_out
from server.meetings.calendar_lines import joined, kept_lines
from server.meetings.calendar_rules import NotReadHere, rule_of, until_of
from server.meetings.zones import Zones

MOST_EVENTS = 3_000
MOST_MINUTES = 240
LEAST_MINUTES = 10
LONGEST_TITLE = 80
YEARS = range(1950, 2200)

WhyNot = Literal["no_calendar", "too_much"]
Unread = Literal["all_day", "length", "zone", "repeats", "broken"]


class Unreadable(Exception):
    """The file cannot be taken. ``why``: it is no calendar, or holds more than can be read at once."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Reading:
    """What was found, how many events were not read and why, and whether some had times without a zone."""

    appointments: list[Appointment]
    unread: Counter[Unread] = field(default_factory=Counter)
    without_zone: bool = False


class _Left(Exception):
    def __init__(self, why: Unread) -> None:
        self.why = why


def read(file: bytes, zone: str, first: datetime, last: datetime) -> Reading:
    """The appointments from ``first`` to ``last``. ``zone``, the practice's, is taken where the file names none.

    Raises ``Unreadable``.
    """
    kept = kept_lines(file, first.date(), last.date())
    if kept is None:
        raise Unreadable("no_calendar")
    if kept.events > MOST_EVENTS:
        raise Unreadable("too_much")
    try:
        calendars: list[Any] = Calendar.from_ical(joined(kept.lines), multiple=True)
    except (ValueError, TypeError, KeyError, IndexError):
        raise Unreadable("no_calendar") from None
    if not calendars:
        raise Unreadable("no_calendar")
    reader = _Reader(Zones(kept.zones), zone)
    events = list(reader.events(calendars))
    try:
        return Reading(lay_out(events, first, last, zone), reader.unread, reader.without_zone)
    except TooMuch:
        raise Unreadable("too_much") from None


class _Reader:
    """Goes through one file, and remembers what it could not read."""

    def __init__(self, zones: Zones, practice: str) -> None:
        self.unread: Counter[Unread] = Counter()
        self.without_zone = False
        self._zones, self._practice = zones, ZoneInfo(practice)
        self._usual: tzinfo | None = None

    def events(self, calendars: Iterable[Any]) -> Iterator[Event]:
        """All that could be read. Of two events with one name the later one counts."""
        found: dict[tuple[str, datetime | None], Event] = {}
        for calendar in calendars:
            self._usual = self._zones.named(str(calendar.get("X-WR-TIMEZONE", "")))
            for number, part in enumerate(calendar.walk("VEVENT")):
                try:
                    event = self._event(part, str(part.get("UID") or number))
                except _Left as left:
                    self.unread[left.why] += 1
                except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
                    self.unread["broken"] += 1
                else:
                    found[event.uid, event.replaces] = event
        return iter(found.values())

    def _event(self, part: Any, uid: str) -> Event:
        wall, zone = self._wall(part["DTSTART"])
        replaces = part.get("RECURRENCE-ID")
        if replaces is not None and "RANGE" in replaces.params:
            raise _Left("repeats")
        try:
            rule = rule_of(part.get("RRULE"))
        except NotReadHere:
            raise _Left("repeats") from None
        return Event(
            uid=uid,
            title=_title(str(part.get("SUMMARY", ""))),
            wall=wall,
            zone=zone,
            minutes=self._minutes(part, in_utc(wall, zone)),
            gone=str(part.get("STATUS", "")).upper() == "CANCELLED",
            replaces=None if replaces is None else self._moment(replaces.dt, replaces.params, wall.time()),
            rule=rule,
            until=until_of(part.get("RRULE"), zone),
            left_out=frozenset(self._listed(part.get("EXDATE", []), wall.time())),
            more=tuple(self._listed(part.get("RDATE", []), wall.time())),
        )

    def _wall(self, start: Any) -> tuple[datetime, tzinfo]:
        """Local time and zone of a start. Seconds are not told apart."""
        if not isinstance(start.dt, datetime):
            raise _Left("all_day")
        if start.dt.year not in YEARS:
            raise _Left("broken")
        return start.dt.replace(tzinfo=None, second=0), self._zone(start.dt, start.params)

    def _zone(self, at: datetime, params: Any) -> tzinfo:
        if at.tzinfo is not None:
            return at.tzinfo
        name = params.get("X-ZONE")
        if name is None:
            self.without_zone = self.without_zone or self._usual is None
            return self._usual or self._practice
        zone = self._zones.named(str(name))
        if zone is None:
            raise _Left("zone")
        return zone

    def _moment(self, at: date | datetime, params: Any, usual: time) -> datetime:
        """In UTC. A day without a time stands for the event's own time on it."""
        if not isinstance(at, datetime):
            at = datetime.combine(at, usual)
        return in_utc(at.replace(tzinfo=None, second=0), self._zone(at, params))

    def _listed(self, lists: Any, usual: time) -> Iterator[datetime]:
        for one in lists if isinstance(lists, list) else [lists]:
            for entry in one.dts:
                at = entry.dt[0] if isinstance(entry.dt, tuple) else entry.dt
                yield self._moment(at, one.params, usual)

    def _minutes(self, part: Any, starts: datetime) -> int:
        lasts = part["DURATION"].dt if "DURATION" in part else timedelta()
        if "DTEND" in part:
            lasts = in_utc(*self._wall(part["DTEND"])) - starts
        minutes = int(lasts.total_seconds() // 60)
        if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
            raise _Left("length")
        return minutes


def _title(said: str) -> str:
    """On one line, without characters that show nothing or turn the direction of what follows."""
    shown = "".join(letter for letter in said[:1000] if letter.isprintable() or letter.isspace())
    return " ".join(shown.split())[:LONGEST_TITLE]
