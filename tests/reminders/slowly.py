"""When a reminder is due, found out slowly: days are walked one by one, and what the wall shows is read off it.

Nothing of the server's reckoning is used: no rule of dates, no local time turned into UTC. It only asks what a clock in
a zone shows at a moment, every quarter of an hour, and looks for the moment that shows the time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from server.reminders.schedule import Calendar, Due, Place

STEP = timedelta(minutes=15)  # every zone is whole quarters of an hour from UTC since 1993
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
BEFORE, AFTER = 5 * DAY, 4 * DAY
SINCE, UNTIL = datetime(1993, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    """A zone, and a moment less than a day after its clocks changed."""

    zone: str
    about: datetime
    by: timedelta


@cache
def changes() -> list[Change]:
    """Of every zone whose clocks changed since 1993, the first and the last change of each kind.

    Looked for every four weeks, as in Casablanca a month of fasting is between two. Zones that are two names of one
    stand here once.
    """
    weeks = [SINCE + n * 4 * WEEK for n in range((UNTIL - SINCE) // (4 * WEEK))]
    found: dict[tuple[tuple[datetime, timedelta], ...], list[Change]] = {}
    for name in sorted(available_timezones()):
        zone, seen = ZoneInfo(name), []
        kinds: dict[tuple[timedelta, timedelta], list[Change]] = {}
        before = _offset(weeks[0], zone)
        for at in weeks:
            now = _offset(at, zone)
            if now != before:
                kinds.setdefault((before, now), []).append(Change(name, at, now - before))
                seen.append((at, now))
            before = now
        found.setdefault(tuple(seen), [one for kind in kinds.values() for one in dict.fromkeys((kind[0], kind[-1]))])
    return [_to_the_day(one) for every in found.values() for one in every]


def _to_the_day(change: Change) -> Change:
    zone = ZoneInfo(change.zone)
    before = _offset(change.about - 4 * WEEK, zone)
    days = (change.about - n * DAY for n in range(27, -1, -1))
    return replace(change, about=next(day for day in days if _offset(day, zone) != before))


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


@cache
def wall(zone: str, about: datetime) -> list[tuple[datetime, datetime]]:
    """Every quarter of an hour around a moment: the moment, and what the clock on the wall shows then."""
    here, at = ZoneInfo(zone), about - BEFORE
    shown = []
    while at < about + AFTER:
        shown.append((at, at.astimezone(here).replace(tzinfo=None)))
        at += STEP
    return shown


@cache
def _first_shown(zone: str, about: datetime) -> dict[datetime, datetime]:
    return {shows: at for at, shows in reversed(wall(zone, about))}


@cache
def _leaps(zone: str, about: datetime) -> list[tuple[datetime, datetime, datetime]]:
    """Where the wall leaps: the moment before, what it shows then, and what it shows a quarter of an hour later."""
    pairs = pairwise(wall(zone, about))
    return [(at, before, after) for (at, before), (_, after) in pairs if after - before > STEP]


def moment(shows: datetime, zone: str, about: datetime) -> datetime | None:
    """The first moment at which the wall shows this; skipped, it comes as late as if the clocks had not been changed.
    ``None`` when that is not around here."""
    first = _first_shown(zone, about)
    if shows in first:
        return first[shows]
    for at, before, after in _leaps(zone, about):
        if before < shows < after:
            return at + (shows - before)
    return None


def days(schedule: Calendar, until: date) -> Iterator[date]:
    """The days of a schedule, by walking from its first one."""
    day, weeks, count = schedule.first, 0, 0
    while day <= until and (schedule.last is None or day <= schedule.last):
        due = day.weekday() in schedule.weekdays and weeks % schedule.every == 0
        if due or (not schedule.weekdays and count % schedule.every == 0):
            yield day
        day, count = day + DAY, count + 1
        weeks += day.strftime("%a") == "Mon"


def dues(schedule: Calendar, place: Place, about: datetime, after: datetime, until: datetime) -> list[Due]:
    """All that is due later than ``after`` and no later than ``until``, both not far from ``about``."""
    found = []
    for day in days(schedule, until.date() + 3 * DAY):
        if day < after.date() - 4 * DAY:
            continue
        for at in set(schedule.at):
            shows = datetime.combine(day, time(int(at[:2]), int(at[3:])))
            due = moment(shows + DAY if at < place.day_ends_at else shows, place.zone, about)
            if due is not None and after < due <= until:
                found.append(Due(f"{day} {at}", day, due))
    return sorted(found, key=lambda one: (one.at, one.name))
