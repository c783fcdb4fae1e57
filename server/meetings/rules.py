"""Decisions about therapy sessions: when a series meets, through clock changes, moves and cancellations."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

State = Literal["planned", "held", "cancelled", "no_show"]
TAKES_PLACE: tuple[State, ...] = ("planned", "held")
WEEKS_APART = (1, 2, 4)
DAY = timedelta(days=1)
LONGEST = timedelta(weeks=20 * 52)


@dataclass(frozen=True)
class Change:
    """What differs for one session of a series: what became of it, and its new local day and time."""

    state: State
    moved_on: date | None = None
    moved_at: str | None = None


@dataclass(frozen=True)
class Series:
    """Sessions every ``every_weeks`` weeks from ``first_on`` at local time ``at`` (``HH:MM``); ``None``: only one."""

    id: uuid.UUID
    first_on: date
    at: str
    zone: str
    minutes: int
    every_weeks: int | None
    ends_on: date | None = None
    changes: Mapping[date, Change] = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """One therapy session. ``on`` is the day its series has it on, and stays its name when it is moved."""

    id: uuid.UUID
    series: uuid.UUID
    on: date
    starts_at: datetime
    zone: str
    minutes: int
    state: State
    moved_from: datetime | None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def local(self) -> datetime:
        """Its start on the clock on the wall."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def takes_place(self) -> bool:
        """Whether it opens what was kept until "when we meet": held or planned, not cancelled, and somebody came."""
        return self.state in TAKES_PLACE


def moment(on: date, at: str, zone: str) -> datetime:
    """A local wall time as aware UTC. A time the clocks skip moves on by what they skip; of two, the first is meant."""
    return datetime.combine(on, time.fromisoformat(at), ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=20_000)
def meeting_id(series: uuid.UUID, on: date) -> uuid.UUID:
    """The stable id of the session that a series has on ``on``. A caseload asks for the same thousands each time."""
    return uuid.uuid5(series, on.isoformat())


def among(series: Series, ids: set[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these ids are sessions of the series. One without an end is looked through for twenty years."""
    last = series.ends_on or series.first_on + LONGEST
    names = (meeting_id(series.id, on) for on in _days(series, series.first_on, last))
    return ids.intersection(names)


def has_day(series: Series, on: date) -> bool:
    """Whether the series has a session on this day, as it was first agreed (moves and its end left aside)."""
    apart = (on - series.first_on).days
    if series.every_weeks is None:
        return apart == 0
    return apart >= 0 and apart % (7 * series.every_weeks) == 0


def expand(series: Series, first: datetime, last: datetime) -> list[Meeting]:
    """The sessions that start from ``first`` to ``last`` (both included), wherever they were moved from, in order.

    Cancelled ones are among them. After ``ends_on`` only those that became a fact (held, nobody came) remain.
    """
    early, late = first.date() - 2 * DAY, last.date() + 2 * DAY
    if series.every_weeks is None and not series.changes and not early <= series.first_on <= late:
        return []  # single ones from a calendar are many, and most of them long past
    days = set(_days(series, early, late))
    # Of those that were moved, only the ones moved into the span: a long past costs nothing.
    moved = ((on, change.moved_on) for on, change in series.changes.items() if change.moved_on is not None)
    days.update(on for on, to in moved if early <= to <= late and has_day(series, on))
    found = (meeting(series, on) for on in days)
    return sorted((one for one in found if first <= one.starts_at <= last and _remains(series, one)), key=_order)


def expand_all(every: Iterable[Series], first: datetime, last: datetime) -> list[Meeting]:
    """The sessions of several series, in order."""
    return sorted((one for series in every for one in expand(series, first, last)), key=_order)


def how_many(every: Iterable[Series], until: datetime) -> int:
    """How many sessions that take place start up to ``until``, from the first one on. Only moved ones are reckoned."""
    return sum(_count(series, until) for series in every)


def _count(series: Series, until: datetime) -> int:
    """As if nothing had been changed, and then each change for itself."""
    last = until.astimezone(ZoneInfo(series.zone)).date()
    if moment(last, series.at, series.zone) > until:
        last -= DAY
    regular = last if series.ends_on is None else min(last, series.ends_on)
    apart = (regular - series.first_on).days
    found = 0 if apart < 0 else 1 if series.every_weeks is None else apart // (7 * series.every_weeks) + 1
    for on, change in series.changes.items():
        if not has_day(series, on):
            continue
        if change.moved_on is None:
            remains = series.ends_on is None or on <= series.ends_on or change.state == "held"
            counts = on <= last and remains and change.state in TAKES_PLACE
        else:
            one = meeting(series, on)
            counts = one.takes_place and one.starts_at <= until and _remains(series, one)
        found += counts - (on <= regular)
    return found


def last_held(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """The latest session that has begun and took place."""
    return max((one for one in meetings if one.takes_place and one.starts_at <= now), key=_order, default=None)


def next_planned(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """The first session still to come."""
    ahead = (one for one in meetings if one.state == "planned" and one.starts_at > now)
    return min(ahead, key=_order, default=None)


def _order(one: Meeting) -> tuple[datetime, date]:
    return one.starts_at, one.on


def _days(series: Series, first: date, last: date) -> Iterator[date]:
    """The days of the series in a span. The count starts near the span: a long past costs nothing."""
    if series.every_weeks is None:
        if first <= series.first_on <= last:
            yield series.first_on
        return
    period = timedelta(weeks=series.every_weeks)
    on = series.first_on + max(0, -((series.first_on - first) // period)) * period
    while on <= last:
        yield on
        on += period


def meeting(series: Series, on: date) -> Meeting:
    """The session that the series has on ``on``, as it is now."""
    change = series.changes.get(on, Change("planned"))
    starts, moved_from = moment(on, series.at, series.zone), None
    if change.moved_on is not None:
        moved_from, starts = starts, moment(change.moved_on, change.moved_at or series.at, series.zone)
    return Meeting(
        id=meeting_id(series.id, on),
        series=series.id,
        on=on,
        starts_at=starts,
        zone=series.zone,
        minutes=series.minutes,
        state=change.state,
        moved_from=moved_from,
    )


def _remains(series: Series, one: Meeting) -> bool:
    return series.ends_on is None or one.local.date() <= series.ends_on or one.state in ("held", "no_show")
