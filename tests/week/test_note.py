"""A note to the week: where it stands on the therapist's page, and when."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

from server.app import App
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock, Desk
from tests.summary.test_asks import asks_in
from tests.summary.weeks import session, week


def note(ana: Phone, clock: Clock, words: str, first: date | None = None, **more: Any) -> uuid.UUID:
    """Ana writes a note about the days since ``first`` (of the page of the cast: the 13th). Returns the entry's id."""
    today = clock.at.date()
    body = {"words": words, "first": (first or today - timedelta(days=6)).isoformat(), "last": today.isoformat()}
    item = ana.seal(envelope(clock.at, body, kind="week_note", subject=None, **more))
    [result] = ana.sync(item)["results"]
    assert result["outcome"] == "stored", result
    return uuid.UUID(item["id"])


def letter(page: str) -> str:
    """What stands in the note's place, as text."""
    found = re.search(r'<section class="letter".*?</section>', page, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])).strip() if found else ""


def test_a_note_stands_beside_what_to_ask_and_not_among_the_pillars(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    id_ = note(ana, clock, "Thursday was more than partly.")
    page = tomas.page(week(cast.ana))
    assert letter(page) == "Ana’s note Thursday was more than partly. new Written today, 18:00"
    assert '<q class="words">Thursday was more than partly.</q>' in page
    assert f'<a href="#e-{id_}">' in page
    assert "Empathy and genuineness" not in page


def test_without_a_note_there_is_no_place_for_one(tomas: Desk, ana: Phone, cast: Cast) -> None:
    assert letter(tomas.page(week(cast.ana))) == ""


def test_a_note_about_other_days_says_which(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    note(ana, clock, "It was a long one.", date(2026, 11, 2))
    assert "Written today, 18:00, about 2 November to 19 November" in letter(tomas.page(week(cast.ana)))


def test_a_held_note_is_counted_and_stays_closed(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    session(app, cast, clock, date(2026, 11, 19), "19:00")
    note(ana, clock, "Only face to face.", share="when_we_meet", bring_up=True)
    before = tomas.page(week(cast.ana))
    assert letter(before) == "Ana’s note One note is held until you meet."
    assert asks_in(before) == []
    clock.move(hours=1)
    after = tomas.page(week(cast.ana))
    assert "Only face to face." in letter(after)
    assert asks_in(after)[0].startswith("What stands in the note Asks you to raise it")


def test_a_note_that_was_taken_back_is_gone(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    id_ = note(ana, clock, "Never mind.")
    back = {**envelope(clock.at, kind="week_note", subject=None), "body": None, "withdrawn": True}
    ana.sync(ana.seal(back, id_, 2))
    assert letter(tomas.page(week(cast.ana))) == ""


def test_a_day_that_is_written_as_a_number_is_refused(ana: Phone, clock: Clock) -> None:
    body = {"words": "It was a long one.", "first": "1763510400", "last": "2026-11-19"}
    [result] = ana.sync(ana.seal(envelope(clock.at, body, kind="week_note", subject=None)))["results"]
    assert (result["outcome"], result["code"]) == ("refused", "malformed")


def test_a_day_that_no_calendar_has_is_refused(ana: Phone, clock: Clock) -> None:
    for first in ("99999999999999999999", "253402300800", "10000-01-01", "2026-02-30"):
        body = {"words": "It was a long one.", "first": first, "last": "9999-12-31"}
        [result] = ana.sync(ana.seal(envelope(clock.at, body, kind="week_note", subject=None)))["results"]
        assert (result["outcome"], result["code"]) == ("refused", "malformed"), first


def test_a_held_note_to_bring_up_stays_until_it_was_talked_about(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    session(app, cast, clock, date(2026, 11, 19), "19:00")
    session(app, cast, clock, date(2026, 11, 26))
    id_ = note(ana, clock, "Only face to face.", share="when_we_meet", bring_up=True)
    note(ana, clock, "Never mind this.", share="when_we_meet")
    clock.move(days=8)
    page = tomas.page(week(cast.ana))
    assert letter(page).startswith("Ana’s note Only face to face.")
    assert "Never mind this." not in page
    assert len(asks_in(page)) == 1
    tomas.post(f"/clients/{cast.ana}/entries/{id_}/talked", {"talked": "yes"})
    assert letter(tomas.page(week(cast.ana))) == ""
