"""The week as text, for a record of one's own: all that stands on the page, and the client sees that it was copied."""

from datetime import timedelta

import pytest

from server import audit
from server.app import App
from tests.cast import Cast, Phone
from tests.homework.desk import Clock, Desk, agree
from tests.summary.weeks import MONDAY, log, week
from tests.week.test_note import note

DAYS = "from=2026-11-16&to=2026-11-19"


def test_all_of_the_page_stands_in_the_text(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14), why="See my sister")
    log(ana, clock, bus, MONDAY, answer="partly", quantity=5, words='One stop. <b>"Really"</b>', bring_up=True)
    note(ana, clock, "Slowly, please.")
    answer = tomas.get(week(cast.ana, f".txt?{DAYS}"))
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"] == "attachment; filename=week-2026-11-19.txt"
    assert answer.headers["Cache-Control"] == "no-store"
    lines = answer.text.splitlines()
    assert lines[0] == "Ana Horvat"
    assert lines[1].startswith("From Monday 16 November to today.")
    assert "1. Ride the bus two stops" in lines
    assert (
        '   Asks you to raise it, so that they need not start “One stop. <b>"Really"</b>” Mon 16 Nov: partly.' in lines
    )
    assert lines.index("TO ASK ABOUT") < lines.index("ANA’S NOTE") < lines.index("HOMEWORK")
    assert "“Slowly, please.”" in lines
    assert any(one.startswith("- Mon 16; What: Ride the bus two stops; Answer: Partly; How much: 5") for one in lines)
    assert "- Why: “See my sister”" in lines


def test_on_the_page_it_is_text_to_select_and_never_markup(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY, words="</textarea><script>alert(1)</script>")
    page = tomas.page(week(cast.ana, f"/text?{DAYS}"))
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in page
    assert f"/week.txt?{DAYS.replace('&', '&amp;')}" in page


def test_the_client_sees_that_it_was_copied(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    tomas.page(week(cast.ana, "/text"))
    tomas.page(week(cast.ana, ".txt"))
    with app.house.main.read() as db:
        assert [row.act for row in audit.sentences_of(db, cast.practice, cast.ana)[:2]] == ["week_copied"] * 2
    ana.sync()
    assert {"who": "Tomas Keller", "what": "week_copied"}.items() <= ana.agreed["opened"][0].items()


def test_without_consent_the_text_says_nothing_but_whom_it_is_about(tomas: Desk, cast: Cast) -> None:
    assert tomas.page(week(cast.ben, ".txt")).splitlines()[0] == "Ben Okoro"
    assert "TO ASK ABOUT" not in tomas.page(week(cast.ben, ".txt"))


@pytest.mark.parametrize("days", ["?from=2026-11-19&to=2026-11-10", "?from=tuesday"])
def test_days_that_cannot_be_shown_are_neither_copied_nor_read(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock, days: str
) -> None:
    note(ana, clock, "Slowly, please.")
    with app.house.main.read() as db:
        before = len(audit.sentences_of(db, cast.practice, cast.ana))
    file, page = tomas.get(week(cast.ana, f".txt{days}")), tomas.get(week(cast.ana, f"/text{days}"))
    assert (file.status_code, page.status_code) == (422, 303)
    assert page.headers["Location"].endswith(week(cast.ana, days))
    assert "Slowly" not in file.text
    with app.house.main.read() as db:
        assert len(audit.sentences_of(db, cast.practice, cast.ana)) == before
    ana.sync()
    assert ana.agreed["receipts"] == []


def test_without_consent_there_is_no_text_and_nobody_is_said_to_have_copied_it(tomas: Desk, cast: Cast) -> None:
    answer = tomas.get(week(cast.ben, f"/text?{DAYS}"))
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(week(cast.ben, f"?{DAYS}"))
