"""The owner's pages: texts with their versions, and help lines."""

import re

import pytest
from sqlalchemy import delete

from server import practice
from server.app import App
from server.practice.models import PracticeText
from tests.cast import Cast, Phone
from tests.homework.desk import Clock, Desk

NEW = {"title": "How we meet", "told": "On Mondays.\r\n\r\n  In the blue room.  \n\n\n\nAt ten."}
SESSIONS = "/practice/texts/sessions"
LINES = "/practice/help-lines"


def lines_of(*lines: tuple[str, str, str]) -> dict[str, str]:
    """The form's fields for these help lines."""
    parts = ("name", "number", "hours")
    return {f"lines-{n}-{part}": value for n, line in enumerate(lines) for part, value in zip(parts, line, strict=True)}


def inputs(page: str) -> list[tuple[str, str]]:
    """The fields for help lines on a page, with what stands in them."""
    found = re.findall(r'<input[^>]*name="(lines-[^"]+)"[^>]*value="([^"]*)"', page)
    return [(name, value) for name, value in found]


def test_everything_a_client_reads_is_named(piet: Desk) -> None:
    page = piet.page("/practice")
    for said in ("Consent", "Confidentiality and its limits", "How sessions run", "Samaritans", "116 123"):
        assert said in page


def test_an_owner_is_led_there_and_reads_nothing_of_clients(piet: Desk, cast: Cast) -> None:
    page = piet.page("/")
    assert 'href="/practice"' in page
    for place in ("week", "homework", "sessions", "phone"):
        assert piet.get(f"/clients/{cast.ana}/{place}").status_code == 404


def test_a_therapist_does_not_find_the_owners_pages(tomas: Desk) -> None:
    assert "/practice" not in tomas.page("/")
    for path in ("/practice", SESSIONS, LINES, "/practice/texts/consent/1"):
        assert tomas.get(path).status_code == 404


def test_a_saved_text_is_a_new_version_that_phones_get(
    app: App, cast: Cast, piet: Desk, ana: Phone, clock: Clock
) -> None:
    ana.sync()
    assert ana.agreed["texts"]["sessions"]["version"] == "1"
    clock.move(minutes=1)
    assert piet.post(SESSIONS, NEW).status_code == 303
    assert ana.sync()["agreed"]["texts"]["sessions"] == {
        "version": "2",
        "title": "How we meet",
        "paragraphs": ["On Mondays.", "In the blue room.", "At ten."],
    }


def test_older_versions_can_be_read(piet: Desk, clock: Clock) -> None:
    clock.move(minutes=5)
    piet.post(SESSIONS, NEW)
    page = piet.page(SESSIONS)
    assert page.index("Version 2") < page.index("holds now") < page.index("Version 1")
    old = piet.page(f"{SESSIONS}/1")
    assert "If you cannot come, tell us as soon as you can." in old
    assert "Held from today, 18:00 until today, 18:05." in old
    assert "Holds since today, 18:05." in piet.page(f"{SESSIONS}/2")


@pytest.mark.parametrize("path", ["/practice/texts/help_lines", f"{SESSIONS}/2", f"{SESSIONS}/0", f"{SESSIONS}/x"])
def test_what_is_no_text_or_no_version_is_not_there(piet: Desk, path: str) -> None:
    assert piet.get(path).status_code == 404


def test_looking_at_it_first_saves_nothing_and_loses_nothing(app: App, cast: Cast, piet: Desk, clock: Clock) -> None:
    answer = piet.post(SESSIONS, {**NEW, "look": "1"})
    assert answer.status_code == 200
    assert "Not saved yet." in answer.text
    assert "<p>In the blue room.</p>" in answer.text
    assert 'value="How we meet"' in answer.text
    with app.house.main.read() as db:
        assert len(practice.versions(db, cast.practice, "sessions")) == 1


def test_the_same_words_again_are_no_new_version(app: App, cast: Cast, piet: Desk) -> None:
    piet.post(SESSIONS, NEW)
    piet.post(SESSIONS, {"title": " How we meet ", "told": "On Mondays.\n\nIn the blue room.\n\nAt ten.\n"})
    with app.house.main.read() as db:
        assert len(practice.versions(db, cast.practice, "sessions")) == 2


@pytest.mark.parametrize(
    ("wrong", "said", "field"),
    [
        ({"title": " "}, "Give it a title.", "title"),
        ({"title": "x" * 201}, "Please keep it under 200 letters.", "title"),
        ({"told": " \n\n "}, "Write at least one paragraph.", "told"),
        ({"told": "x" * 8001}, "Please keep it under 8000 letters.", "told"),
    ],
)
def test_what_is_wrong_with_a_text_stands_beside_its_field(
    app: App, cast: Cast, piet: Desk, wrong: dict[str, str], said: str, field: str
) -> None:
    answer = piet.post(SESSIONS, NEW | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'id="{field}-wrong"' in answer.text
    assert ("blue room" in answer.text) == (field == "title")
    with app.house.main.read() as db:
        assert len(practice.versions(db, cast.practice, "sessions")) == 1


def test_a_practice_from_before_there_was_a_text_about_sessions_shows_what_new_ones_start_with(
    app: App, cast: Cast, piet: Desk, ana: Phone, clock: Clock
) -> None:
    with app.house.main.write() as db:
        db.execute(delete(PracticeText).where(PracticeText.key == "sessions"))
    clock.move(days=1)
    ana.sync()
    known = ana.agreed["texts"]["sessions"]
    assert known["title"] == "How our sessions run"
    assert known["version"].startswith("0-")
    assert "as it came, not changed yet" in piet.page("/practice")
    page = piet.page(SESSIONS)
    assert "These are the words it came with." in page
    as_it_is = {"title": known["title"], "told": "\n\n".join(known["paragraphs"])}
    assert piet.post(SESSIONS, as_it_is).status_code == 303
    clock.move(minutes=1)
    assert ana.sync()["agreed"]["texts"]["sessions"]["version"] == "1"


def test_help_lines_are_changed_added_and_taken_away(piet: Desk, ana: Phone, clock: Clock) -> None:
    assert ("lines-1-name", "Samaritans") in inputs(piet.page(LINES))
    two = (("Samaritans", "116 123", "always"), (" The practice ", "020 7946 0123", ""))
    assert piet.post(LINES, lines_of(*two)).status_code == 303
    ana.sync()
    assert ana.agreed["texts"]["help_lines"] == [
        {"name": "Samaritans", "number": "116 123", "hours": "always"},
        {"name": "The practice", "number": "020 7946 0123", "hours": ""},
    ]


def test_another_line_or_one_less_is_only_shown_and_what_was_typed_stays(piet: Desk, ana: Phone) -> None:
    typed = lines_of(("A", "1", "x"), ("B", "not a number", ""), ("C", "3", "z"))
    more = piet.post(LINES, typed | {"add": "1"})
    assert more.status_code == 200
    assert [value for name, value in inputs(more.text) if name.endswith("name")] == ["A", "B", "C", ""]
    less = piet.post(LINES, typed | {"remove": "1"})
    assert [value for _name, value in inputs(less.text)] == ["A", "1", "x", "C", "3", "z"]
    odd = piet.post(LINES, typed | {"remove": "nonsense"})
    assert [value for _name, value in inputs(odd.text)] == ["A", "1", "x", "B", "not a number", "", "C", "3", "z"]
    ana.sync()
    assert len(ana.agreed["texts"]["help_lines"]) == 3, "nothing was kept"


def test_the_last_line_cannot_be_taken_away(piet: Desk, ana: Phone) -> None:
    answer = piet.post(LINES, {})
    assert answer.status_code == 422
    assert "Keep at least one: somebody in danger must find a number here." in answer.text
    ana.sync()
    assert len(ana.agreed["texts"]["help_lines"]) == 3


def test_a_line_that_nobody_could_call_is_refused_beside_its_field(piet: Desk) -> None:
    answer = piet.post(LINES, lines_of(("Samaritans", "ask us", "always"), ("", "116 123", "")))
    assert answer.status_code == 422
    assert 'id="lines-0-number-wrong"' in answer.text
    assert 'id="lines-1-name-wrong"' in answer.text
    assert "Say who answers." in answer.text


def test_there_is_room_for_twelve_lines(piet: Desk) -> None:
    twelve = lines_of(*[(f"Line {n}", str(n), "") for n in range(12)])
    assert len(inputs(piet.post(LINES, twelve | {"add": "1"}).text)) == 36
