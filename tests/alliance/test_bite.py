"""The tests of this room fail where they should: each of these breaks one rule, and is noticed."""

import uuid
from dataclasses import replace

import pytest

from server.alliance import rules, told
from server.alliance import series as rows
from server.entries import reading
from server.summary import written
from tests.alliance.ratings import LAST, rate, rate_all, week_of
from tests.alliance.sections import charts, section
from tests.cast import Cast, Phone
from tests.homework.desk import Clock, Desk


def test_reading_what_is_held_back_would_show_it(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(ana, series, [8, 8, 8, None])
    rate(ana, series, LAST, safety=1, words="Secret", share="when_we_meet")
    assert "Secret" not in week_of(tomas, cast)
    assert "Safety" not in tomas.page("/")
    for module in (reading, written):
        monkeypatch.setattr(module, "is_visible", lambda *_: True)
    assert "Secret" in week_of(tomas, cast)
    assert "Safety lower than usual: 1" in tomas.page("/")


def test_reckoning_a_meeting_from_the_wrong_side_would_close_what_was_held(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate_all(ana, series, [8, 8, 8, None])
    rate(ana, series, LAST, safety=1, share="when_we_meet")
    clock.move(days=5)
    [ask] = section(ana, cast, clock).asks
    monkeypatch.setattr(told, "visible_from", lambda *_: None)
    assert section(ana, cast, clock).asks == [ask], "without a session it counts from its arrival"


def test_charting_what_came_late_would_be_seen(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.move(days=3)
    rate(ana, series, LAST, safety=2, days_later=3)
    assert [point.value for point in charts(section(ana, cast, clock))["Safety"].points] == [None]
    monkeypatch.setattr(rows, "DAYS_AFTER", 9)
    assert [point.value for point in charts(section(ana, cast, clock))["Safety"].points] == [2]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ([8, 8, 8, 5], {"drop": 4}),
        ([8, 8, 8, 6, 6], {"two": 3}),
        ([6, 8, 7, 9, 8, 5], {"drop_if_uneven": 3}),
        ([5, 5, 5, 4], {"low": 3}),
        ([8, 8, 5], {"usual_from": 2}),
        ([0] * 9 + [9] * 8 + [6], {"usual_of": 20}),
    ],
)
def test_another_threshold_gives_another_answer(values: list[int], wrong: dict[str, int]) -> None:
    place = len(values) - 1
    right = rules.signs_of(values, place, "safety")
    changed = rules.signs_of(values, place, "safety", replace(rules.PARAMETERS, **wrong))
    assert [sign.rule for sign in right] != [sign.rule for sign in changed]
