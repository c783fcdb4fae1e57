"""The row of sessions and what was said after each: which ratings belong together, and which came too late for it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Item = Literal["safety", "respect"]
ITEMS: tuple[Item, ...] = ("safety", "respect")
Outcome = Literal["rated", "did_not_meet", "rather_not"]
State = Literal["rated", "late", "did_not_meet", "rather_not", "held", "open", "unanswered"]
DAYS_AFTER = 1
"""A rating belongs to the series until the end of the client's day after the session."""


@dataclass(frozen=True)
class Session:
    """A session that took place, as far as the therapist says, and the client's day it was on."""

    id: uuid.UUID
    on: date


@dataclass(frozen=True)
class Rating:
    """One readable rating: the session and the day it is about, and when it was written, in the client's days."""

    id: uuid.UUID
    session: uuid.UUID | None
    on: date
    written_at: datetime
    written_on: date
    outcome: Outcome = "rated"
    safety: int | None = None
    respect: int | None = None
    felt_off: bool = False
    bring_up: bool = False

    def grade(self, item: Item) -> int | None:
        """What was said of one item; ``None`` where nothing was."""
        return self.safety if item == "safety" else self.respect


@dataclass(frozen=True)
class Occasion:
    """One session and all that was said of it, in the order of writing.

    ``number`` counts the sessions the therapist entered, from 1; a session known only from a rating has none.
    """

    on: date
    number: int | None
    ratings: tuple[Rating, ...]
    held: bool
    state: State

    @property
    def charted(self) -> Rating | None:
        """The rating that belongs to the series: the last one written in time."""
        return self.latest if self.state == "rated" else None

    @property
    def latest(self) -> Rating | None:
        """The rating that counts for this session."""
        in_time = [one for one in self.ratings if self.in_time(one)]
        rated = [one for one in in_time if one.outcome == "rated"]
        return next(iter(reversed(rated or in_time or self.ratings)), None)

    def in_time(self, rating: Rating) -> bool:
        """Whether it was written by the end of the day after the session."""
        return (rating.written_on - self.on).days <= DAYS_AFTER


Key = uuid.UUID | date


def lay_out(
    sessions: Sequence[Session],
    ratings: Iterable[Rating],
    held: Iterable[tuple[uuid.UUID | None, date]],
    today: date,
) -> list[Occasion]:
    """All sessions in their order with what was said of each, however it arrived.

    A rating of a session that is not listed belongs to the one of its day; where there is none, it stands for one that
    the therapist never entered.
    """
    of_day = {one.on: one.id for one in reversed(sessions)}
    days: dict[Key, date] = {one.id: one.on for one in sessions}
    numbers: dict[Key, int] = {one.id: number for number, one in enumerate(sessions, 1)}

    def key(session: uuid.UUID | None, on: date) -> Key:
        found: Key = session if session is not None and session in numbers else of_day.get(on, on)
        days.setdefault(found, on)
        return found

    said: dict[Key, list[Rating]] = defaultdict(list)
    for rating in ratings:
        said[key(rating.session, rating.on)].append(rating)
    hidden = {key(session, on) for session, on in held}
    order = sorted(days, key=lambda one: (days[one], numbers.get(one, 0)))
    return [_occasion(days[one], numbers.get(one), said[one], one in hidden, today) for one in order]


def _occasion(on: date, number: int | None, said: Iterable[Rating], held: bool, today: date) -> Occasion:
    ratings = tuple(sorted(said, key=lambda one: (one.written_at, one.id)))
    bare = Occasion(on, number, ratings, held, "unanswered")
    return Occasion(on, number, ratings, held, _state(bare, today))


def _state(one: Occasion, today: date) -> State:
    latest = one.latest
    if latest is not None:
        return latest.outcome if latest.outcome != "rated" or one.in_time(latest) else "late"
    if one.held:
        return "held"
    return "open" if (today - one.on).days <= DAYS_AFTER else "unanswered"


def values_of(occasions: Sequence[Occasion], item: Item) -> list[tuple[int, int]]:
    """The series of one item: the place of each session in which it was answered in time, and the number given."""
    found = ((place, one.charted.grade(item)) for place, one in enumerate(occasions) if one.charted)
    return [(place, value) for place, value in found if value is not None]
