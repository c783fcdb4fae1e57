"""Reminders as a calendar file (RFC 5545), for phones that no push reaches. Pure; whoever reads it learns times alone.

One event for each reminder and time of day, under an id that stays; what follows therapy sessions is one event each,
as far as sessions are in sight. The file says the same as ``schedule.dues``: a time that the clocks skip moves on, of
two the first is meant (RFC 5545, 3.3.5).
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Literal

from icalendar import Alarm, Event, vDuration
from icalendar import Calendar as File

from server.meetings.rules import Meeting
from server.reminders.calendar_zone import vtimezone
from server.reminders.schedule import (
    DAY,
    NAMES,
    AfterSession,
    Calendar,
    Due,
    Place,
    Schedule,
    due_at,
    dues,
    next_due,
    occurrence_id,
)

PRODUCT = "-//Throughline//Calendar//EN"
LASTS = timedelta(minutes=10)
ASK_AGAIN = timedelta(hours=1)
ZONE_YEARS = 28  # then the days of the week come round again: what looked like a rule so long is one
FAR = timedelta(days=366)

Purpose = Literal["feed", "once"]


@dataclass(frozen=True)
class Planned:
    """A reminder that is on. Nothing up to ``since`` is due."""

    id: uuid.UUID
    schedule: Schedule
    since: datetime


@dataclass(frozen=True)
class Reminded:
    """Somebody's reminders, where they are, their sessions in sight, and a number that grows with every change."""

    planned: Sequence[Planned]
    place: Place
    meetings: Sequence[Meeting]
    version: int


@dataclass(frozen=True)
class Says:
    """All words of a file: the title of each event, and the name of the calendar."""

    event: str
    calendar: str


def calendar_file(of: Reminded, says: Says, purpose: Purpose, now: datetime) -> bytes:
    """The file, as it travels.

    A feed says also what was cancelled. A file that is taken once has no name, so that its events go into the calendar
    that somebody has.
    """
    events = [*_repeating(of), *_after_sessions(of, purpose, now)]
    file = File()
    file.add("VERSION", "2.0")
    file.add("PRODID", PRODUCT)
    file.add("CALSCALE", "GREGORIAN")
    file.add("METHOD", "PUBLISH")
    if purpose == "feed":
        file.add("X-WR-CALNAME", says.calendar)
        file.add("REFRESH-INTERVAL", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
        file.add("X-PUBLISHED-TTL", vDuration(ASK_AGAIN))
    begins = min([now.year, *(event.start.year for event in events)])
    file.add_component(vtimezone(of.place.zone, begins - 1, now.year + ZONE_YEARS))
    for event in events:
        _complete(event, says, of.version, now)
        file.add_component(event)
    written: bytes = file.to_ical()
    return written


def _complete(event: Event, says: Says, version: int, now: datetime) -> None:
    """What is the same for all. It takes up nobody's time, and where a calendar is shared it shows as private."""
    event.add("DTSTAMP", now.replace(microsecond=0))
    event.add("SEQUENCE", version)
    event.add("DURATION", LASTS)
    event.add("SUMMARY", says.event)
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    if event["STATUS"] == "CONFIRMED":
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", says.event)
        alarm.add("TRIGGER", timedelta())
        event.add_component(alarm)


def _repeating(of: Reminded) -> Iterator[Event]:
    for one in of.planned:
        if isinstance(one.schedule, Calendar):
            for at in dict.fromkeys(one.schedule.at):
                first = next_due(replace(one.schedule, at=(at,)), of.place, (), one.since)
                if first is not None:
                    yield _series(one.id, one.schedule, at, first, of.place)


def _series(reminder: uuid.UUID, schedule: Calendar, at: str, first: Due, place: Place) -> Event:
    """A time before the day ends is on the next day of the calendar, so its weekdays and its week are a day later."""
    later = int(time.fromisoformat(at) < time.fromisoformat(place.day_ends_at))
    event = Event()
    event.add("UID", str(occurrence_id(reminder, at)))
    starts = datetime.combine(first.day + later * DAY, time.fromisoformat(at))
    event.add("DTSTART", starts, parameters={"TZID": place.zone})
    event.add("STATUS", "CONFIRMED")
    if schedule.first != schedule.last:
        event.add("RRULE", {**_rule(schedule, later), **_until(schedule, at, place)})
    return event


def _rule(schedule: Calendar, later: int) -> dict[str, Any]:
    if not schedule.weekdays:
        return {"FREQ": "DAILY", "INTERVAL": schedule.every}
    days = [NAMES[(day + later) % 7] for day in sorted(set(schedule.weekdays))]
    return {"FREQ": "WEEKLY", "INTERVAL": schedule.every, "WKST": NAMES[later], "BYDAY": days}


def _until(schedule: Calendar, at: str, place: Place) -> dict[str, Any]:
    """In UTC, as RFC 5545 (3.3.10) wants it where the start has a zone."""
    return {} if schedule.last is None else {"UNTIL": due_at(schedule.last, at, place)}


def _after_sessions(of: Reminded, purpose: Purpose, now: datetime) -> Iterator[Event]:
    gone = [replace(one, state="planned") for one in of.meetings if not one.takes_place]
    for one in of.planned:
        if isinstance(one.schedule, AfterSession):
            yield from _singles(one, dues(one.schedule, of.place, of.meetings, one.since, now + FAR), "CONFIRMED")
            if purpose == "feed":
                yield from _singles(one, dues(one.schedule, of.place, gone, one.since, now + FAR), "CANCELLED")


def _singles(reminder: Planned, found: Sequence[Due], status: Literal["CONFIRMED", "CANCELLED"]) -> Iterator[Event]:
    """In UTC: a session can end in an hour that comes twice, and the second of the two has no local name."""
    for due in found:
        event = Event()
        event.add("UID", str(occurrence_id(reminder.id, due.name)))
        event.add("DTSTART", due.at)
        event.add("STATUS", status)
        yield event
