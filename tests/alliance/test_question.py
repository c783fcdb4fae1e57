"""One open question a client: which signs are in it, and when it is closed."""

import uuid
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.alliance.question import Mark, known_until, not_talked_about, open_question
from server.alliance.rules import Sign

START = datetime(2026, 9, 1, 16, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def entry(place: int) -> uuid.UUID:
    return uuid.UUID(int=place + 1)


def mark(place: int, known_after: timedelta = timedelta()) -> Mark:
    return Mark(Sign("felt_off", place), entry(place), START + place * WEEK + known_after)


def places(marks: list[Mark]) -> list[int]:
    return [one.sign.place for one in marks]


@pytest.mark.parametrize(
    ("signs", "latest", "expected"),
    [
        ([], 5, []),
        ([3], 3, [3]),
        ([3], 5, [3]),
        ([3], 6, []),
        ([3, 6], 6, [3, 6]),
        ([3, 7], 7, [7]),
        ([3, 6, 9], 10, [3, 6, 9]),
        ([9, 3], 9, [9]),
    ],
)
def test_signs_within_three_sessions_join_it(signs: list[int], latest: int, expected: list[int]) -> None:
    assert places(open_question([mark(place) for place in signs], latest)) == expected


@given(st.lists(st.integers(0, 30), max_size=20), st.integers(30, 40))
def test_it_is_never_older_than_its_latest_signs_allow(signs: list[int], latest: int) -> None:
    found = places(open_question([mark(place) for place in signs], latest))
    assert all(0 <= after - before <= 3 for before, after in pairwise(found))
    assert not found or latest - found[-1] < 3


@given(st.permutations([mark(place) for place in (2, 3, 5, 9)]))
def test_the_order_of_arrival_does_not_matter(marks: list[Mark]) -> None:
    assert places(open_question(marks, 9)) == [9]
    assert places(open_question(marks, 5)) == [9]


def test_talking_about_a_rating_closes_it_and_what_came_before() -> None:
    marks = [mark(1), mark(2), mark(3)]
    talked = {entry(2): START + 4 * WEEK}
    assert places(not_talked_about(marks, talked, None)) == [3]


def test_what_was_changed_after_it_was_talked_about_asks_again() -> None:
    talked = {entry(2): START + 2 * WEEK}
    assert places(not_talked_about([mark(2, known_after=WEEK)], talked, None)) == [2]


def test_what_was_held_back_while_they_talked_stays_open() -> None:
    held = mark(1, known_after=4 * WEEK)
    talked = {entry(2): START + 3 * WEEK}
    assert places(not_talked_about([held, mark(2)], talked, None)) == [1]
    assert places(not_talked_about([held, mark(2)], {}, START + 3 * WEEK)) == [1]


def test_talking_about_a_rating_without_a_sign_closes_nothing() -> None:
    assert places(not_talked_about([mark(1)], {uuid.uuid4(): START + 3 * WEEK}, None)) == [1]


def test_closing_the_question_closes_all_that_was_known() -> None:
    marks = [mark(1), Mark(Sign("by_hand", 2), None, START + 2 * WEEK), mark(3)]
    assert places(not_talked_about(marks, {}, START + 2 * WEEK)) == [3]


@pytest.mark.parametrize(
    ("ago", "counts"),
    [
        (timedelta(), True),
        (timedelta(days=1), True),
        (timedelta(days=1, seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_a_page_counts_for_a_day(ago: timedelta, counts: bool) -> None:
    assert known_until(START - ago, START) == (START - ago if counts else START)
