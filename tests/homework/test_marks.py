"""A therapist's own marks: beside the client's figures, the client's only where shared, and nobody else's to make."""

import json
import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server import audit
from server.accounts import SignedIn, cover
from server.app import App
from server.homework.models import HomeworkMark
from server.homework.wire import DaysSchedule
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock, Desk, agree
from tests.summary.test_preview import preview
from tests.summary.weeks import MONDAY, log, rows_of, session, week

FIRST, LAST = "2026-11-16", "2026-11-19"
DAYS = f"?from={FIRST}&to={LAST}"
ROW = "Mon 16 – Thu 19 Ride the bus two stops marked by you 7 – Ana does not see this."
GIVEN = {"first": FIRST, "last": LAST, "quantity": "7", "quality": ""}


@pytest.fixture
def bus(app: App, cast: Cast, clock: Clock) -> uuid.UUID:
    """What Ana and Tomas agreed on."""
    return agree(app, cast, cast.ana, clock.at - timedelta(days=14))


def address(client: uuid.UUID, item: uuid.UUID) -> str:
    return f"/clients/{client}/homework/{item}/mark"


def fold_of(page: str, item: uuid.UUID) -> str:
    found = re.search(rf'<details class="marking no-print" id="mark-{item}">.*?</details>', page, re.S)
    return found[0] if found else ""


def chosen(fold: str) -> list[tuple[str, str]]:
    """What is chosen on each scale."""
    return re.findall(r'<input type="radio" name="(\w+)" value="(\d+)" checked>', fold)


def stored(app: App) -> list[HomeworkMark]:
    with app.house.main.read() as db:
        return list(db.scalars(select(HomeworkMark)))


def test_before_anything_is_marked_nothing_is_chosen(cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone) -> None:
    fold = fold_of(tomas.page(week(cast.ana, DAYS)), bus)
    assert "not marked" in fold
    assert "Ana may see this" in fold
    assert "checked" not in fold
    assert not fold.startswith("<details open")


def test_a_mark_stands_beside_what_the_client_says_of_the_same_homework(
    cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone, clock: Clock
) -> None:
    log(ana, clock, bus, MONDAY, quantity=10, quality=8)
    answer = tomas.post(address(cast.ana, bus), GIVEN)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/week?from={FIRST}&to={LAST}#mark-{bus}")
    page = tomas.page(week(cast.ana, DAYS))
    rows = rows_of(page)
    assert rows[0].startswith("Mon 16 new Ride the bus two stops Done 10 8")
    assert rows[-1] == ROW
    fold = fold_of(page, bus)
    assert "marked today" in fold
    assert chosen(fold) == [("quantity", "7")]


def test_it_is_in_the_text_too_and_without_the_form(cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone) -> None:
    tomas.post(address(cast.ana, bus), GIVEN)
    text = tomas.get(week(cast.ana, f".txt{DAYS}")).text
    assert (
        "- Mon 16 – Thu 19; What: Ride the bus two stops; Answer: marked by you; How much: 7; How well: –; "
        "In the way, noticed, learned: Ana does not see this."
    ) in text
    assert "not marked" not in text
    assert "My own marks" not in text


def test_a_second_word_on_the_same_days_takes_the_place_of_the_first(
    app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone, clock: Clock
) -> None:
    tomas.post(address(cast.ana, bus), GIVEN)
    clock.move(hours=2)
    tomas.post(address(cast.ana, bus), GIVEN | {"quantity": "", "quality": "0", "shared": "y"})
    [row] = stored(app)
    assert (row.at, row.shared) == (clock.at, True)
    assert row.first_on == date(2026, 11, 16)
    assert rows_of(tomas.page(week(cast.ana, DAYS)))[-1].endswith("marked by you – 0 Ana may see this.")


def test_with_both_cleared_it_is_not_marked_again(
    app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone
) -> None:
    tomas.post(address(cast.ana, bus), GIVEN | {"shared": "y"})
    tomas.post(address(cast.ana, bus), GIVEN | {"quantity": "", "shared": "y"})
    assert stored(app) == []
    page = tomas.page(week(cast.ana, DAYS))
    assert "not marked" in fold_of(page, bus)
    assert "marked by" not in page


def test_it_belongs_to_the_days_between_two_sessions(
    app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone, clock: Clock
) -> None:
    """The day of the session ends one stretch and begins the next."""
    session(app, cast, clock, date(2026, 11, 12))
    session(app, cast, clock, date(2026, 11, 19))
    tomas.post(address(cast.ana, bus), GIVEN | {"first": "2026-11-12"})
    assert "Thu 12 – Thu 19 Ride the bus two stops marked by you" in " ".join(rows_of(tomas.page(week(cast.ana))))
    clock.move(days=1)
    page = tomas.page(week(cast.ana))
    assert "marked by" not in page
    assert "not marked" in fold_of(page, bus)
    assert chosen(fold_of(tomas.page(week(cast.ana, "?from=2026-11-12&to=2026-11-18")), bus)) == [("quantity", "7")]


def test_what_is_not_shared_reaches_no_phone(cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone) -> None:
    tomas.post(address(cast.ana, bus), GIVEN | {"quality": "6"})
    ana.sync()
    assert ana.agreed["homework"][0]["marks"] == []
    assert "marked by" not in json.dumps(preview(ana))
    tomas.post(address(cast.ana, bus), GIVEN | {"quality": "6", "shared": "y"})
    ana.sync()
    mark = {"by": "Tomas Keller", "first": FIRST, "last": LAST, "quantity": 7, "quality": 6}
    assert ana.agreed["homework"][0]["marks"] == [mark]
    text = json.dumps(preview(ana))
    assert "marked by Tomas Keller" in text
    assert "My own marks" not in text
    tomas.post(address(cast.ana, bus), GIVEN)
    ana.sync()
    assert ana.agreed["homework"][0]["marks"] == [], "what is no longer shared goes from the phone"


def test_the_client_is_told_that_it_was_marked_and_no_number(
    app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone
) -> None:
    tomas.post(address(cast.ana, bus), GIVEN)
    with app.house.main.read() as db:
        [line, *_] = audit.sentences_of(db, cast.practice, cast.ana)
    assert (line.act, line.facts) == ("homework_marked", {"item": str(bus)})


def test_homework_without_scales_is_not_marked(app: App, cast: Cast, tomas: Desk, ana: Phone, clock: Clock) -> None:
    item = agree(app, cast, cast.ana, clock.at - timedelta(days=14), style="nondirective", scales=False)
    assert fold_of(tomas.page(week(cast.ana, DAYS)), item) == ""
    assert tomas.post(address(cast.ana, item), GIVEN).status_code == 404
    assert stored(app) == []


def test_what_stands_at_rest_is_sealed(app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone) -> None:
    tomas.post(address(cast.ana, bus), GIVEN)
    [row] = stored(app)
    assert b"quantity" not in row.body


def test_whoever_covers_reads_it_and_marks_nothing(
    app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, olga: Desk, ana: Phone, clock: Clock
) -> None:
    tomas.post(address(cast.ana, bus), GIVEN)
    login = SignedIn(cast.practice, cast.tomas, "Tomas Keller", True, False)
    with app.house.main.write() as db:
        days = (clock.at.date(), clock.at.date())
        cover.name_cover(db, app.house.config.audit_secret, login, cast.olga, days, clock.at)
    page = olga.page(week(cast.ana, DAYS))
    assert "marked by Tomas Keller 7" in " ".join(rows_of(page))
    assert fold_of(page, bus) == ""
    assert olga.post(address(cast.ana, bus), GIVEN | {"quantity": "1"}).status_code == 404
    assert ROW in rows_of(tomas.page(week(cast.ana, DAYS)))


def test_with_consent_taken_back_it_is_neither_shown_nor_made(
    app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone, clock: Clock
) -> None:
    tomas.post(address(cast.ana, bus), GIVEN)
    no = envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)
    ana.sync(ana.seal(no))
    assert "marked by" not in tomas.page(week(cast.ana, DAYS))
    assert tomas.post(address(cast.ana, bus), GIVEN | {"quantity": "1"}).status_code == 404
    assert [row.at for row in stored(app)] == [clock.at]


def test_several_homeworks_keep_their_marks_apart(
    app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone, clock: Clock
) -> None:
    every_day = DaysSchedule(type="days", weekdays=list(range(7)), at=[])
    other = agree(app, cast, cast.ana, clock.at - timedelta(days=14), what="Slow breathing", schedule=every_day)
    tomas.post(address(cast.ana, bus), GIVEN)
    page = tomas.page(week(cast.ana, DAYS))
    assert chosen(fold_of(page, bus)) == [("quantity", "7")]
    assert chosen(fold_of(page, other)) == []


@pytest.mark.parametrize(
    "more",
    [
        {"quantity": "11"},
        {"quality": "-1"},
        {"quantity": "much"},
        {"first": ""},
        {"first": "2026-11-20"},
        {"last": "2026-11-20"},
        {"first": "2026-08-01"},
    ],
)
def test_what_the_page_never_sends_is_not_kept(
    more: dict[str, Any], app: App, cast: Cast, bus: uuid.UUID, tomas: Desk, ana: Phone
) -> None:
    assert tomas.post(address(cast.ana, bus), GIVEN | more).status_code == 404
    assert stored(app) == []
