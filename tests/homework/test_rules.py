"""When homework asks for a log, and what became of each time."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.entries.rules import local_day
from server.homework import rules
from server.homework.rules import Days, Once, Schedule, Slot, Span, Terms, TimesAWeek, shares_days

VECTORS = json.loads((Path(__file__).parents[1] / "wire" / "homework_due.json").read_text())
MONDAY = date(2026, 11, 16)


def schedule_of(wire: dict[str, Any], starts_on: str) -> Schedule:
    if wire["type"] == "days":
        return Days.counted_from(date.fromisoformat(starts_on), wire["weekdays"], wire.get("every_weeks", 1))
    return TimesAWeek(wire["times"]) if wire["type"] == "times_a_week" else Once(date.fromisoformat(wire["on"]))


def day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_both_sides_agree_on_what_is_due(vector: dict[str, Any]) -> None:
    agreed = vector["assignment"]
    ended = agreed["ended_at"] and local_day(
        datetime.fromisoformat(agreed["ended_at"]), vector["zone"], vector["day_ends_at"]
    )
    last = rules.earliest(day_or_none(agreed["ends_on"]), ended)
    terms = Terms(schedule_of(agreed["schedule"], agreed["starts_on"]), date.fromisoformat(agreed["starts_on"]), last)
    answers = [
        (date.fromisoformat(one["local_date"]), one["answer"]) for one in vector["entries"] if not one["withdrawn"]
    ]
    span = Span(
        date.fromisoformat(vector["from"]),
        date.fromisoformat(vector["to"]),
        date.fromisoformat(vector["today"]),
        vector["first_weekday"],
    )
    found = rules.slots(terms, rules.told_by_day(answers), span)
    assert [{"day": slot.day and slot.day.isoformat(), "state": slot.state} for slot in found] == vector["expect"]


def test_a_day_that_is_held_reads_held_and_counts_nowhere_else() -> None:
    told = rules.told_by_day([(MONDAY, "done")], held=[MONDAY, MONDAY + rules.DAY])
    assert told == {MONDAY: "done", MONDAY + rules.DAY: "held"}
    counts = rules.tally(rules.slots(Terms(Days((0, 1)), MONDAY), told, Span(MONDAY, MONDAY + 6 * rules.DAY, MONDAY)))
    assert (counts["done"], counts["held"], counts["no_word"]) == (1, 1, 0)


def test_a_change_holds_from_its_own_day_and_invents_no_silence_before() -> None:
    before = Terms(Days((0, 2)), MONDAY - 14 * rules.DAY)
    after = Terms(Days((0, 1, 2, 3, 4)), MONDAY - 14 * rules.DAY)
    through = rules.one_after_another([(MONDAY - 14 * rules.DAY, before), (MONDAY + 2 * rules.DAY, after)], 0)
    assert [(one.first, one.last) for one in through] == [
        (MONDAY - 14 * rules.DAY, MONDAY + rules.DAY),
        (MONDAY + 2 * rules.DAY, None),
    ]
    span = Span(MONDAY, MONDAY + 6 * rules.DAY, MONDAY + 10 * rules.DAY)
    days = [slot.day for one in through for slot in rules.slots(one, {}, span)]
    assert days == [MONDAY, MONDAY + 2 * rules.DAY, MONDAY + 3 * rules.DAY, MONDAY + 4 * rules.DAY]


@pytest.mark.parametrize("every", [2, 4])
def test_a_change_in_a_week_between_goes_on_counting_from_where_the_plan_starts(every: int) -> None:
    starts_on, until = MONDAY - 14 * rules.DAY, MONDAY + 42 * rules.DAY
    before, after = (Terms(Days.counted_from(starts_on, days, every), starts_on) for days in ([0], [2]))
    through = rules.one_after_another([(starts_on, before), (starts_on + 8 * rules.DAY, after)], 0)
    days = [slot.day for one in through for slot in rules.slots(one, {}, Span(starts_on, until, until))]
    wednesdays = (starts_on + n * 7 * rules.DAY + 2 * rules.DAY for n in range(every, 8, every))
    assert days == [starts_on, *wednesdays]


def test_a_plan_that_starts_a_whole_round_later_asks_on_the_same_days() -> None:
    agreed = [Days.counted_from(MONDAY + n * 7 * rules.DAY, [0, 3], 2) for n in range(3)]
    assert agreed[0] == agreed[2] != agreed[1]


def test_a_changed_number_of_times_never_counts_its_week_twice() -> None:
    before = Terms(TimesAWeek(3), MONDAY - 14 * rules.DAY)
    after = Terms(TimesAWeek(2), MONDAY - 14 * rules.DAY)
    through = rules.one_after_another([(MONDAY - 14 * rules.DAY, before), (MONDAY + 3 * rules.DAY, after)], 0)
    span = Span(MONDAY, MONDAY + 6 * rules.DAY, MONDAY + 8 * rules.DAY)
    assert [slot.state for one in through for slot in rules.slots(one, {}, span)] == ["no_word"] * 2


def test_two_changes_on_one_day_leave_only_the_last() -> None:
    first = Terms(Days((0,)), MONDAY)
    through = rules.one_after_another([(MONDAY, first), (MONDAY, Terms(Days((1,)), MONDAY))], 0)
    assert [one.schedule for one in through] == [Days((1,))]


def test_a_change_of_words_alone_changes_no_slot() -> None:
    terms = Terms(Days((0, 1)), MONDAY)
    assert rules.one_after_another([(MONDAY, terms), (MONDAY + rules.DAY, terms)], 0) == [terms]


def test_a_plan_changed_to_start_later_asks_nothing_until_then() -> None:
    later = Terms(Days((4,)), MONDAY + 7 * rules.DAY)
    through = rules.one_after_another([(MONDAY, Terms(Days((0, 3)), MONDAY)), (MONDAY + rules.DAY, later)], 0)
    span = Span(MONDAY, MONDAY + 13 * rules.DAY, MONDAY + 20 * rules.DAY)
    days = [slot.day for one in through for slot in rules.slots(one, {}, span)]
    assert days == [MONDAY, MONDAY + 11 * rules.DAY]


@pytest.mark.parametrize(("days_after", "late"), [(0, False), (1, False), (2, False), (3, True), (30, True)])
def test_a_report_is_late_from_the_third_day_after(days_after: int, late: bool) -> None:
    assert rules.is_late(days_after) is late


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
schedules = st.one_of(
    st.builds(
        Days.counted_from, days, st.lists(st.integers(0, 6), min_size=1, unique=True), st.sampled_from([1, 2, 4])
    ),
    st.integers(1, 14).map(TimesAWeek),
    days.map(Once),
)
answers = st.sampled_from(["done", "partly", "not_this_time"])


@st.composite
def situations(draw: st.DrawFn) -> tuple[Terms, dict[date, rules.Told], Span]:
    first = draw(days)
    length = draw(st.integers(0, 40))
    terms = Terms(
        draw(schedules),
        first + timedelta(days=draw(st.integers(-30, 30))),
        draw(st.none() | st.integers(-10, 60).map(lambda n: first + timedelta(days=n))),
    )
    offsets = draw(st.lists(st.tuples(st.integers(-8, 48), answers), max_size=20))
    told = {first + timedelta(days=n): cast(rules.Told, answer) for n, answer in offsets}
    today = first + timedelta(days=draw(st.integers(-10, 60)))
    return terms, told, Span(first, first + timedelta(days=length), today, draw(st.integers(0, 6)))


@given(situations())
def test_a_slot_never_lies_outside_its_span_or_its_terms(situation: tuple[Terms, dict[date, rules.Told], Span]) -> None:
    terms, told, span = situation
    for slot in rules.slots(terms, told, span):
        assert slot.day is None or (span.first <= slot.day <= span.last and terms.hold_on(slot.day))


@given(situations(), st.integers(0, 40))
def test_two_spans_side_by_side_say_the_same_as_one(
    situation: tuple[Terms, dict[date, rules.Told], Span], at: int
) -> None:
    terms, told, span = situation
    middle = min(span.first + timedelta(days=at), span.last)
    left = Span(span.first, middle, span.today, span.first_weekday)
    right = Span(middle + rules.DAY, span.last, span.today, span.first_weekday)

    def by_state(found: list[Slot]) -> dict[rules.State, int]:
        return rules.tally(found)

    apart = rules.slots(terms, told, left) + (rules.slots(terms, told, right) if right.first <= right.last else [])
    assert by_state(apart) == by_state(rules.slots(terms, told, span))


@given(situations())
def test_silence_is_never_an_answer(situation: tuple[Terms, dict[date, rules.Told], Span]) -> None:
    terms, _, span = situation
    assert {slot.state for slot in rules.slots(terms, {}, span)} <= {"no_word", "open", "ahead"}


DAY = timedelta(days=1)
NAMED = [(MONDAY - DAY, ["forgot"]), (MONDAY - 2 * DAY, ["forgot", "forgot"]), (MONDAY, ["boring"])]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ([], []),
        ([(MONDAY - 3 * DAY, ["forgot"])], []),
        ([(MONDAY, ["forgot"])], [("forgot", 1, 3)]),
        ([(MONDAY, ["forgot"]), (MONDAY + DAY, ["forgot", "boring"])], [("forgot", 2, 4)]),
        (
            [(MONDAY, ["forgot", "boring"]), *[(MONDAY + DAY, ["boring"])] * 2],
            [("boring", 4, 4), ("forgot", 1, 3)],
        ),
    ],
)
def test_an_obstacle_comes_again_from_three_times_on_when_it_is_there_now(
    more: list[tuple[date, list[str]]], found: list[tuple[str, int, int]]
) -> None:
    again = rules.again_and_again([*NAMED, *more], MONDAY)
    assert [(one.code, one.lately, one.in_all) for one in again] == found


@pytest.mark.parametrize(
    ("marked", "shown", "belongs"),
    [
        ((12, 19), (12, 19), True),
        ((12, 16), (12, 19), True),
        ((12, 19), (12, 14), True),
        ((5, 12), (12, 19), False),
        ((19, 26), (12, 19), False),
        ((18, 26), (12, 19), True),
        ((20, 26), (12, 19), False),
        ((5, 14), (12, 19), True),
        ((12, 12), (12, 12), True),
        ((5, 12), (12, 12), False),
        ((14, 15), (1, 30), True),
    ],
)
def test_marks_belong_to_days_that_they_share_but_for_the_session_between(
    marked: tuple[int, int], shown: tuple[int, int], belongs: bool
) -> None:
    def days(of: tuple[int, int]) -> tuple[date, date]:
        return date(2026, 11, of[0]), date(2026, 11, of[1])

    assert shares_days(days(marked), days(shown)) is belongs
