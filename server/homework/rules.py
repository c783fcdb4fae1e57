"""Decisions about homework: which days ask for a log, and what became of each. The phone decides the same.

``tests/wire/homework_due.json`` holds the examples that both sides read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, Literal, Self, TypeVar

Answer = Literal["done", "partly", "not_this_time"]
Told = Literal["done", "partly", "not_this_time", "held"]
State = Literal["done", "partly", "not_this_time", "held", "no_word", "open", "ahead"]
Code = TypeVar("Code", bound=str)

DAY = timedelta(days=1)
LATE_AFTER_DAYS = 2
AGAIN_FROM = 3


@dataclass(frozen=True)
class Days:
    """On fixed days of the week; 0 is Monday. Of every ``every``th week: those whose number leaves ``rest``."""

    weekdays: tuple[int, ...]
    every: int = 1
    rest: int = 0

    @classmethod
    def counted_from(cls, first: date, weekdays: Iterable[int], every: int) -> Self:
        """Of the week ``first`` is in, and every ``every``th after it. Changes of the plan keep counting so."""
        return cls(tuple(sorted(weekdays)), every, week_number(first) % every)

    def name(self, day: date) -> bool:
        """Whether this is one of the days."""
        return day.weekday() in self.weekdays and week_number(day) % self.every == self.rest


@dataclass(frozen=True)
class TimesAWeek:
    """So many times a week, on any day."""

    times: int


@dataclass(frozen=True)
class Once:
    """On one day."""

    on: date


Schedule = Days | TimesAWeek | Once


@dataclass(frozen=True)
class Terms:
    """What holds from ``first`` to ``last``; ``None`` while nothing ends it."""

    schedule: Schedule
    first: date
    last: date | None = None

    def hold_on(self, day: date) -> bool:
        """Whether they hold on this day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def hold_between(self, first: date, last: date) -> bool:
        """Whether they hold on one of these days at least, both included."""
        return self.first <= last and (self.last is None or first <= self.last)


@dataclass(frozen=True)
class Span:
    """The days looked at, both included, and the day it is now. ``first_weekday`` begins the practice's weeks."""

    first: date
    last: date
    today: date
    first_weekday: int = 0


@dataclass(frozen=True)
class Slot:
    """One expected log. ``day`` is ``None`` where any day of the week would do."""

    day: date | None
    state: State


def earliest(*days: date | None) -> date | None:
    """The first of the days that are known."""
    return min((day for day in days if day is not None), default=None)


def week_start(day: date, first_weekday: int) -> date:
    """The first day of the week that ``day`` is in."""
    return day - (day.weekday() - first_weekday) % 7 * DAY


def week_number(day: date) -> int:
    """How many Mondays lie between the first day of year 1, a Monday, and this day."""
    return (day.toordinal() - 1) // 7


def told_by_day(answers: Iterable[tuple[date, Answer]], held: Iterable[date] = ()) -> dict[date, Told]:
    """What is known of each day. ``answers`` come in the order of writing: the last one counts.

    A day says "held" only where nothing readable was written about it.
    """
    told: dict[date, Told] = dict.fromkeys(held, "held")
    for day, answer in answers:
        told[day] = answer
    return told


def slots(terms: Terms, told: Mapping[date, Told], span: Span) -> list[Slot]:
    """Every expected log of one assignment within the span."""
    if isinstance(terms.schedule, TimesAWeek):
        return _weekly(terms, terms.schedule.times, told, span)
    days = (span.first + n * DAY for n in range((span.last - span.first).days + 1))
    return [Slot(day, told.get(day) or _silent(terms, day, span.today)) for day in days if slot_on(terms, day)]


def slot_on(terms: Terms, day: date) -> bool:
    """Whether a log is expected on just this day."""
    if not terms.hold_on(day):
        return False
    if isinstance(terms.schedule, Once):
        return terms.schedule.on == day
    return isinstance(terms.schedule, Days) and terms.schedule.name(day)


def _silent(terms: Terms, day: date, today: date) -> State:
    """The state of a day nobody wrote about. Tomorrow's slot takes over on its own day: one homework asks once."""
    if day > today:
        return "ahead"
    if day == today or (day + DAY == today and not slot_on(terms, today)):
        return "open"
    return "no_word"


def _weekly(terms: Terms, times: int, told: Mapping[date, Told], span: Span) -> list[Slot]:
    found: list[Slot] = []
    week = week_start(span.first, span.first_weekday)
    while week <= span.last:
        found += _one_week(terms, times, week, told, span)
        week += 7 * DAY
    return found


def _one_week(terms: Terms, times: int, week: date, told: Mapping[date, Told], span: Span) -> list[Slot]:
    """What was told, in the order of days, then the rest of the week.

    The rest belongs to the span in which the week ends: two spans side by side never count it twice.
    """
    days = [day for n in range(7) if terms.hold_on(day := week + n * DAY)]
    if not days:
        return []
    given = [day for day in days if day in told]
    found = [Slot(day, told[day]) for day in given if span.first <= day <= span.last]
    if span.first <= days[-1] <= span.last:
        rest = min(times, len(days)) - len(given)
        found += [Slot(None, _rest_of(days, told, span.today))] * max(0, rest)
    return found


def _rest_of(days: Sequence[date], told: Mapping[date, Told], today: date) -> State:
    if today > days[-1]:
        return "no_word"
    return "ahead" if today < days[0] or today in told else "open"


def one_after_another(versions: Sequence[tuple[date, Terms]], first_weekday: int) -> list[Terms]:
    """The terms of one assignment through its changes: each holds until the next one does.

    ``versions`` are the days on which each was agreed, and the terms as agreed, oldest first. A change counts from the
    day it was agreed; "so many times a week" from the start of that week, or its week would be counted twice.
    """
    found: list[Terms] = []
    for agreed_on, terms in versions:
        if not found:
            found.append(terms)
        elif terms.schedule == found[-1].schedule and terms.first <= agreed_on:
            found[-1] = replace(found[-1], last=terms.last)
        else:
            weekly = isinstance(terms.schedule, TimesAWeek)
            first = max(terms.first, week_start(agreed_on, first_weekday) if weekly else agreed_on)
            found[-1] = replace(found[-1], last=earliest(found[-1].last, min(first, agreed_on) - DAY))
            found.append(replace(terms, first=first))
    return [terms for terms in found if terms.last is None or terms.first <= terms.last]


def shares_days(marked: tuple[date, date], shown: tuple[date, date]) -> bool:
    """Whether what was marked of some days belongs to the days shown; both as first and last.

    The day of a session ends one stretch and begins the next: to share that one alone is not enough.
    """
    return marked[0] == shown[0] or (marked[0] < shown[1] and marked[1] > shown[0])


def tally(all_slots: Iterable[Slot]) -> dict[State, int]:
    """How many slots are in each state; every state is there."""
    counts: dict[State, int] = dict.fromkeys(("done", "partly", "not_this_time", "held", "no_word", "open", "ahead"), 0)
    for slot in all_slots:
        counts[slot.state] += 1
    return counts


def is_late(days_after: int) -> bool:
    """Whether a report, made so many days after its day, is marked as made later."""
    return days_after > LATE_AFTER_DAYS


@dataclass(frozen=True)
class Again(Generic[Code]):
    """An obstacle, how often it was named lately, and how often in all."""

    code: Code
    lately: int
    in_all: int


def again_and_again(named: Iterable[tuple[date, Iterable[Code]]], first: date) -> list[Again[Code]]:
    """The obstacles named three times or more, and also from ``first`` on; the most frequent one first."""
    days = [(day, set(codes)) for day, codes in named]
    in_all = Counter(code for _day, codes in days for code in codes)
    lately = Counter(code for day, codes in days if day >= first for code in codes)
    return [Again(code, lately[code], n) for code, n in in_all.most_common() if n >= AGAIN_FROM and lately[code]]
