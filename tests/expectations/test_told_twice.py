"""What two phones told of one thing: all of it is shown, the last counts, and nothing unseen is marked as opened."""

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from server.app import App
from server.entries.models import Receipt
from tests.cast import Cast, Phone, enrol
from tests.expectations import bodies
from tests.expectations.room import notes, preview, rows, said, sections, write
from tests.homework.desk import Clock, Desk

EARLIER = "Told earlier, Thu 19 Nov. What was told last counts."
FEARED = "Feared situations"
THERAPY = "Expected of the therapy itself"


@pytest.fixture
def other(app: App, ana: Phone, cast: Cast, clock: Clock) -> Phone:
    """Ana's second phone, which has not heard of what the first one wrote."""
    return enrol(app, cast.practice, cast.ana, clock.at)


def test_of_two_reviews_both_are_shown_and_the_last_counts(
    app: App, ana: Phone, other: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", bodies.expectation(likelihood=70))
    write(ana, clock, "expectation_review", bodies.review(-1, happened="It rained"), bus)
    write(other, clock, "expectation_review", bodies.review(1, learned="It was quiet"), bus)
    found = sections(app, cast, clock)["expectations"]
    assert [(what, came) for what, _likely, came in rows(found)] == [
        ("“I have taken the bus twice” By Sat 12 Dec.", "more than expected Learned: “It was quiet”"),
        (EARLIER, "less than expected “It rained”"),
    ]
    assert said(found.lead) == "Of 1 thing thought likely (over 50%), 1 came about."
    assert "1 is finished." in notes(found)
    assert [what for what, *_rest in rows(preview(app, cast, clock))] == [rows(found)[0][0], EARLIER]


def test_of_two_outcomes_both_are_shown_and_the_last_counts(
    app: App, ana: Phone, other: Phone, cast: Cast, clock: Clock
) -> None:
    shop = write(ana, clock, "prediction", bodies.prediction(how_bad=90))
    write(ana, clock, "prediction_outcome", bodies.outcome("yes", how_bad=80, what="I left"), shop)
    write(other, clock, "prediction_outcome", bodies.outcome("no", how_bad=20, what="I stayed"), shop)
    found = sections(app, cast, clock)["predictions"]
    assert [[what, bad, became] for what, _likely, bad, became in rows(found, FEARED)] == [
        [
            "“I will have to leave within five minutes” In: “The shop at noon”",
            "90 then it was 20",
            "did not happen “I stayed”",
        ],
        [EARLIER, "– then it was 80", "happened “I left”"],
    ]
    assert said(found.lead) == "Of 1 thing feared, 0 happened."


def test_what_is_expected_of_therapy_is_shown_as_often_as_it_was_written_in_these_days(
    app: App, ana: Phone, other: Phone, cast: Cast, clock: Clock
) -> None:
    write(ana, clock, "therapy_expectation", bodies.therapy(change="Long ago"))
    clock.move(days=30)
    write(ana, clock, "therapy_expectation", bodies.therapy(change="Sleep through"))
    write(other, clock, "therapy_expectation", bodies.therapy(hope="My sister"))
    found = sections(app, cast, clock)["expectations"]
    assert [row[1:3] for row in rows(found, THERAPY)] == [["“Sleep through”", "–"], ["–", "“My sister”"]]


def test_what_was_told_in_an_earlier_week_stands_under_what_is_told_now(
    app: App, ana: Phone, other: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", bodies.expectation())
    write(ana, clock, "expectation_review", bodies.review(0, happened="In November"), bus)
    clock.move(days=14)
    write(other, clock, "expectation_review", bodies.review(1, happened="In December"), bus)
    found = sections(app, cast, clock)["expectations"]
    assert [row[0] for row in rows(found)][1:] == [EARLIER]
    clock.move(days=14)
    assert rows(sections(app, cast, clock)["expectations"]) == []


def test_what_was_told_first_can_be_brought_up(app: App, ana: Phone, other: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", bodies.expectation())
    first = write(ana, clock, "expectation_review", bodies.review(-1), bus, bring_up=True)
    write(other, clock, "expectation_review", bodies.review(1), bus)
    [ask] = sections(app, cast, clock)["expectations"].asks
    assert ask.entry == str(first)


ABOUT: list[tuple[str, dict[str, Any], str, str]] = [
    ("expectation", bodies.expectation(), "expectation_look", "note"),
    ("expectation", bodies.expectation(), "expectation_review", "happened"),
    ("prediction", bodies.prediction(), "prediction_outcome", "what"),
    ("therapy_expectation", bodies.therapy(hope="Yes"), "therapy_expectation", "change"),
]
MAKE = {
    "expectation_look": bodies.look,
    "expectation_review": bodies.review,
    "prediction_outcome": bodies.outcome,
    "therapy_expectation": bodies.therapy,
}


@pytest.mark.parametrize(("about", "body", "kind", "part"), ABOUT, ids=[kind for _about, _body, kind, _part in ABOUT])
def test_whatever_is_marked_as_opened_stood_on_the_page_and_stands_in_the_text(
    app: App,
    tomas: Desk,
    ana: Phone,
    other: Phone,
    cast: Cast,
    clock: Clock,
    about: str,
    body: dict[str, Any],
    kind: str,
    part: str,
) -> None:
    one = write(ana, clock, about, body)
    words = {}
    for phone, said_so in ((ana, "So said the first phone"), (other, "So said the second"), (other, "And once more")):
        subject = None if kind == "therapy_expectation" else one
        words[write(phone, clock, kind, MAKE[kind](**{part: said_so}), subject)] = said_so
    page, text = tomas.page(f"/clients/{cast.ana}/week"), tomas.page(f"/clients/{cast.ana}/week/text")
    opened = _opened(app, cast) & words.keys()
    assert opened == words.keys()
    for entry in opened:
        assert words[entry] in page
        assert words[entry] in text


def _opened(app: App, cast: Cast) -> set[uuid.UUID]:
    with app.house.main.read() as db:
        return set(db.scalars(select(Receipt.entry_id).where(Receipt.client_id == cast.ana)))
