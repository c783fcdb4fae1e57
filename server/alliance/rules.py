"""Decisions about rated sessions: which ratings make one series, what is usual, and what is worth asking about.

No threshold is agreed on: a sign means "worth asking about". ``docs/clinical.md`` has the sources, and how often these
rules flag people in whom nothing changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Literal

from server.alliance.series import ITEMS, Item, Occasion, values_of

Rule = Literal["drop", "two_in_a_row", "low", "low_early", "felt_off", "bring_up", "by_hand"]
LIMITS, RANGE_LIMIT = 2.66, 3.267


@dataclass(frozen=True)
class Parameters:
    """Every number the rules turn on. Changing one needs ``throughline simulate-signs`` again."""

    usual_from: int = 3
    usual_of: int = 8
    drop: int = 3
    drop_if_uneven: int = 4
    two: int = 2
    two_if_uneven: int = 3
    low: int = 4
    together: int = 3
    same: int = 6
    silent: int = 2
    quiet: int = 3


PARAMETERS = Parameters()


@dataclass(frozen=True)
class Usual:
    """What is usual for somebody: the median of so many ratings, and how far they lie apart from one to the next."""

    value: float
    ratings: int
    moving_range: float


@dataclass(frozen=True)
class Limits:
    """XmR limits of a series, for the researcher's view."""

    mean: float
    moving_range: float
    lower: float
    upper: float
    range_limit: float


@dataclass(frozen=True)
class Sign:
    """One thing worth asking about: by which rule, at which place in the row of sessions, and its figures.

    ``item``, ``value`` and ``usual`` are ``None`` where no number is behind it; ``usual`` too where too few are.
    """

    rule: Rule
    place: int
    item: Item | None = None
    value: int | None = None
    usual: Usual | None = None
    below: int | None = None


def mean_moving_range(values: Sequence[int | float]) -> float:
    """How far ratings lie apart from one to the next, on average; 0 for fewer than two."""
    apart = [abs(after - before) for before, after in pairwise(values)]
    return fmean(apart) if apart else 0.0


def limits(values: Sequence[int | float]) -> Limits:
    """Mean ± 2.66 × mean moving range. Raises ``StatisticsError`` for no values."""
    mean, apart = fmean(values), mean_moving_range(values)
    return Limits(mean, apart, mean - LIMITS * apart, mean + LIMITS * apart, RANGE_LIMIT * apart)


def usual(before: Sequence[int], by: Parameters = PARAMETERS) -> Usual | None:
    """What was usual in the latest of these earlier ratings; ``None`` while there are too few."""
    if len(before) < by.usual_from:
        return None
    latest = before[-by.usual_of :]
    return Usual(float(median(latest)), len(latest), mean_moving_range(latest))


def signs_of(values: Sequence[int], place: int, item: Item, by: Parameters = PARAMETERS) -> list[Sign]:
    """What the last of these ratings of one item is a sign of, seen beside those before it."""
    *before, value = values
    known, found = usual(before, by), []
    if known is None:
        found += [Sign("low_early", place, item, value, None, by.low)] if value <= by.low else []
    else:
        drop = by.drop_if_uneven if LIMITS * known.moving_range > by.drop else by.drop
        if known.value - value >= drop:
            found.append(Sign("drop", place, item, value, known, drop))
        if value <= by.low and value < known.value:
            found.append(Sign("low", place, item, value, known, by.low))
    earlier = usual(before[:-1], by)
    if earlier is not None:
        two = by.two_if_uneven if LIMITS / 2 * earlier.moving_range > by.two else by.two
        if all(earlier.value - one >= two for one in (before[-1], value)):
            found.append(Sign("two_in_a_row", place, item, value, earlier, two))
    return found


def signs(occasions: Sequence[Occasion], by: Parameters = PARAMETERS) -> list[Sign]:
    """All signs in a row of sessions, in their order. What somebody ticked counts also where it came late."""
    found: list[Sign] = []
    for item in ITEMS:
        known = values_of(occasions, item)
        for at, (place, _value) in enumerate(known):
            found += signs_of([value for _place, value in known[: at + 1]], place, item, by)
    for place, occasion in enumerate(occasions):
        found += [Sign("felt_off", place)] if any(one.felt_off for one in occasion.ratings) else []
        found += [Sign("bring_up", place)] if any(one.bring_up for one in occasion.ratings) else []
    return sorted(found, key=lambda sign: sign.place)


def same_answers(occasions: Sequence[Occasion]) -> int:
    """How many of the latest ratings in a row say the same numbers for both items; 0 where the last lacks one."""
    sets = [(one.charted.safety, one.charted.respect) for one in occasions if one.charted]
    run = 0
    for one in reversed(sets):
        if None in one or one != sets[-1]:
            break
        run += 1
    return run


def silent(occasions: Sequence[Occasion], by: Parameters = PARAMETERS) -> list[Occasion]:
    """The latest sessions without a word, once there are two of them; only of somebody who has rated before.

    A session of which it is still early to say so, or which did not take place, is passed over.
    """
    found: list[Occasion] = []
    for one in reversed(occasions):
        if one.state == "unanswered":
            found.insert(0, one)
        elif one.state in ("rated", "late", "rather_not", "held"):
            return found if len(found) >= by.silent else []
    return []
