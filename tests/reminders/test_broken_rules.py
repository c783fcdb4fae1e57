"""A broken rule is noticed by the watch over somebody's week, and for the right reason."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from server.reminders import rules
from server.reminders.rules import Decision, End, Occurrence, Person, Wait
from tests.reminders.test_life import lives

Decide = Callable[[Occurrence, Person, bool, datetime], Decision]
right: Decide = rules.decide


def answers_are_not_looked_at(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    return right(one, replace(who, answered=frozenset()), newer, now)


def all_are_on(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    return right(one, replace(who, on=frozenset(uuid.UUID(int=100 + n) for n in range(3))), newer, now)


def each_is_the_newest(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    return right(one, who, False, now)


def open_for_ever(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    return right(replace(one, open_until=one.open_until + timedelta(hours=6)), who, newer, now)


def nothing_is_ever_shown(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    return right(replace(one, sent=[replace(sent, shown=False) for sent in one.sent]), who, newer, now)


def later_is_not_heard(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    return right(replace(one, later=None), who, newer, now)


def a_follow_up_may_follow_a_follow_up(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    before = [replace(sent, nth="nudge") if sent.nth == "follow_up" else sent for sent in one.sent]
    return right(replace(one, sent=before), who, newer, now)


def what_is_late_is_called_over(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    decided = right(one, who, newer, now)
    return End("over") if decided == End("late") else decided


def many_lives() -> None:
    for seed in range(100):
        lives(Random(seed))


@pytest.mark.parametrize(
    ("name", "wrong", "complaint"),
    [
        ("decide", answers_are_not_looked_at, "it is answered"),
        ("decide", all_are_on, "it is off"),
        ("decide", each_is_the_newest, "only the newest"),
        ("decide", open_for_ever, "slept through|it is over"),
        ("decide", nothing_is_ever_shown, "has shown it"),
        ("decide", later_is_not_heard, "before its time|nothing holds it back"),
        ("decide", a_follow_up_may_follow_a_follow_up, "each phone once"),
        ("decide", what_is_late_is_called_over, "it ended over"),
        ("_enough", lambda *_: False, "enough for today"),
        ("_fits_today", lambda *_: True, "enough for today"),
        ("_fits_today", lambda *_: False, "it is forgotten"),
        ("_follow_up", lambda *_: None, "it is forgotten|slept through"),
        ("_another_phone", lambda *_: None, "forgotten|slept through"),
        ("_wait", lambda one, now, *_: Wait(now), "no busy loop"),
        ("_wait", lambda one, now, *_: Wait(one.open_until), "slept through"),
        ("quiet_until", lambda *_: None, "in quiet hours"),
        ("held_until", lambda *_: None, "in quiet hours|in a pause"),
        ("pause_ends", lambda *_: None, "in a pause"),
        ("ON_TIME", timedelta(hours=3), "in quiet hours"),
        ("FRESH", timedelta(days=2), "too late to begin"),
        ("NEXT_PHONE_AFTER", timedelta(minutes=5), "no time to show it|slept through"),
    ],
)
def test_a_broken_rule_is_noticed(name: str, wrong: Any, complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, name, wrong)
    with pytest.raises(AssertionError, match=complaint):
        many_lives()
