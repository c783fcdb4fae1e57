"""Decisions about expectations: what came about of what was thought likely, and what is still open.

Goal attainment scaling and predictions of what is feared are never mixed: more is better only in the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from statistics import fmean, median
from typing import Literal

Standing = Literal["finished", "held", "still_open", "ahead"]
Leaning = Literal["hopeful", "careful", "close"]
Happened = Literal["yes", "partly", "no"]

RHO = 0.30
FEWEST_FOR_T = 3
FEWEST_FOR_A_WORD = 20
FEWEST_FOR_A_MEDIAN = 3
EVEN = 50
FAR = 30
"""Percentage points between two likelihoods of the same thing from which on it is worth asking about."""
OFF = 15
"""Percentage points between what was said and what came about; with fewer than twenty, chance alone does that."""
SESSIONS_BETWEEN_LOOKS = 6
WORTH_A_LOOK_DAYS = 7
"""Nearer than this there is nothing half-way to look at."""


@dataclass(frozen=True)
class Finished:
    """One expectation that was looked back at: how likely it was first said to be, and the level reached (-2 to 2)."""

    likelihood: int | None
    level: int | None

    @property
    def came_about(self) -> bool:
        """Whether what was realistically expected, or more, came about."""
        return self.level is not None and self.level >= 0


@dataclass(frozen=True)
class CameAbout:
    """How many there were, and how many of them came about."""

    of: int
    n: int


@dataclass(frozen=True)
class Tally:
    """What came about of what was thought likely (over 50 %) and unlikely (under 50 %); exactly 50 is neither."""

    likely: CameAbout
    unlikely: CameAbout
    even: CameAbout
    unsaid: CameAbout
    unrated: int


@dataclass(frozen=True)
class Feared:
    """One prediction with its outcome: how bad it was expected to be, and was, 0 to 100."""

    happened: Happened
    expected_bad: int | None
    was_bad: int | None


@dataclass(frozen=True)
class HowBad:
    """The medians of what was expected and of what was, over the ``n`` predictions that say both."""

    expected: float
    was: float
    n: int


def t_score(rated: Iterable[tuple[int | None, float]]) -> float | None:
    """The T score of goals with their level reached (-2 to 2) and weight: 50 + 10 Σwx / √((1−ρ) Σw² + ρ (Σw)²).

    Kiresuk & Sherman 1968, with ρ = 0.30. Turner-Stokes 2009 printed it wrongly on pp. 364 and 367; an erratum exists.
    Goals that were not rated are left out; where all weights are zero, they count alike. ``None`` with none rated.
    """
    known = [(level, weight) for level, weight in rated if level is not None]
    if not known:
        return None
    if not any(weight for _level, weight in known):
        known = [(level, 1.0) for level, _weight in known]
    weights = [weight for _level, weight in known]
    spread = (1 - RHO) * sum(weight**2 for weight in weights) + RHO * sum(weights) ** 2
    return 50 + 10 * sum(weight * level for level, weight in known) / sqrt(spread)


def tally(finished: Iterable[Finished]) -> Tally:
    """The counts. What was not rated in the end is only counted as that."""
    every = list(finished)
    rated = [one for one in every if one.level is not None]
    said = [(one.likelihood, one) for one in rated if one.likelihood is not None]
    return Tally(
        likely=_came_about(one for likelihood, one in said if likelihood > EVEN),
        unlikely=_came_about(one for likelihood, one in said if likelihood < EVEN),
        even=_came_about(one for likelihood, one in said if likelihood == EVEN),
        unsaid=_came_about(one for one in rated if one.likelihood is None),
        unrated=len(every) - len(rated),
    )


def _came_about(these: Iterable[Finished]) -> CameAbout:
    each = [one.came_about for one in these]
    return CameAbout(len(each), sum(each))


@dataclass(frozen=True)
class Lean:
    """Which way what was said lies off from what came about: the mean said (0 to 100), and the counts."""

    way: Leaning
    said: int
    came_about: CameAbout


def lean(finished: Iterable[Finished]) -> Lean | None:
    """A word on it, from twenty finished ones that say both on; ``None`` with fewer.

    With ten, somebody who judges well looks fifteen points too hopeful one time in seven.
    """
    pairs = [(one.likelihood, one) for one in finished if one.likelihood is not None and one.level is not None]
    if len(pairs) < FEWEST_FOR_A_WORD:
        return None
    came = _came_about(one for _said, one in pairs)
    said = fmean(said for said, _one in pairs)
    off = said - 100 * came.n / came.of
    return Lean("close" if abs(off) < OFF else "hopeful" if off > 0 else "careful", round(said), came)


def moved_far(likelihood: int | None, earlier: Sequence[int]) -> bool:
    """Whether this likelihood lies far from one that was said before it."""
    return likelihood is not None and any(abs(likelihood - before) >= FAR for before in earlier)


def standing(by: date | None, today: date, finished: bool, held: bool) -> Standing:
    """How it stands on a day. ``held``: what happened is written and cannot be read yet.

    The day itself is still ahead; after it, it is still open: no word is not a no.
    """
    if finished:
        return "finished"
    if held:
        return "held"
    return "still_open" if by is not None and by < today else "ahead"


def how_bad(feared: Iterable[Feared]) -> HowBad | None:
    """How bad it was expected to be beside how bad it was; ``None`` where fewer than three say both."""
    both = [(one.expected_bad, one.was_bad) for one in feared]
    pairs = [(expected, was) for expected, was in both if expected is not None and was is not None]
    if len(pairs) < FEWEST_FOR_A_MEDIAN:
        return None
    return HowBad(median(expected for expected, _was in pairs), median(was for _expected, was in pairs), len(pairs))


def halfway(set_on: date, by: date) -> date | None:
    """Half-way from the day it was set to its day; ``None`` where that is too near."""
    days = (by - set_on).days
    return None if days < WORTH_A_LOOK_DAYS else set_on + timedelta(days=days // 2)


def look_again_from(said_at: datetime | None, starts: Iterable[datetime]) -> datetime | None:
    """When the expectation of therapy is looked at again together: some sessions after it was last said.

    ``starts`` are sessions that took place or are planned. ``None`` where nothing was said yet, or too few
    are in sight.
    """
    if said_at is None:
        return None
    after = sorted(start for start in starts if start > said_at)
    return after[SESSIONS_BETWEEN_LOOKS - 1] if len(after) >= SESSIONS_BETWEEN_LOOKS else None
