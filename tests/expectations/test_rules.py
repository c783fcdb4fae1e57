"""Counts before percentages, the T score of goal attainment scaling, and what is still open."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.expectations import rules
from server.expectations.rules import CameAbout, Feared, Finished, HowBad, Lean

Rated = Sequence[tuple[int | None, float]]
Formula = Callable[[Rated], float | None]

ALIKE = {
    1: [60.00, 62.40, 63.69, 64.51, 65.08],
    2: [70.00, 74.81, 77.39, 79.02, 80.15],
    -2: [30.00, 25.19, 22.61, 20.98, 19.85],
}
FIGURES: list[tuple[Rated, float]] = [
    *(([(level, 1.0)] * n, t) for level, of_goals in ALIKE.items() for n, t in enumerate(of_goals, 1)),
    ([(-2, 3), (0, 5), (-1, 1), (2, 4), (0, 2), (1, 6)], 55.00),
    ([(1, 3), (0, 2), (-1, 1)], 54.41),
    ([(2, 3), (1, 2), (-1, 1)], 65.42),
]


@pytest.mark.parametrize(("rated", "t"), FIGURES)
def test_the_t_score_is_what_the_papers_check_figures_say(rated: Rated, t: float) -> None:
    found = rules.t_score(rated)
    assert found is not None
    assert f"{found:.2f}" == f"{t:.2f}"


def without_one_minus_rho(rated: Rated) -> float:
    weights = [weight for _level, weight in rated]
    spread = sum(weight**2 for weight in weights) + rules.RHO * sum(weights) ** 2
    return 50 + 10 * sum(weight * (level or 0) for level, weight in rated) / sqrt(spread)


def with_the_sums_swapped(rated: Rated) -> float:
    weights = [weight for _level, weight in rated]
    spread = (1 - rules.RHO) * sum(weights) ** 2 + rules.RHO * sum(weight**2 for weight in weights)
    return 50 + 10 * sum(weight * (level or 0) for level, weight in rated) / sqrt(spread)


@pytest.mark.parametrize("wrong", [without_one_minus_rho, with_the_sums_swapped])
def test_the_check_figures_tell_the_wrong_formulas(wrong: Formula) -> None:
    off = [rated for rated, t in FIGURES if f"{wrong(rated):.2f}" != f"{t:.2f}"]
    assert off == [rated for rated, _t in FIGURES if len(rated) > 1 or rated in off]
    assert len(off) >= len(FIGURES) - len(ALIKE), "with one goal, swapped sums are the same"


levels = st.integers(-2, 2)
weights = st.integers(1, 20).map(float)
goals = st.lists(st.tuples(levels, weights), min_size=1, max_size=12)


def t_of(rated: Rated) -> float:
    found = rules.t_score(rated)
    assert found is not None
    return found


@given(goals)
def test_the_t_score_is_symmetric_around_fifty(rated: list[tuple[int, float]]) -> None:
    mirrored = [(-level, weight) for level, weight in rated]
    assert t_of(rated) - 50 == pytest.approx(50 - t_of(mirrored))


@given(st.lists(weights, min_size=1, max_size=12))
def test_all_as_expected_is_fifty(of: list[float]) -> None:
    assert t_of([(0, weight) for weight in of]) == 50


@given(goals, st.floats(0.01, 1000))
def test_weights_count_only_against_each_other(rated: list[tuple[int, float]], times: float) -> None:
    assert t_of([(level, weight * times) for level, weight in rated]) == pytest.approx(t_of(rated))


@given(goals, st.integers(0, 11))
def test_more_attained_is_never_a_lower_score(rated: list[tuple[int, float]], at: int) -> None:
    level, weight = rated[at % len(rated)]
    better = [*rated]
    better[at % len(rated)] = (min(2, level + 1), weight)
    assert t_of(better) >= t_of(rated)


@given(goals)
def test_goals_that_were_not_rated_are_left_out(rated: list[tuple[int, float]]) -> None:
    assert t_of([*rated, (None, 5.0)]) == t_of(rated)


@given(st.lists(levels, min_size=1, max_size=12))
def test_weights_that_are_all_zero_count_alike(of: list[int]) -> None:
    assert t_of([(level, 0.0) for level in of]) == t_of([(level, 1.0) for level in of])


@pytest.mark.parametrize("rated", [[], [(None, 1.0)]])
def test_without_a_rated_goal_there_is_no_score(rated: Rated) -> None:
    assert rules.t_score(rated) is None


def test_of_what_was_likely_and_what_was_not_is_counted_what_came_about() -> None:
    finished = [
        *[Finished(51, 0)] * 4,
        *[Finished(100, 2)] * 2,
        *[Finished(80, -1)] * 2,
        *[Finished(49, 1)] * 2,
        Finished(0, -2),
        Finished(50, 0),
        Finished(50, -1),
        Finished(None, 0),
        Finished(90, None),
    ]
    found = rules.tally(finished)
    assert (found.likely, found.unlikely) == (CameAbout(8, 6), CameAbout(3, 2))
    assert (found.even, found.unsaid, found.unrated) == (CameAbout(2, 1), CameAbout(1, 1), 1)


@given(st.lists(st.builds(Finished, st.none() | st.integers(0, 100), st.none() | levels)))
def test_everything_finished_is_counted_once(finished: list[Finished]) -> None:
    found = rules.tally(finished)
    parts = (found.likely, found.unlikely, found.even, found.unsaid)
    assert sum(part.of for part in parts) + found.unrated == len(finished)
    assert all(0 <= part.n <= part.of for part in parts)


def of_twenty(likelihood: int, came_about: int) -> list[Finished]:
    return [Finished(likelihood, 0)] * came_about + [Finished(likelihood, -1)] * (20 - came_about)


@pytest.mark.parametrize(
    ("likelihood", "came_about", "way"),
    [(65, 10, "hopeful"), (64, 10, "close"), (50, 10, "close"), (36, 10, "close"), (35, 10, "careful")],
)
def test_a_word_is_said_from_twenty_finished_ones_on(likelihood: int, came_about: int, way: str) -> None:
    finished = of_twenty(likelihood, came_about)
    assert rules.lean(finished) == Lean(way, likelihood, CameAbout(20, came_about))  # type: ignore[arg-type]  # one of three
    assert rules.lean(finished[1:]) is None


def test_what_says_only_one_of_both_does_not_count_towards_the_twenty() -> None:
    assert rules.lean([*of_twenty(90, 2)[1:], Finished(None, 0), Finished(90, None)]) is None


@pytest.mark.parametrize(
    ("likelihood", "earlier", "far"),
    [(40, [70], True), (41, [70], False), (100, [70], True), (40, [70, 55], True), (40, [55, 70], True),
     (40, [], False), (None, [70], False)],
)  # fmt: skip
def test_thirty_points_are_far(likelihood: int | None, earlier: list[int], far: bool) -> None:
    assert rules.moved_far(likelihood, earlier) is far


TODAY = date(2026, 11, 19)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("by", "finished", "held", "wanted"),
    [
        (TODAY, False, False, "ahead"),
        (YESTERDAY, False, False, "still_open"),
        (YESTERDAY, False, True, "held"),
        (YESTERDAY, True, True, "finished"),
        (TODAY, True, False, "finished"),
        (None, False, False, "ahead"),
    ],
)
def test_past_its_day_it_is_still_open_and_never_missed(
    by: date | None, finished: bool, held: bool, wanted: str
) -> None:
    assert rules.standing(by, TODAY, finished, held) == wanted


def test_medians_of_how_bad_come_from_three_that_say_both() -> None:
    some = [Feared("no", 90, 20), Feared("no", 60, 40), Feared("yes", 80, None), Feared("no", None, 10)]
    assert rules.how_bad(some) is None
    assert rules.how_bad([*some, Feared("partly", 70, 30)]) == HowBad(70, 30, 3)
    assert rules.how_bad([*some, Feared("no", 71, 30), Feared("yes", 100, 100)]) == HowBad(80.5, 35, 4)


def test_therapy_is_looked_at_again_six_sessions_after_it_was_last_spoken_of() -> None:
    said = datetime(2026, 9, 1, 12, tzinfo=UTC)
    weekly = [said + timedelta(days=7 * n) for n in range(-3, 7)]
    assert rules.look_again_from(said, weekly) == said + timedelta(days=42)
    assert rules.look_again_from(said, weekly[:-1]) is None
    assert rules.look_again_from(said, reversed(weekly)) == said + timedelta(days=42)
    assert rules.look_again_from(None, weekly) is None
