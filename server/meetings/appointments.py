"""What stands in a calendar when: the events of a file laid out between two moments. Pure.

"Appointment" is the calendar's word, "session" ours: which appointment is a session, the therapist says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from server.meetings.repeating import Rule, cost, days
from server.meetings.rules import moment

MOST_STEPS = 50_000
MOST_FOUND = 3_000
DAY = timedelta(days=1)


class TooMuch(Exception):
    """More comes again in a file than any practice has."""


@dataclass(frozen=True)
class Event:
    """One event of a file. ``wall`` is local time in ``zone``; all other moments are UTC.

    ``replaces`` is the moment at which the event of the same ``uid`` would have come, had this one not been changed
    (RECURRENCE-ID); ``left_out`` are moments taken out of the rule, ``more`` ones beside it.
    """

    uid: str
    title: str
    wall: datetime
    zone: tzinfo
    minutes: int
    gone: bool = False
    replaces: datetime | None = None
    rule: Rule | None = None
    until: datetime | None = None
    left_out: frozenset[datetime] = frozenset()
    more: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Appointment:
    """One time in a calendar (UTC). ``was_at``: where it was before it was moved; ``gone``: cancelled or taken out.

    The title is shown to pick by, and kept nowhere.
    """

    title: str
    starts_at: datetime
    minutes: int
    was_at: datetime | None = None
    gone: bool = False


def in_utc(wall: datetime, zone: tzinfo) -> datetime:
    """A time the clocks skip moves on by what they skip; of two, the first is meant (RFC 5545, 3.3.5)."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def lay_out(events: Iterable[Event], first: datetime, last: datetime, zone: str) -> list[Appointment]:
    """All appointments that are, or were before they moved, from ``first`` to ``last``, in order.

    ``zone`` is the practice's. Raises ``TooMuch`` for a file that would take too long.
    """
    known = list(events)
    changed = {(event.uid, event.replaces) for event in known if event.replaces}
    span = (first.date() - DAY, last.date() + DAY)
    if sum(_cost(event, *span) for event in known) > MOST_STEPS:
        raise TooMuch
    every = (one for event in known for one in _appointments(event, span, changed))
    named = (_on_our_wall(one, zone) for one in every)
    near = (one for one in named if any(at and first <= at <= last for at in (one.starts_at, one.was_at)))
    found = list(islice(near, MOST_FOUND + 1))
    if len(found) > MOST_FOUND:
        raise TooMuch
    return sorted(found, key=lambda one: (one.starts_at, one.title))


def _cost(event: Event, since: date, last: date) -> int:
    more = len(event.more) + 1
    return more if event.rule is None else more + cost(event.rule, event.wall.date(), since, _end(event, last))


def _end(event: Event, last: date) -> date:
    return last if event.until is None else min(last, event.until.date() + DAY)


def _appointments(event: Event, span: tuple[date, date], changed: set[tuple[str, datetime]]) -> Iterator[Appointment]:
    if event.replaces is not None:
        at = in_utc(event.wall, event.zone)
        was_at = None if at == event.replaces else event.replaces
        yield Appointment(event.title, at, event.minutes, was_at, event.gone)
        return
    for at in dict.fromkeys((*_moments(event, *span), *event.more)):
        if (event.uid, at) not in changed:
            yield Appointment(event.title, at, event.minutes, gone=event.gone or at in event.left_out)


def _moments(event: Event, since: date, last: date) -> Iterator[datetime]:
    if event.rule is None:
        yield in_utc(event.wall, event.zone)
        return
    for day in days(event.rule, event.wall.date(), since, _end(event, last)):
        at = in_utc(datetime.combine(day, event.wall.time()), event.zone)
        if event.until is None or at <= event.until:
            yield at


def _on_our_wall(one: Appointment, zone: str) -> Appointment:
    """A session is kept by its day and time on the practice's wall, which has one name for an hour that comes twice."""
    was_at = None if one.was_at is None else _named(one.was_at, zone)
    return Appointment(one.title, _named(one.starts_at, zone), one.minutes, was_at, one.gone)


def _named(at: datetime, zone: str) -> datetime:
    return moment(*on_the_wall(at, zone), zone)


def on_the_wall(at: datetime, zone: str) -> tuple[date, str]:
    """The day and the time (``HH:MM``) that clocks in ``zone`` show."""
    local = at.astimezone(ZoneInfo(zone))
    return local.date(), local.strftime("%H:%M")
