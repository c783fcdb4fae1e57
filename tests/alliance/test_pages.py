"""The open question by hand: opened, closed with a line, seen by nobody else; and how signs are made."""

import re
import uuid

import pytest

from server import audit
from server.alliance import rates
from server.alliance.models import QuestionStep
from tests.alliance.ratings import LAST, WEEK, part, rate, rate_all, week_of
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock, Desk

EIGHTS = [8, 8, 8, 8, 8, 8, 8, 8]


def at(client: uuid.UUID, more: str = "") -> str:
    return f"/clients/{client}/question{more}"


def asks_of(desk: Desk, cast: Cast) -> str:
    """What stands first on the page, as text."""
    return text_of(part(week_of(desk, cast), "asks"))


def text_of(page: str) -> str:
    """What a reader sees of it, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_question_is_opened_by_hand_and_stands_first(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    answer = tomas.post(at(cast.ana), {"ask-line": "  I was late again. "})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/clients/{cast.ana}/week")
    asks = asks_of(tomas, cast)
    assert "A question you opened" in asks
    assert "You opened this on 19 November. I was late again." in asks
    assert "How are our sessions going?" in asks
    assert "A question you opened on 19 November is still open." in tomas.page("/")


def test_it_joins_the_question_that_is_open(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast) -> None:
    rate_all(ana, series, [*EIGHTS, 4])
    tomas.post(at(cast.ana), {"ask-line": ""})
    asks = asks_of(tomas, cast)
    assert asks.count("You could say") == 1
    assert "Safety was lower than usual" in asks
    assert "You opened this on 19 November." in asks


def test_saying_that_it_was_talked_about_closes_all_of_it(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    [*_rest, dip] = rate_all(ana, series, [*EIGHTS, 4])
    tomas.post(at(cast.ana), {"ask-line": "I was late again."})
    assert "Safety was lower" in asks_of(tomas, cast)
    clock.move(minutes=1)
    assert tomas.post(at(cast.ana, "/talked"), {"talked-line": "The clock."}).status_code == 303
    assert "Ana sees that you talked about it." in week_of(tomas, cast)
    asks = asks_of(tomas, cast)
    assert "Safety was lower" not in asks
    assert "You opened this" not in asks
    assert "Talked about 19 November The clock." in text_of(part(week_of(tomas, cast), "alliance"))
    assert "lower than usual" not in tomas.page("/")
    ana.sync()
    [receipt] = [one for one in ana.agreed["receipts"] if one["entry"] == str(dip)]
    assert receipt["talked_at"] is not None


def closed(desk: Desk, cast: Cast, made: str) -> None:
    fields = {"talked-line": "", "talked-page_of": made}
    assert desk.post(at(cast.ana, "/talked"), fields).status_code == 303


def made_when(page: str) -> str:
    """When a page with the form was made, as the form sends it."""
    found = re.search(r'name="talked-page_of"[^>]* value="([^"]+)"', page)
    assert found
    return found[1]


def test_what_arrives_after_the_page_was_made_is_neither_opened_nor_closed_with_it(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    [*_rest, dip] = rate_all(ana, series, [*EIGHTS, 4])
    assert "Safety was lower" in asks_of(tomas, cast)
    made = made_when(tomas.page(at(cast.ana)))
    clock.move(minutes=5)
    new = rate(ana, None, LAST - WEEK, felt_off=True, safety=None, respect=None)
    closed(tomas, cast, made)
    ana.sync()
    talked = {one["entry"]: one["talked_at"] for one in ana.agreed["receipts"]}
    assert talked[str(dip)] is not None
    assert str(new) not in talked
    asks = asks_of(tomas, cast)
    assert "Something felt off" in asks
    assert "Safety was lower" not in asks


def test_a_rating_nobody_has_opened_is_not_said_to_be_talked_about(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast
) -> None:
    rate_all(ana, series, [*EIGHTS, 4])
    closed(tomas, cast, made_when(tomas.page(at(cast.ana))))
    ana.sync()
    assert ana.agreed["receipts"] == []


def test_with_nothing_written_behind_it_closing_says_so_to_both(tomas: Desk, ana: Phone, cast: Cast) -> None:
    tomas.post(at(cast.ana), {"ask-line": ""})
    closed(tomas, cast, "")
    page = week_of(tomas, cast)
    assert "Noted. The question is closed." in page
    assert "Ana sees that" not in page
    said = str(ana.browser.get("/api/access-log", base_url="http://app.localhost:8000").get_json())
    assert "noted that you talked about how your sessions go" in said
    assert "something you wrote" not in said


@pytest.mark.parametrize("made", ["", "yesterday", "2026-11-19", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_a_page_made_at_no_time_that_can_be_meant_closes_what_is_known_now(
    made: str, tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast
) -> None:
    rate_all(ana, series, [*EIGHTS, 4])
    asks_of(tomas, cast)
    closed(tomas, cast, made)
    assert "Safety was lower" not in asks_of(tomas, cast)


def test_talking_about_the_rating_itself_closes_it_too_and_can_be_taken_back(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    [*_rest, dip] = rate_all(ana, series, [*EIGHTS, 5, 4])
    assert "Safety was lower than usual" in asks_of(tomas, cast)
    tomas.post(f"/clients/{cast.ana}/entries/{dip}/talked", {"talked": "yes"})
    assert "Safety was lower" not in asks_of(tomas, cast)
    tomas.post(f"/clients/{cast.ana}/entries/{dip}/talked", {"talked": "no"})
    assert "Safety was lower than usual" in asks_of(tomas, cast)


def test_a_new_sign_after_they_talked_asks_anew(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, 4])
    tomas.post(at(cast.ana, "/talked"), {"talked-line": ""})
    clock.move(minutes=5)
    rate(ana, None, LAST, felt_off=True, safety=None, respect=None)
    asks = asks_of(tomas, cast)
    assert "Something felt off" in asks
    assert "Safety" not in asks


def test_what_is_held_back_is_not_closed_with_the_rest(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, EIGHTS)
    rate(ana, series, LAST, safety=2, share="when_we_meet", words="Secret")
    tomas.post(at(cast.ana, "/talked"), {"talked-line": ""})
    clock.move(days=5)
    page = week_of(tomas, cast)
    assert "Secret" in part(page, "asks")


def test_without_consent_closing_opens_no_entry(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, 4])
    ana.sync(ana.seal(envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)))
    assert tomas.post(at(cast.ana, "/talked"), {"talked-line": ""}).status_code == 303
    ana.sync()
    assert ana.agreed["receipts"] == []


def test_a_line_too_long_stays_typed_and_says_so(tomas: Desk, cast: Cast) -> None:
    for path, name in ((at(cast.ana), "ask-line"), (at(cast.ana, "/talked"), "talked-line")):
        answer = tomas.post(path, {name: "a" * 201})
        assert answer.status_code == 422
        assert "Please keep it under 200 letters." in answer.text
        assert "a" * 201 in answer.text


def test_the_line_is_sealed_and_the_client_sees_that_something_was_noted(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    tomas.post(at(cast.ana), {"ask-line": "I was late again."})
    house = ana.app.house
    with house.main.read() as db:
        [step] = db.query(QuestionStep).all()
        assert step.line is not None
        assert b"late" not in step.line
        acts = [line.act for line in audit.sentences_of(db, cast.practice, cast.ana)]
        assert audit.verify(db, house.config.audit_secret, cast.practice, cast.ana) is None
    assert acts[0] == "question_opened"
    ana.sync()
    assert "late again" not in str(ana.agreed)
    said = ana.browser.get("/api/access-log", base_url="http://app.localhost:8000").get_json()
    assert any("noted something to talk about with you" in str(one) for one in said["sentences"])


def test_the_form_shows_nothing_that_was_written(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast) -> None:
    rate_all(ana, series, [*EIGHTS, 4], words="Secret")
    assert "Secret" not in tomas.page(at(cast.ana))


@pytest.mark.parametrize("more", ["", "/talked"])
def test_another_therapists_client_is_not_there(more: str, olga: Desk, cast: Cast) -> None:
    assert olga.post(at(cast.ana, more)).status_code == 404


def test_the_page_about_signs_says_what_is_known_and_how_loud_they_are(tomas: Desk, cast: Cast) -> None:
    page = tomas.page("/signs")
    for sentence in ("No threshold is agreed on", "worth asking about", "2000 simulated people"):
        assert sentence in page
    for mix in rates.known().mixes:
        for share in (mix.flagged_12, mix.flagged_24, mix.found_2, mix.found_3):
            assert f">{rates.percent(share)}</td>" in page


def test_the_links_beside_the_section_lead_somewhere(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast) -> None:
    rate_all(ana, series, [*EIGHTS, 4])
    page = week_of(tomas, cast)
    links = re.findall(r'href="([^"]+)"', part(page, "alliance") + part(page, "asks"))
    pages = {link for link in links if link.startswith("/")}
    assert {"/signs", at(cast.ana)} <= pages
    assert [tomas.get(link).status_code for link in sorted(pages)] == [200] * len(pages)


def test_a_rating_of_an_earlier_week_is_new_once_and_then_known_to_have_been_opened(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast
) -> None:
    earlier = rate(ana, series, LAST - WEEK, words="You let me be quiet.")
    first, again = week_of(tomas, cast), week_of(tomas, cast)
    assert f'<tr id="e-{earlier}" class="new">' in first
    assert 'class="new"' not in again
    assert "You let me be quiet." in again
