"""A covering therapist reads and notes what was talked about, on the days of cover alone, and the client sees it."""

import uuid
from datetime import date

import pytest

from server import accounts
from server.accounts import SignedIn, cover
from server.accounts.models import Client
from server.app import App
from server.audit import Actor
from tests.cast import PHONE_ORIGIN, Cast, Phone, envelope, homework_body
from tests.homework.desk import Clock, Desk, agree
from tests.summary.test_asks import asks_in
from tests.summary.test_caseload import row_of

FIRST, LAST = date(2026, 11, 20), date(2026, 12, 3)
TOMAS_OWN = ("homework", "sessions", "phone")


@pytest.fixture
def entry(app: App, cast: Cast, ana: Phone, clock: Clock) -> uuid.UUID:
    """What Ana wrote; Olga is named to read it from tomorrow on."""
    login = SignedIn(cast.practice, cast.tomas, "Tomas Keller", True, False)
    with app.house.main.write() as db:
        cover.name_cover(db, app.house.config.audit_secret, login, cast.olga, (FIRST, LAST), clock.at)
    item = agree(app, cast, cast.ana, clock.at)
    sent = ana.seal(envelope(clock.at, homework_body(words="The bus was late."), subject=str(item)))
    ana.sync(sent)
    return uuid.UUID(sent["id"])


def week(cast: Cast) -> str:
    return f"/clients/{cast.ana}/week"


def test_the_days_are_those_of_the_practice(cast: Cast, entry: uuid.UUID, olga: Desk, clock: Clock) -> None:
    assert olga.get(week(cast)).status_code == 404
    clock.move(hours=5, minutes=59)
    assert olga.get(week(cast)).status_code == 404
    clock.move(minutes=1)
    assert "The bus was late." in olga.page(week(cast))
    clock.move(days=13, hours=23, minutes=59)
    assert olga.get(week(cast)).status_code == 200
    clock.move(minutes=1)
    assert olga.get(week(cast)).status_code == 404
    assert "Ana Horvat" not in olga.page("/")


def test_they_stand_on_the_caseload_marked(cast: Cast, entry: uuid.UUID, olga: Desk, tomas: Desk, clock: Clock) -> None:
    assert "Ana Horvat" not in olga.page("/")
    clock.move(days=1)
    page = olga.page("/")
    assert page.count("Covering for Tomas Keller until 3 December") == 2, "Ana and Ben"
    assert "Covering for" not in tomas.page("/")


def test_the_page_says_what_stays_with_the_other_and_leads_nowhere_else(
    cast: Cast, entry: uuid.UUID, olga: Desk, clock: Clock
) -> None:
    clock.move(days=1)
    page = olga.page(week(cast))
    assert "Covering for Tomas Keller until 3 December" in page
    for place in TOMAS_OWN:
        assert f"/clients/{cast.ana}/{place}" not in page
        assert olga.get(f"/clients/{cast.ana}/{place}").status_code == 404


def test_what_they_did_is_told_to_the_client_with_their_name(
    cast: Cast, entry: uuid.UUID, ana: Phone, olga: Desk, tomas: Desk, clock: Clock
) -> None:
    ana.sync()
    clock.move(days=1)
    olga.page(week(cast))
    assert olga.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"}).status_code == 303
    ana.sync()
    assert ana.agreed["opened"][0]["who"] == "Olga Brandt"
    [receipt] = ana.agreed["receipts"]
    assert (receipt["by"], receipt["entry"]) == ("Olga Brandt", str(entry))
    assert receipt["talked_at"] is not None
    log = ana.browser.get("/api/access-log", base_url="http://app.localhost:8000").get_json()["sentences"]
    assert log[0]["text"].startswith("Olga Brandt noted that you talked about something you wrote")
    clock.move(minutes=1)
    tomas.page(week(cast))
    ana.sync()
    assert [one["by"] for one in ana.agreed["receipts"]] == ["Olga Brandt", "Tomas Keller"]


def test_a_phone_is_told_on_the_first_day_and_no_longer_after_the_last(
    cast: Cast, entry: uuid.UUID, ana: Phone, clock: Clock
) -> None:
    for days, expected in ((0, None), (1, {"name": "Olga Brandt", "until": "2026-12-03"}), (14, None)):
        clock.move(days=days)
        ana.sync()
        assert ana.agreed["therapist"]["cover"] == expected


def test_a_phone_in_another_zone_is_told_when_the_practices_day_begins(
    app: App, cast: Cast, entry: uuid.UUID, ana: Phone, clock: Clock
) -> None:
    with app.house.main.write() as db:
        db.get_one(Client, (cast.practice, cast.ana)).zone = "Asia/Tokyo"
    ana.sync()
    clock.move(hours=6)
    assert ana.sync()["agreed"]["therapist"]["cover"] is not None


def test_a_waiting_phone_is_for_their_own_therapist_alone(
    app: App, cast: Cast, entry: uuid.UUID, olga: Desk, tomas: Desk, clock: Clock
) -> None:
    with app.house.main.write() as db:
        row = db.get_one(Client, (cast.practice, cast.ben))
        token = accounts.invite(app.house, db, row, Actor("account", cast.tomas), clock.at).token
    waiting = Phone(app, cast.ben, app.phone.test_client(), uuid.uuid4(), {}, "")
    assert waiting.post("/api/join", {"token": token, "label": "Ben's phone"}).status_code == 200
    clock.move(hours=7)
    assert "A phone waits for you" in tomas.page("/")
    assert "A phone waits for you" not in olga.page("/")


def test_taken_back_it_ends_at_once(app: App, cast: Cast, entry: uuid.UUID, olga: Desk, clock: Clock) -> None:
    clock.move(days=1)
    olga.page(week(cast))
    login = SignedIn(cast.practice, cast.tomas, "Tomas Keller", True, False)
    with app.house.main.write() as db:
        cover.end_cover(db, app.house.config.audit_secret, login, clock.at)
    assert olga.get(week(cast)).status_code == 404
    assert olga.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "no"}).status_code == 404


def test_what_the_other_one_talked_about_is_done_with_for_both_and_new_to_each(
    app: App, cast: Cast, entry: uuid.UUID, ana: Phone, olga: Desk, tomas: Desk, clock: Clock
) -> None:
    sent = ana.seal(envelope(clock.at, homework_body(words="Say this first."), bring_up=True))
    ana.sync(sent)
    clock.move(days=1)
    place = f"/clients/{cast.ana}/entries/{sent['id']}/talked"
    assert len(asks_in(olga.page(week(cast)))) == 1
    assert "Asks you to bring something up." in row_of(tomas.page("/"), "Ana Horvat")
    olga.post(place, {"talked": "yes"})
    for desk in (olga, tomas):
        assert "bring something up" not in row_of(desk.page("/"), "Ana Horvat")
    reply = ana.browser.get("/api/my-week", base_url=PHONE_ORIGIN).get_json()
    rows = [row for one in reply["sections"] for block in one["blocks"] for row in block.get("rows", [])]
    assert [row["talked_at"] is not None for row in rows if row["entry"] == sent["id"]] == [True]
    assert "entries are new since you last looked" in row_of(tomas.page("/"), "Ana Horvat")
    page = tomas.page(week(cast))
    assert asks_in(page) == []
    assert 'class="new"' in page
    tomas.post(place, {"talked": "no"})
    assert len(asks_in(olga.page(week(cast)))) == 1
