"""Feared, and what happened: a section of its own, never mixed with what is hoped for."""

from typing import Any

import pytest

from server.app import App
from server.expectations.kind import PREDICTION
from tests.cast import Cast, Phone
from tests.expectations.bodies import expectation, outcome, prediction, review
from tests.expectations.room import notes, preview, reasons, rows, said, sections, write
from tests.homework.desk import Clock

FEAR = "I will have to leave within five minutes"
TABLE = "Feared situations"


def feared(ana: Phone, clock: Clock, happened: str, expected: int | None = None, was: int | None = None) -> None:
    one = write(ana, clock, "prediction", prediction(how_bad=expected))
    write(ana, clock, "prediction_outcome", outcome(happened, how_bad=was), one)


def test_what_was_feared_stands_beside_what_happened(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    one = write(ana, clock, "prediction", prediction(likelihood=80, how_bad=90, on="2026-11-21"))
    found = sections(app, cast, clock)["predictions"]
    assert rows(found, TABLE) == [[f"“{FEAR}” In: “The shop at noon” Sat 21 Nov.", "80%", "90", "ahead"]]
    assert said(found.lead) == "What became of it is not known yet."
    told = outcome("no", how_bad=30, what="It was loud", learned="I stayed twenty minutes")
    write(ana, clock, "prediction_outcome", told, one)
    found = sections(app, cast, clock)["predictions"]
    [[_what, _likely, bad, became]] = rows(found, TABLE)
    assert bad == "90 then it was 30"
    assert became == "did not happen “It was loud” Learned: “I stayed twenty minutes”"


def test_how_many_fears_came_true_is_a_count(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    for happened in ("no", "no", "yes", "partly", "no"):
        feared(ana, clock, happened)
    found = sections(app, cast, clock)["predictions"]
    assert said(found.lead) == "Of 5 things feared, 1 happened. 1 happened in part."


def test_how_bad_is_a_median_from_three_on(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    for expected, was in [(90, 20), (60, 41), (80, None)]:
        feared(ana, clock, "no", expected, was)
    assert "bad" not in said(sections(app, cast, clock)["predictions"].lead)
    feared(ana, clock, "no", 71, 30)
    lead = said(sections(app, cast, clock)["predictions"].lead)
    assert "How bad it would be: 71. How bad it was: 30. From 0 to 100, the middle of 3 that say both." in lead


def test_fears_and_hopes_never_count_together(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    one = write(ana, clock, "prediction", prediction(likelihood=90))
    write(ana, clock, "prediction_outcome", outcome("yes"), one)
    assert "expectations" not in sections(app, cast, clock)
    write(ana, clock, "expectation_review", review(2), one)
    found = sections(app, cast, clock)
    assert found["expectations"].lead == []
    assert said(found["predictions"].lead) == "Of 1 thing feared, 1 happened."
    bus = write(ana, clock, "expectation", expectation(likelihood=90))
    write(ana, clock, "prediction_outcome", outcome("yes"), bus)
    found = sections(app, cast, clock)
    assert "Nothing to count yet" in said(found["expectations"].lead)
    assert said(found["predictions"].lead) == "Of 1 thing feared, 1 happened."
    assert ["A fear that does not show here", "–", "–", "happened"] in rows(found["predictions"], TABLE)


def test_a_fear_past_its_day_is_still_open(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    write(ana, clock, "prediction", prediction(on="2026-11-19"))
    clock.move(days=1)
    assert [row[3] for row in rows(sections(app, cast, clock)["predictions"], TABLE)] == ["still open"]
    assert reasons(app, cast, clock) == []


def test_a_held_outcome_is_said_to_be_there_and_counts_nowhere(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    one = write(ana, clock, "prediction", prediction())
    write(ana, clock, "prediction_outcome", outcome("yes", what="A secret"), one, share="when_we_meet")
    found = sections(app, cast, clock)["predictions"]
    assert [row[3] for row in rows(found, TABLE)] == ["written, held until you meet"]
    assert said(found.lead) == "What became of it is not known yet."
    assert "What is held opens when you meet." in notes(found)
    assert "A secret" not in found.model_dump_json()


@pytest.mark.parametrize("about", ["prediction", "outcome", "nothing known"])
def test_what_is_to_be_brought_up_is_asked_about(app: App, ana: Phone, cast: Cast, clock: Clock, about: str) -> None:
    bring: dict[str, Any] = {"bring_up": True}
    one = write(ana, clock, "prediction", prediction(), **(bring if about == "prediction" else {}))
    if about != "prediction":
        other = write(ana, clock, "expectation", expectation()) if about == "nothing known" else one
        write(ana, clock, "prediction_outcome", outcome(), other, **bring)
    [ask] = sections(app, cast, clock)["predictions"].asks
    assert ask.say == "You asked me to bring this up. Where would you like to begin?"
    assert said(ask.evidence) == ("" if about == "nothing known" else f"“{FEAR}”")
    assert preview(app, cast, clock, PREDICTION).asks == []


def test_earlier_ones_are_only_counted(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    feared(ana, clock, "no")
    clock.move(days=30)
    found = sections(app, cast, clock)["predictions"]
    assert rows(found, TABLE) == []
    assert said(found.lead) == "Of 1 thing feared, 0 happened."
    assert notes(found) == "1 earlier one is counted above."
