"""When a reminder is due. Pure: local wall times on days of an RFC 5545 rule, or minutes after a therapy session."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import DAILY, MO, WEEKLY, rrule

from server.entries.rules import local_day
from server.meetings.rules import Meeting, moment

DAY = timedelta(days=1)
NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Calendar:
    """At each of the local times ``at`` (``HH:MM``), from the day ``first`` to ``last``.

    Every ``every`` days; where ``weekdays`` are named (0 is Monday), on these of every ``every``th week, counted from
    the week of ``first``.
    """

    at: tuple[str, ...]
    first: date
    last: date | None = None
    every: int = 1
    weekdays: tuple[int, ...] = ()

    @property
    def rule(self) -> str:
        """The same as an RRULE (RFC 5545, 3.3.10), without its end."""
        if not self.weekdays:
            return f"FREQ=DAILY;INTERVAL={self.every}"
        days = ",".join(NAMES[day] for day in sorted(set(self.weekdays)))
        return f"FREQ=WEEKLY;INTERVAL={self.every};WKST=MO;BYDAY={days}"


@dataclass(frozen=True)
class AfterSession:
    """So many minutes after the end of each therapy session that takes place."""

    minutes: int


Schedule = Calendar | AfterSession


@dataclass(frozen=True)
class Place:
    """Where and how the client counts: their zone now, and the local time at which their day ends."""

    zone: str
    day_ends_at: str


@dataclass(frozen=True)
class Due:
    """One time at which a reminder is due. ``name`` tells it from the reminder's others, whatever zone it is told in.

    ``day`` is the day it is about, as the client means it; ``session`` the therapy session it is about, if any.
    """

    name: str
    day: date
    at: datetime
    session: uuid.UUID | None = None


def occurrence_id(reminder: uuid.UUID, name: str) -> uuid.UUID:
    """The id of one occurrence: the same wherever it is reckoned, so that it can exist only once (UUIDv5, RFC 9562)."""
    return uuid.uuid5(reminder, name)


def once(on: date, at: Sequence[str]) -> Calendar:
    """One day only."""
    return Calendar(tuple(at), on, on)


def spread(times: int, first_weekday: int) -> list[int]:
    """Weekdays for "so many times a week, any day": spread evenly over the week, beginning with its first day."""
    often = min(times, 7)
    return [(first_weekday + n * 7 // often) % 7 for n in range(often)]


def place_in_week(day: date, times: int, first_weekday: int) -> int:
    """The how-manieth of the spread days of its week a day is, from 1: so many logs answer it."""
    order = [(weekday - first_weekday) % 7 for weekday in spread(times, first_weekday)]
    here = (day.weekday() - first_weekday) % 7
    return sum(1 for one in order if one <= here)


@lru_cache(maxsize=4096)  # in one pass many people share their times
def due_at(day: date, at: str, place: Place) -> datetime:
    """The moment of a local time on a day as the client means it: 00:30 belongs to the evening before it.

    A time that the clocks skip moves on by what they skip; of two, the first is meant.
    """
    after_midnight = time.fromisoformat(at) < time.fromisoformat(place.day_ends_at)
    return moment(day + DAY if after_midnight else day, at, place.zone)


def ends(day: date, place: Place) -> datetime:
    """The moment at which a day, as the client means it, is over."""
    return moment(day + DAY, place.day_ends_at, place.zone)


def open_until(due: datetime, about: date, stays: int, following: datetime | None, place: Place) -> datetime:
    """How long an answer counts: so many days after the day it is about, or until the next time is due.

    At least to the end of the day it is due in: a time that the clocks skip can lie in the next one.
    """
    over = max(ends(max(about + stays * DAY, _local(due, place)), place), due)
    return over if following is None else min(over, max(following, due))


def dues(schedule: Schedule, place: Place, meetings: Sequence[Meeting], after: datetime, until: datetime) -> list[Due]:
    """All that is due later than ``after`` and no later than ``until``, in order."""
    if isinstance(schedule, AfterSession):
        found = _after_sessions(schedule, place, meetings)
    else:
        found = _on_days(schedule, place, _local(after, place) - 2 * DAY, _local(until, place) + DAY)
    return sorted((one for one in found if after < one.at <= until), key=lambda one: (one.at, one.name))


def next_due(schedule: Schedule, place: Place, meetings: Sequence[Meeting], after: datetime) -> Due | None:
    """The first time later than ``after``; ``None`` when there is none any more, or no session in sight."""
    if isinstance(schedule, AfterSession):
        found = _after_sessions(schedule, place, meetings)
    else:
        # A day's times come together, and clock changes can put them in another order: two days are enough to look at.
        found = _on_days(schedule, place, _local(after, place) - 2 * DAY, None)
    later: list[Due] = []
    for one in found:
        if later and one.day > later[0].day + DAY:
            break
        if one.at > after:
            later.append(one)
    return min(later, key=lambda one: (one.at, one.name), default=None)


def _after_sessions(schedule: AfterSession, place: Place, meetings: Sequence[Meeting]) -> Iterator[Due]:
    for one in sorted(meetings, key=lambda meeting: meeting.ends_at):
        if one.takes_place:
            at = one.ends_at + timedelta(minutes=schedule.minutes)
            yield Due(str(one.id), _local(at, place), at, one.id)


def _on_days(schedule: Calendar, place: Place, first: date, last: date | None) -> Iterator[Due]:
    for day in _days(schedule, first, last):
        for at in dict.fromkeys(schedule.at):
            yield Due(f"{day.isoformat()} {at}", day, due_at(day, at, place))


def _days(schedule: Calendar, first: date, last: date | None) -> Iterator[date]:
    """The days of the rule from ``first`` on. Counting starts near there: years gone by cost nothing."""
    period = schedule.every * (7 if schedule.weekdays else 1)
    gone = max(0, ((first - schedule.first).days - 7) // period)
    begin = schedule.first + gone * period * DAY
    ends_on = min((day for day in (schedule.last, last) if day is not None), default=None)
    rule = rrule(
        WEEKLY if schedule.weekdays else DAILY,
        interval=schedule.every,
        byweekday=schedule.weekdays or None,
        wkst=MO,
        dtstart=datetime.combine(begin, time()),
        until=None if ends_on is None else datetime.combine(ends_on, time()),
    )
    yield from (at.date() for at in rule if at.date() >= first)


def _local(at: datetime, place: Place) -> date:
    """The day on which a moment lies, as the client means it."""
    return local_day(at, place.zone, place.day_ends_at)
