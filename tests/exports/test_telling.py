"""Every kind says its entries in words, and leaves out none of what a person wrote."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from server.entries.telling import Telling
from server.homework.telling import tell_plan
from server.homework.wire import Plan
from server.kinds import KINDS
from server.reminders.said import delivery, reminder
from server.reminders.wire import AgreedReminder, DeliveryItem
from tests.homework.desk import plan

EXAMPLES = json.loads((Path(__file__).parents[1] / "wire" / "envelopes.json").read_text(encoding="utf-8"))["examples"]
TAKEN = [one for one in EXAMPLES if one["code"] is None and one["envelope"]["body"] is not None]
WHEN = "2026-11-19T19:00:00.000Z"
AN_ID = "0193a5c0-0000-7000-8000-0000000000aa"


def whole(told: Telling) -> str:
    """All of it in one text."""
    return " | ".join([told.title, *(f"{one.name}: {one.value}" for one in told.lines)])


def own_words(body: Any) -> Iterator[str]:
    """What a person wrote: texts of more than one word."""
    if isinstance(body, str) and " " in body:
        yield body
    for value in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from own_words(value)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_words_of_its_own(kind: str) -> None:
    assert KINDS[kind].tell is not None, "docs/adding-a-kind.md says what tell is"


@pytest.mark.parametrize("example", TAKEN, ids=lambda example: example["name"])
def test_what_a_person_wrote_is_told(example: dict[str, Any]) -> None:
    kind = KINDS[example["envelope"]["kind"]]
    assert kind.tell is not None
    told = whole(kind.tell(kind.body.model_validate(example["envelope"]["body"])))
    assert not [words for words in own_words(example["envelope"]["body"]) if words not in told]


def test_a_number_that_was_not_given_is_not_a_number() -> None:
    kind = KINDS["homework"]
    assert kind.tell is not None
    empty = dict.fromkeys(("quantity", "quality", "difficulty", "words"))
    tap = kind.body.model_validate({"answer": "done", "obstacles": [], "steps": [], **empty})
    assert whole(kind.tell(tap)) == "Homework: done"
    rated = kind.body.model_validate({"answer": "done", "obstacles": [], "steps": [], **empty, "quality": 0})
    assert [(one.name, one.value) for one in kind.tell(rated).lines] == [
        ("How much", None),
        ("How well", "0 of 10"),
        ("How hard", None),
    ]


def test_a_plan_is_told_with_all_that_stands_on_its_card() -> None:
    card: Plan = plan(what="Walk", why="For air", where="At the canal", ends_on=date(2026, 12, 24))
    told = whole(tell_plan(card))
    for words in ("Homework: Walk", "For air", "At the canal", "Thursday 24 December 2026"):
        assert words in told


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ({"type": "after_sessions", "minutes": 0}, "When the session ends"),
        ({"type": "after_sessions", "minutes": 90}, "90 minutes after the session"),
        (
            {"type": "on_days", "at": ["19:00"], "first": "2026-11-01", "last": None, "every": 1, "weekdays": []},
            "Every day, about 19:00",
        ),
        (
            {"type": "on_days", "at": ["19:00"], "first": "2026-11-01", "last": None, "every": 2, "weekdays": [3, 0]},
            "Monday and Thursday, about 19:00",
        ),
    ],
)
def test_a_reminder_is_told_with_its_times(when: dict[str, Any], says: str) -> None:
    facts = {"id": AN_ID, "about": "week", "subject": None, "on": True, "own": True, "times": None, "asks_time": False}
    assert whole(reminder(AgreedReminder.model_validate({**facts, "when": when}))) == (
        f"Reminder: My week | When: {says} | Is: on"
    )


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (
            {"accepted_at": WHEN, "shown_at": WHEN},
            "sent Thursday 19 November 2026, 20:00 and shown Thursday 19",
        ),
        ({"failed": "gone"}, "My phone: not taken"),
        ({}, "My phone: on its way"),
    ],
)
def test_a_delivery_is_told_with_its_steps(step: dict[str, Any], says: str) -> None:
    steps = {"accepted_at": None, "shown_at": None, "opened_at": None, "failed": None, **step}
    steps |= {"nth": "nudge", "phone": "My phone", "this_phone": False, "decided_at": WHEN}
    facts = {"occurrence": AN_ID, "reminder": AN_ID, "about": "homework", "subject": None, "day": "2026-11-19"}
    times = {"due_at": WHEN, "open_until": WHEN, "later_until": None, "why": "answered", "steps": [steps]}
    told = whole(delivery(DeliveryItem.model_validate({**facts, **times}), "Europe/Berlin"))
    assert "Homework, Thursday 19 November 2026, 20:00 | Ended: you answered" in told
    assert says in told
