"""How often the rules flag people in whom nothing changes, and how soon they find a drop that lasts.

Simulated people: whole numbers from 0 to 10 that bunch at the top, skewed downwards, with good and bad weeks that carry
over to the next and are shared by safety and respect, and some sessions without an answer. What is drawn is a guess at
how people rate, so the rates are too: they tell how loud the rules are, not how often they are right.

The first mix follows what is published: most ratings lie at the top and stay there (Feeley and Meier 2022), many people
give one answer throughout (Meier 2022), and the Session Rating Scale takes less than nine on average for low. The other
three lie lower and further apart.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from random import Random
from statistics import fmean

from server.alliance.rules import LIMITS, PARAMETERS, limits, mean_moving_range, signs_of
from server.alliance.series import ITEMS

SEED, PEOPLE = 20261119, 2000
ANSWERED, CARRIED_OVER, SHARED = 0.9, 0.3, 0.5
SHORT, LONG = 12, 24
BEFORE, AFTER = 10, 3

Row = list[int | None]


@dataclass(frozen=True)
class Mix:
    """A mix of people: what share of them rate around which level, and how far their sessions lie apart."""

    name: str
    people: tuple[tuple[float, float, float], ...]


MIXES = (
    Mix("bunched", ((0.25, 10.0, 0.3), (0.4, 9.5, 0.6), (0.25, 8.5, 0.9), (0.1, 7.0, 1.2))),
    Mix("even", ((0.6, 9.4, 0.6), (0.3, 8.3, 0.7), (0.1, 7.0, 0.9))),
    Mix("mixed", ((0.5, 9.2, 0.7), (0.3, 8.0, 0.9), (0.2, 7.0, 1.2))),
    Mix("uneven", ((0.4, 9.0, 0.9), (0.3, 7.8, 1.2), (0.3, 7.0, 1.8))),
)


@dataclass(frozen=True)
class Rates:
    """How a mix of people rates, and shares of them, 0 to 1.

    ``mean`` of all ratings; ``nine_or_ten``: the share of ratings that are; ``apart``: the mean moving range.
    ``flagged_…``: nothing changed, yet a sign within 12 or 24 sessions; ``limits_12``: by XmR limits alone.
    ``found_…``: a drop of 2 or of 3 that lasts, found within 3 ratings.
    """

    mix: str
    mean: float
    nine_or_ten: float
    apart: float
    flagged_12: float
    flagged_24: float
    limits_12: float
    found_2: float
    found_3: float


def fingerprint() -> str:
    """Changes with every number the rates depend on."""
    numbers = [asdict(PARAMETERS), LIMITS, [asdict(mix) for mix in MIXES]]
    numbers += [SEED, PEOPLE, ANSWERED, CARRIED_OVER, SHARED, SHORT, LONG, BEFORE, AFTER]
    return hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()[:16]


def simulate(people: int = PEOPLE) -> list[Rates]:
    """The rates of each mix. The same every time."""
    return [rates_of(mix, people) for mix in MIXES]


def rates_of(mix: Mix, people: int) -> Rates:
    """The rates of one mix, from so many people. The same every time."""
    draw = Random(f"{SEED} {mix.name}")  # noqa: S311 (no secret depends on it)
    tally, given, apart = [0] * 5, list[int](), list[float]()
    for _person in range(people):
        level, spread = _person_of(mix, draw)
        still = _person_rows(draw, level, spread, LONG, 0)
        series = [[value for value in row if value is not None] for row in still]
        given += [value for values in series for value in values]
        apart += map(mean_moving_range, series)
        tally[0] += any(_flagged(row[:SHORT]) for row in still)
        tally[1] += any(_flagged(row) for row in still)
        tally[2] += any(_outside(row[:SHORT]) for row in still)
        for place, drop in ((3, 2), (4, 3)):
            rows = _person_rows(draw, level, spread, BEFORE + AFTER, drop)
            tally[place] += any(_flagged(row, since=BEFORE) for row in rows)
    nine_or_ten = sum(value >= 9 for value in given) / len(given)
    how = (fmean(given), nine_or_ten, fmean(apart))
    return Rates(mix.name, *(round(share, 4) for share in (*how, *(count / people for count in tally))))


def _person_of(mix: Mix, draw: Random) -> tuple[float, float]:
    shares = [share for share, _level, _spread in mix.people]
    [(_share, level, spread)] = draw.choices(mix.people, shares)
    return level, spread


def _person_rows(draw: Random, level: float, spread: float, sessions: int, drop: float) -> list[Row]:
    """Both items' ratings of one person; from ``BEFORE`` sessions on they are ``drop`` lower, each and every one."""
    mood, rows = draw.gauss(), [Row() for _item in ITEMS]
    for session in range(sessions):
        mood = CARRIED_OVER * mood + sqrt(1 - CARRIED_OVER**2) * draw.gauss()
        answered = draw.random() < ANSWERED or (drop > 0 and session >= BEFORE)
        for row in rows:
            own = 1 - draw.expovariate(1)
            felt = level + spread * (sqrt(SHARED) * mood + sqrt(1 - SHARED) * own)
            lower = drop if session >= BEFORE else 0
            value = min(10, max(0, round(felt))) - lower
            row.append(max(0, round(value)) if answered else None)
    return rows


def _series(row: Sequence[int | None]) -> Iterator[tuple[int, list[int]]]:
    """Each rating with those before it, and the session it is of."""
    values: list[int] = []
    for session, value in enumerate(row):
        if value is not None:
            values.append(value)
            yield session, values


def _flagged(row: Sequence[int | None], since: int = 0) -> bool:
    return any(session >= since and signs_of(values, session, "safety") for session, values in _series(row))


def _outside(row: Sequence[int | None]) -> bool:
    """Whether a rating lies below the limits of those before it: what a plain control chart would flag."""
    return any(
        len(values) > PARAMETERS.usual_from and values[-1] < limits(values[:-1]).lower for _s, values in _series(row)
    )
