"""What is decided about one occurrence, by what was sent and what the wall shows."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from server.reminders.rules import Sent, Why, asks_time, decide, disturbed
from tests.reminders.madrid import (
    ANOTHER,
    OCCURRENCE,
    THIRD,
    occurrence,
    person,
    said,
    sent,
    wall,
)

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)
NUDGED = sent("nudge", "03-03 19:00", shown=True)
ONE_MORE: dict[str, Any] = {"nudged": {TUESDAY: frozenset({ANOTHER})}}
ALL_DAY: dict[str, Any] = {"quiet_from": "00:00", "quiet_to": "00:00"}


@pytest.mark.parametrize(
    ("now", "who", "expected"),
    [
        ("03-03 18:59", {}, "wait until 03-03 19:00"),
        ("03-03 19:00", {}, "nudge to phone, look 03-03 19:15"),
        ("03-03 19:00", {"answered": frozenset({OCCURRENCE})}, "end: answered"),
        ("03-03 19:00", {"on": frozenset()}, "end: off"),
        ("03-03 19:00", {"phones": ()}, "end: no_phone"),
        # The server was silent: into the quiet hours, to their end, and for too long.
        ("03-03 21:59", {}, "nudge to phone, look 03-03 22:14"),
        ("03-03 22:00", {}, "end: quiet"),
        ("03-04 06:59", {"quiet_from": "00:00", "quiet_to": "00:00"}, "nudge to phone, look 03-04 07:14"),
        ("03-04 07:00", {"quiet_from": "00:00", "quiet_to": "00:00"}, "end: late"),
        ("03-05 03:00", {}, "end: late"),
        ("03-03 19:00", {"paused_until": TUESDAY}, "end: paused"),
        ("03-03 19:00", {"paused_until": date(2026, 3, 2)}, "nudge to phone, look 03-03 19:15"),
        # What fell into a pause is not made up for when the server was silent until its end.
        ("03-04 03:00", {"paused_until": TUESDAY}, "end: paused"),
        ("03-03 19:00", ONE_MORE, "end: enough_today"),
        ("03-03 19:00", ONE_MORE | {"most_a_day": 2}, "nudge to phone, look 03-03 19:15"),
        ("03-03 19:00", {"nudged": {WEDNESDAY: frozenset({ANOTHER})}}, "nudge to phone, look 03-03 19:15"),
    ],
)  # fmt: skip
def test_the_first_nudge(now: str, who: dict[str, Any], expected: str) -> None:
    assert said(decide(occurrence(), person(**who), False, wall(now))) == expected


@pytest.mark.parametrize(
    ("due", "until", "now", "expected"),
    [
        ("03-03 23:00", "03-05 03:00", "03-03 23:00", "wait until 03-04 08:00: quiet"),
        ("03-03 23:00", "03-05 03:00", "03-04 08:00", "nudge to phone, look 03-04 08:15"),
        ("03-03 23:00", "03-05 03:00", "03-04 19:59", "nudge to phone, look 03-04 20:14"),
        ("03-03 23:00", "03-05 03:00", "03-04 20:00", "end: late"),
        ("03-03 23:00", "03-04 03:00", "03-03 23:00", "end: quiet"),  # closed before they end
        ("03-03 22:00", "03-05 03:00", "03-03 22:00", "wait until 03-04 08:00: quiet"),
        ("03-28 23:00", "03-30 03:00", "03-28 23:00", "wait until 03-29 08:00: quiet"),
    ],
)
def test_what_is_due_in_quiet_hours_waits_for_their_end(due: str, until: str, now: str, expected: str) -> None:
    assert said(decide(occurrence(due=due, until=until), person(), False, wall(now))) == expected


def test_of_several_only_the_newest_is_sent() -> None:
    assert said(decide(occurrence(), person(), True, wall("03-03 19:00"))) == "end: newer"


@pytest.mark.parametrize(
    ("before", "now", "who", "expected"),
    [
        ([NUDGED], "03-03 19:15", {}, "wait until 03-03 23:00"),
        ([NUDGED], "03-03 23:00", {}, "wait until 03-04 08:00"),
        ([NUDGED], "03-04 08:00", {}, "follow_up to phone, look 03-04 08:15"),
        ([NUDGED], "03-03 23:00", ALL_DAY, "follow_up to phone, look 03-03 23:15"),
        ([NUDGED], "03-03 23:00", {"follow_up": None}, "wait until 03-05 03:00"),
        ([NUDGED], "03-03 23:00", {"phones": ()}, "wait until 03-05 03:00"),
        ([NUDGED], "03-03 23:00", {"paused_until": TUESDAY}, "wait until 03-04 03:00"),
        ([NUDGED], "03-03 23:00", {"answered": frozenset({OCCURRENCE})}, "end: answered"),
        ([NUDGED], "03-05 03:00", {"answered": frozenset({OCCURRENCE})}, "end: answered"),
        ([NUDGED], "03-03 23:00", {"on": frozenset()}, "end: off"),
        ([NUDGED], "03-05 03:00", {}, "end: over"),
        ([NUDGED, sent("follow_up", "03-04 08:00", shown=True)], "03-04 12:00", {}, "wait until 03-05 03:00"),
        # The day's measure holds for the follow-up too, when it comes on another day.
        ([NUDGED], "03-04 08:00", {"nudged": {WEDNESDAY: frozenset({ANOTHER})}}, "wait until 03-05 03:00"),
        ([NUDGED], "03-03 23:00", ALL_DAY | ONE_MORE, "wait until 03-04 03:00"),
    ],
)  # fmt: skip
def test_after_a_nudge_one_follow_up_and_then_silence(
    before: Sequence[Sent], now: str, who: dict[str, Any], expected: str
) -> None:
    assert said(decide(occurrence(*before), person(**who), False, wall(now))) == expected


def test_a_follow_up_never_takes_the_place_of_the_next_time() -> None:
    """Daily at seven: what is open until seven on Wednesday is followed by that, and not by two on one day."""
    one = occurrence(NUDGED, until="03-04 19:00")
    assert said(decide(one, person(), False, wall("03-04 08:00"))) == "wait until 03-04 19:00"
    assert said(decide(one, person(**ALL_DAY), False, wall("03-03 23:00"))) == "follow_up to phone, look 03-03 23:15"
    assert said(decide(occurrence(NUDGED), person(), True, wall("03-04 08:00"))) == "wait until 03-05 03:00"


def test_who_was_disturbed_is_counted_by_their_own_days() -> None:
    other = occurrence(sent("nudge", "03-04 02:59", failed=True), sent("later", "03-04 09:00"), id=ANOTHER)
    third = occurrence(sent("nudge", "03-04 02:59"), sent("follow_up", "03-04 08:00"), id=THIRD)
    assert disturbed([occurrence(NUDGED), other, third], person().hours) == {
        TUESDAY: frozenset({OCCURRENCE, THIRD}),
        WEDNESDAY: frozenset({THIRD}),
    }


@pytest.mark.parametrize(
    ("whys", "asks"),
    [
        (["over", "over"], False),
        (["answered", "over", "over", "over"], True),
        (["over", "over", "over", "answered"], False),
        (["over", "over", "failed"], False),
        (["over", "over", None], False),
    ],
)
def test_after_three_without_an_answer_it_is_time_to_ask_about_the_time(whys: list[Why | None], asks: bool) -> None:
    assert asks_time(whys) is asks


def test_the_follow_up_comes_when_the_person_wants_it() -> None:
    who = person(follow_up=timedelta(minutes=30))
    assert said(decide(occurrence(NUDGED), who, False, wall("03-03 19:30"))) == "follow_up to phone, look 03-03 19:45"
