"""What is decided after a nudge that no phone showed, and about what the client put off or asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from server.reminders.rules import Sent, decide, went_out
from tests.reminders.madrid import ANOTHER, LAPTOP, PHONE, TABLET, occurrence, person, said, sent, wall

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)
NUDGED = sent("nudge", "03-03 19:00", shown=True)
ONE_MORE: dict[str, Any] = {"nudged": {TUESDAY: frozenset({ANOTHER})}}
BOTH: dict[str, Any] = {"phones": (PHONE, TABLET)}


@pytest.mark.parametrize(
    ("before", "now", "who", "expected"),
    [
        ([sent("nudge", "03-03 19:00")], "03-03 19:14", BOTH, "wait until 03-03 19:15"),
        ([sent("nudge", "03-03 19:00")], "03-03 19:15", BOTH, "nudge to tablet, look 03-03 19:30"),
        ([sent("nudge", "03-03 19:00")], "03-03 19:15", {}, "wait until 03-03 23:00"),
        ([sent("nudge", "03-03 19:00", failed=True)], "03-03 19:00", BOTH, "nudge to tablet, look 03-03 19:15"),
        ([NUDGED], "03-03 19:15", BOTH, "wait until 03-03 23:00"),
        # Into quiet hours: not lost, and the follow-up comes four hours after it.
        ([sent("nudge", "03-03 21:50")], "03-03 22:05", BOTH, "wait until 03-04 08:00"),
        ([sent("nudge", "03-03 21:50")], "03-04 08:00", BOTH, "nudge to tablet, look 03-04 08:15"),
        (
            [sent("nudge", "03-03 21:50"), sent("nudge", "03-04 08:00", TABLET)],
            "03-04 08:15", BOTH, "wait until 03-04 12:00",
        ),
        # The follow-up goes to the one that showed it.
        (
            [sent("nudge", "03-03 12:00"), sent("nudge", "03-03 12:15", TABLET, shown=True)],
            "03-03 16:15", BOTH, "follow_up to tablet, look 03-03 16:30",
        ),
        (
            [sent("nudge", "03-03 12:00"), sent("follow_up", "03-03 16:00")],
            "03-03 16:15", BOTH, "follow_up to tablet, look 03-03 16:30",
        ),
        # No phone could be reached: that is said, and is no answer that never came.
        ([sent("nudge", "03-03 19:00", failed=True)], "03-03 19:00", {}, "end: failed"),
        ([sent("nudge", "03-03 19:00", failed=True)], "03-05 03:00", BOTH, "end: failed"),
        ([NUDGED, sent("follow_up", "03-03 21:00", failed=True)], "03-03 21:00", {}, "wait until 03-05 03:00"),
    ],
)  # fmt: skip
def test_another_phone_where_none_showed_it(
    before: Sequence[Sent], now: str, who: dict[str, Any], expected: str
) -> None:
    assert said(decide(occurrence(*before, due="03-03 12:00"), person(**who), False, wall(now))) == expected


ONCE, AGAIN = sent("later", "03-03 21:00", shown=True), sent("later", "03-03 21:30")
FOLLOWED = sent("follow_up", "03-03 20:00", shown=True)


@pytest.mark.parametrize(
    ("before", "later", "now", "who", "expected"),
    [
        ([NUDGED], "03-03 21:00", "03-03 20:59", {}, "wait until 03-03 21:00"),
        ([NUDGED], "03-03 21:00", "03-03 21:00", {}, "later to phone, look 03-03 21:15"),
        ([], "03-03 21:00", "03-03 21:00", {}, "later to phone, look 03-03 21:15"),
        # Their own time knows no quiet hours, nor a measure; a pause, and a phone that is gone, it does.
        ([NUDGED], "03-03 23:30", "03-03 23:30", ONE_MORE, "later to phone, look 03-03 23:45"),
        ([NUDGED], "03-03 23:30", "03-03 23:30", {"paused_until": TUESDAY}, "end: paused"),
        ([NUDGED], "03-03 23:30", "03-03 23:30", {"phones": ()}, "end: no_phone"),
        # Told or sent too late it is no ruder than others.
        ([NUDGED], "03-03 21:30", "03-03 21:59", {}, "later to phone, look 03-03 22:14"),
        ([NUDGED], "03-03 23:30", "03-03 23:45", {}, "wait until 03-04 08:00: quiet"),
        ([NUDGED], "03-03 23:30", "03-04 08:00", {}, "later to phone, look 03-04 08:15"),
        ([NUDGED], "03-03 23:30", "03-04 20:00", {}, "end: late"),
        ([NUDGED], "03-05 09:00", "03-04 08:00", {}, "wait until 03-05 03:00"),
        ([], "03-05 09:00", "03-05 03:00", {}, "end: over"),
        # Put off once more: a round of its own, whatever was shown before.
        ([NUDGED, ONCE], "03-03 21:30", "03-03 21:29", {}, "wait until 03-03 21:30"),
        ([NUDGED, ONCE], "03-03 21:30", "03-03 21:30", {}, "later to phone, look 03-03 21:45"),
        ([NUDGED, ONCE, AGAIN], "03-03 21:30", "03-03 21:45", BOTH, "later to tablet, look 03-03 22:00"),
        # And one follow-up also after it, so long after the last one.
        ([NUDGED, ONCE], "03-03 21:00", "03-03 21:15", {}, "wait until 03-04 01:00"),
        ([NUDGED, ONCE], "03-03 21:00", "03-04 08:00", {}, "follow_up to phone, look 03-04 08:15"),
        ([NUDGED, ONCE, AGAIN], "03-03 21:30", "03-03 22:00", {}, "wait until 03-04 01:30"),
        ([NUDGED, FOLLOWED, ONCE], "03-03 21:00", "03-04 08:00", {}, "wait until 03-05 03:00"),
    ],
)  # fmt: skip
def test_what_the_client_put_off(
    before: Sequence[Sent], later: str, now: str, who: dict[str, Any], expected: str
) -> None:
    assert said(decide(occurrence(*before, later=wall(later)), person(**who), False, wall(now))) == expected


def test_what_was_put_off_comes_also_when_a_newer_one_is_due_unless_it_is_late() -> None:
    one = occurrence(NUDGED, later=wall("03-03 21:00"))
    assert said(decide(one, person(), True, wall("03-03 21:00"))) == "later to phone, look 03-03 21:15"
    assert said(decide(one, person(), True, wall("03-03 21:15"))) == "end: newer"


def test_a_test_goes_to_every_phone_at_once_and_at_any_hour() -> None:
    one = occurrence(due="03-03 23:30", until="03-04 00:00", reminder=None)
    three = person((PHONE, TABLET, LAPTOP), paused_until=WEDNESDAY)
    now = wall("03-03 23:30")
    for expected in (
        "test to phone, look 03-03 23:30", "test to tablet, look 03-03 23:30", "test to laptop, look 03-04 00:00",
    ):  # fmt: skip
        assert said(decide(one, three, False, now)) == expected
        one = went_out(one, "test", (PHONE, TABLET, LAPTOP)[len(one.sent)], now)
    assert said(decide(one, three, False, now)) == "wait until 03-04 00:00"
    assert said(decide(one, three, False, one.open_until)) == "end: over"
    assert said(decide(occurrence(reminder=None), person(()), False, wall("03-03 19:00"))) == "end: no_phone"
