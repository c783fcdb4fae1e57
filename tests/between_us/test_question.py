"""A question about one of the practice's texts reaches the therapist and stays until it was talked about."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from server import practice
from server.app import App
from server.between_us.wire import QuestionBody
from server.meetings import service as planned
from server.practice import Words
from tests.cast import ZONE, Cast, Phone, envelope
from tests.homework.desk import Clock, Desk

TITLE = "Has a question: Confidentiality and its limits"


def body(**more: Any) -> dict[str, Any]:
    return {"text": "confidentiality", "version": "1", "words": "Who is the colleague?", **more}


def ask(ana: Phone, clock: Clock, words: dict[str, Any] | None = None, **more: Any) -> uuid.UUID:
    """Ana asks now. Returns the entry's id."""
    asked = {"kind": "question", "subject": None, "bring_up": True, **more}
    item = ana.seal(envelope(clock.at, words or body(), **asked))
    [result] = ana.sync(item)["results"]
    assert result["outcome"] == "stored", result
    return uuid.UUID(item["id"])


def weekly(app: App, cast: Cast, clock: Clock) -> None:
    """Ana and Tomas meet every week from now on."""
    by = planned.By(cast.practice, cast.ana, cast.tomas, app.house.config.audit_secret, clock.at)
    with app.house.main.write() as db:
        planned.plan(db, by, clock.at.date() + timedelta(days=1), "14:00", ZONE, 50, 1)


def week(cast: Cast) -> str:
    return f"/clients/{cast.ana}/week"


def said(page: str) -> str:
    """A page as text."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_it_is_asked_first_and_stands_between_you(cast: Cast, ana: Phone, tomas: Desk, clock: Clock) -> None:
    ask(ana, clock)
    page = said(tomas.page(week(cast)))
    assert page.index(TITLE) < page.index("Between you Rapport")
    assert "Asked on Thursday 19 November. Who is the colleague?" in page
    assert "You asked about one of our texts." in page


def test_it_moves_the_client_up_on_the_caseload(cast: Cast, ana: Phone, tomas: Desk, clock: Clock) -> None:
    entry = ask(ana, clock)
    assert "Asks you to bring something up." in tomas.page("/")
    tomas.page(week(cast))
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    assert "Asks you to bring something up." not in tomas.page("/")


def test_the_caseload_asks_as_long_as_the_week_does(
    app: App, cast: Cast, ana: Phone, tomas: Desk, clock: Clock
) -> None:
    entry = ask(ana, clock)
    weekly(app, cast, clock)
    said_so = "Has a question: Confidentiality and its limits."
    clock.move(days=70)
    assert TITLE in said(tomas.page(week(cast)))
    assert said_so in tomas.page("/")
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    assert said_so not in tomas.page("/")
    clock.move(days=30)
    assert said_so not in tomas.page("/")
    assert TITLE not in said(tomas.page(week(cast)))


def test_a_question_without_the_wish_is_one_on_the_caseload_too(ana: Phone, tomas: Desk, clock: Clock) -> None:
    ask(ana, clock, body(text="sessions"), bring_up=False)
    page = tomas.page("/")
    assert "Has a question: How sessions run." in page
    assert "bring something up" not in page


def test_what_was_talked_about_weeks_ago_is_not_asked_again(
    app: App, cast: Cast, ana: Phone, tomas: Desk, clock: Clock
) -> None:
    entry = ask(ana, clock)
    weekly(app, cast, clock)
    tomas.page(week(cast))
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    clock.move(days=55)
    assert "Has a question" not in tomas.page("/")


def test_it_stays_for_weeks_until_it_was_talked_about(
    app: App, cast: Cast, ana: Phone, tomas: Desk, clock: Clock
) -> None:
    entry = ask(ana, clock)
    clock.move(days=5)
    with app.house.main.write() as db:
        by = planned.By(cast.practice, cast.ana, cast.tomas, app.house.config.audit_secret, clock.at)
        planned.plan(db, by, clock.at.date() + timedelta(days=1), "14:00", ZONE, 50)
    clock.move(days=30)
    assert TITLE in said(tomas.page(week(cast)))
    assert tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"}).status_code == 303
    assert "Between you" not in said(tomas.page(week(cast)))
    ana.sync()
    assert [one["talked_at"] is not None for one in ana.agreed["receipts"]] == [True]


def test_in_its_own_week_it_is_still_read_when_it_was_talked_about(
    cast: Cast, ana: Phone, tomas: Desk, clock: Clock
) -> None:
    entry = ask(ana, clock)
    tomas.page(week(cast))
    clock.move(minutes=1)
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    page = said(tomas.page(week(cast)))
    assert TITLE not in page
    assert "Who is the colleague?" in page
    assert "Talked about today, 18:01" in page


def test_a_question_without_words_is_a_question(cast: Cast, ana: Phone, tomas: Desk, clock: Clock) -> None:
    ask(ana, clock, body(text="sessions", words=None))
    assert "Has a question: How sessions run Asked on Thursday 19 November." in said(tomas.page(week(cast)))


def test_a_text_that_changed_since_is_said_to_have(app: App, cast: Cast, ana: Phone, tomas: Desk, clock: Clock) -> None:
    ask(ana, clock)
    assert "It has changed since." not in tomas.page(week(cast))
    with app.house.main.write() as db:
        practice.put_text(db, cast.practice, "confidentiality", Words("New", ["One."]), clock.at)
    assert "It has changed since." in tomas.page(week(cast))


def test_a_text_that_only_a_newer_phone_knows_is_asked_about_all_the_same(
    cast: Cast, ana: Phone, tomas: Desk, clock: Clock
) -> None:
    ask(ana, clock, body(text="fees"))
    assert "Has a question: A text of the practice" in said(tomas.page(week(cast)))


def test_kept_until_we_meet_only_its_number_is_said(cast: Cast, ana: Phone, tomas: Desk, clock: Clock) -> None:
    ask(ana, clock, share="when_we_meet")
    page = tomas.page(week(cast))
    assert "1 question opens when you meet." in page
    assert "Who is the colleague?" not in page
    assert TITLE not in said(page)


def test_without_any_question_nothing_is_said(cast: Cast, ana: Phone, tomas: Desk) -> None:
    assert "Between you" not in tomas.page(week(cast))


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "x" * 41}, {"version": ""}, {"version": "x" * 41}, {"words": "x" * 1001}, {"more": 1}],
    ids=str,
)
def test_a_body_out_of_bounds_is_refused(wrong: dict[str, Any]) -> None:
    QuestionBody.model_validate(body(words=None))
    with pytest.raises(ValidationError):
        QuestionBody.model_validate(body(**wrong))
