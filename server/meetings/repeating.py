"""On which days something comes again (RFC 5545, 3.3.10), as far as a calendar says so of sessions. Pure.

``python-dateutil`` is not asked: it looks for the next day up to the year 9999, so that one rule in a file which nobody
vouches for (30 February) would hold a worker for seconds. Here a rule costs what lies between two given days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["DAILY", "WEEKLY", "MONTHLY"]
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Rule:
    """Every ``every`` days, weeks or months. Empty means as on the first day.

    ``weekdays`` are (which of the month, or 0 for all; Monday is 0), ``month_days`` 1 to 31 or from the end -1 to -31,
    ``places`` which of a month's days are taken (1 the first, -1 the last). ``count`` days in all, None without end.
    """

    unit: Unit
    every: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    week_begins: int = 0
    count: int | None = None


def days(rule: Rule, first: date, since: date, last: date) -> Iterator[date]:
    """The days of a rule that begins on ``first``, from ``since`` to ``last`` (both included), in order."""
    left = rule.count
    for step in range(_skipped(rule, first, since), steps(rule, first, last) + 1):
        for day in _within(rule, first, step):
            if day < first:
                continue
            if day > last or left == 0:
                return
            left = None if left is None else left - 1
            if day >= since:
                yield day


def cost(rule: Rule, first: date, since: date, last: date) -> int:
    """How many days, weeks or months ``days`` has to look at."""
    return max(0, steps(rule, first, last) + 1 - _skipped(rule, first, since))


def steps(rule: Rule, first: date, last: date) -> int:
    """In which step, from 0 on, ``last`` lies; below 0 where it is before the first."""
    if rule.unit == "MONTHLY":
        return (_months(last) - _months(first)) // rule.every
    return (last - _begins(rule, first)) // (_length(rule) * rule.every)


def _skipped(rule: Rule, first: date, since: date) -> int:
    """The steps that end before ``since``; none where days are counted."""
    return 0 if rule.count is not None else max(0, steps(rule, first, since))


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _length(rule: Rule) -> timedelta:
    return WEEK if rule.unit == "WEEKLY" else DAY


def _begins(rule: Rule, first: date) -> date:
    """Weeks begin on their first weekday, not on that of the first day."""
    return first - (first.weekday() - rule.week_begins) % 7 * DAY if rule.unit == "WEEKLY" else first


def _within(rule: Rule, first: date, step: int) -> list[date]:
    if rule.unit == "MONTHLY":
        return _of_month(rule, first, *divmod(_months(first) + step * rule.every, 12))
    begins = _begins(rule, first) + step * rule.every * _length(rule)
    wanted = {weekday for _nth, weekday in rule.weekdays}
    if rule.unit == "DAILY":
        return [begins] if not wanted or begins.weekday() in wanted else []
    return [day for day in (begins + n * DAY for n in range(7)) if day.weekday() in (wanted or {first.weekday()})]


def _of_month(rule: Rule, first: date, year: int, month: int) -> list[date]:
    begins = date(year, month + 1, 1)
    length = ((begins + 31 * DAY).replace(day=1) - begins).days
    found = [day for day in (begins + n * DAY for n in range(length)) if _meant(rule, first, day, length)]
    if not rule.places:
        return found
    return [day for n, day in enumerate(found) if n + 1 in rule.places or n - len(found) in rule.places]


def _meant(rule: Rule, first: date, day: date, length: int) -> bool:
    if not rule.weekdays and not rule.month_days:
        return day.day == first.day
    nths = (0, (day.day - 1) // 7 + 1, (day.day - length - 1) // 7)
    by_weekday = not rule.weekdays or any((nth, day.weekday()) in rule.weekdays for nth in nths)
    return by_weekday and (not rule.month_days or bool({day.day, day.day - length - 1} & set(rule.month_days)))
