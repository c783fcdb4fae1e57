"""The caseload: who needs a person first, and what is known of each."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from server import accounts, audit
from server.accounts.models import Client
from server.app import App
from server.audit import Actor
from server.homework.wire import TimesAWeekSchedule
from server.meetings import service as planned
from tests.cast import ZONE, Cast, Phone, enrol, envelope, homework_body
from tests.homework.desk import Clock, Desk, agree


def row_of(page: str, name: str) -> str:
    """One client's row, as text."""
    for row in re.findall(r"<tr.*?</tr>", page, re.S):
        if f">{name}</a>" in row:
            return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()
    raise AssertionError(f"{name} is not on the caseload")


def names(page: str) -> list[str]:
    """The clients, from the top."""
    return re.findall(r'/week">([^<]+)</a>', page)


def plan_session(app: App, cast: Cast, clock: Clock, client: uuid.UUID, on: date, at: str = "14:00") -> None:
    by = planned.By(cast.practice, client, cast.tomas, app.house.config.audit_secret, clock.at)
    with app.house.main.write() as db:
        planned.plan(db, by, on, at, ZONE, 50)


def client_who_writes(app: App, cast: Cast, clock: Clock, name: str) -> tuple[uuid.UUID, Phone]:
    client = accounts.add_client(app.house, cast.practice, cast.tomas, name, ZONE, clock.at)
    phone = enrol(app, cast.practice, client, clock.at)
    consent = envelope(clock.at, {"given": True, "version": "1"}, kind="consent", subject=None)
    phone.sync(phone.seal(consent))
    return client, phone


def test_the_first_client_is_invited_in_the_room(olga: Desk) -> None:
    page = olga.page("/")
    assert "No clients yet" in page
    assert 'href="/clients/new"' in page


def test_only_ones_own_clients_are_there(tomas: Desk, cast: Cast) -> None:
    assert sorted(names(tomas.page("/"))) == ["Ana Horvat", "Ben Okoro"]


def test_nothing_known_is_grey_and_says_so(tomas: Desk, cast: Cast) -> None:
    page = tomas.page("/")
    assert "Nothing known" in page
    assert row_of(page, "Ben Okoro") == "Ben Okoro No session planned No phone has joined yet. – not shown"
    assert "Quiet is not proof that all is well." in page


def test_a_phone_that_its_client_stopped_using_was_signed_out_and_did_not_never_join(
    app: App, tomas: Desk, cast: Cast, clock: Clock
) -> None:
    _client, phone = client_who_writes(app, cast, clock, "Cara Diaz")
    assert "signed out" not in row_of(tomas.page("/"), "Cara Diaz")
    assert phone.post("/api/sign-out", {}).status_code == 204
    assert "The phone was signed out." in row_of(tomas.page("/"), "Cara Diaz")


def test_homework_is_counted_since_the_last_session(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    plan_session(app, cast, clock, cast.ana, date(2026, 11, 16), "10:00")
    plan_session(app, cast, clock, cast.ana, date(2026, 11, 20), "9:00".zfill(5))
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    for day, answer, share in (
        ("2026-11-13", "done", "before"),
        ("2026-11-16", "partly", "before"),
        ("2026-11-18", "done", "when_we_meet"),
    ):
        content = envelope(clock.at, homework_body(answer), subject=str(bus), local_date=day, share=share)
        ana.sync(ana.seal(content))
    row = row_of(tomas.page("/"), "Ana Horvat")
    assert "1 partly 1 held until you meet" in row
    assert "done" not in row
    assert row.startswith("Ana Horvat Tomorrow, 9:00 Wrote today, 18:00 Nothing stands out. 1 entry is new since you")


def test_so_many_times_a_week_counts_whole_weeks(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    plan_session(app, cast, clock, cast.ana, date(2026, 11, 12), "10:00")
    item = agree(
        app, cast, cast.ana, clock.at - timedelta(days=30), schedule=TimesAWeekSchedule(type="times_a_week", times=2)
    )
    for day in ("2026-11-09", "2026-11-10"):
        ana.sync(ana.seal(envelope(clock.at, subject=str(item), local_date=day)))
    assert "no word" not in row_of(tomas.page("/"), "Ana Horvat")


def test_a_wish_comes_first_then_a_phone_that_waits_then_the_next_session(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    with app.house.main.write() as db:
        row = db.get_one(Client, (cast.practice, cast.ben))
        invitation = accounts.invite(app.house, db, row, Actor("account", cast.tomas), clock.at)
    waiting = Phone(app, cast.ben, app.phone.test_client(), uuid.uuid4(), {}, "")
    assert waiting.post("/api/join", {"token": invitation.token, "label": "Ben's phone"}).status_code == 200
    later, later_phone = client_who_writes(app, cast, clock, "Leila Aziz")
    soon, soon_phone = client_who_writes(app, cast, clock, "Zoe Marsh")
    plan_session(app, cast, clock, later, date(2026, 11, 26))
    plan_session(app, cast, clock, soon, date(2026, 11, 20))
    for client, phone, asks in ((later, later_phone, False), (soon, soon_phone, False), (cast.ana, ana, True)):
        item = agree(app, cast, client, clock.at)
        phone.sync(phone.seal(envelope(clock.at, subject=str(item), bring_up=asks)))
    page = tomas.page("/")
    assert names(page) == ["Ana Horvat", "Ben Okoro", "Zoe Marsh", "Leila Aziz"]
    assert "A phone waits for you to confirm it. It joined today, 18:00." in row_of(page, "Ben Okoro")
    assert "Asks you to bring something up." in row_of(page, "Ana Horvat")


def test_a_wish_that_was_talked_about_is_no_longer_first_until_it_is_changed(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    wish = envelope(clock.at, subject=str(agree(app, cast, cast.ana, clock.at)), bring_up=True)
    item = ana.seal(wish)
    ana.sync(item)
    tomas.page(f"/clients/{cast.ana}/week")
    tomas.post(f"/clients/{cast.ana}/entries/{item['id']}/talked", {"talked": "yes"})
    assert "bring something up" not in tomas.page("/")
    clock.move(minutes=5)
    ana.sync(ana.seal(wish, uuid.UUID(item["id"]), 2))
    assert "bring something up" in tomas.page("/")


def test_quiet_is_said_in_days_and_judges_nobody(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    ana.sync(ana.seal(envelope(clock.at, subject=str(agree(app, cast, cast.ana, clock.at)))))
    clock.move(days=19)
    row = row_of(tomas.page("/"), "Ana Horvat")
    assert "Nothing to read for 19 days." in row
    assert "Wrote 19 November" in row


def test_what_is_held_is_not_the_last_that_was_written(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    subject = str(agree(app, cast, cast.ana, clock.at))
    ana.sync(ana.seal(envelope(clock.at, subject=subject)))
    clock.move(days=1)
    ana.sync(ana.seal(envelope(clock.at, subject=subject, share="when_we_meet")))
    plan_session(app, cast, clock, cast.ana, date(2026, 11, 21))
    assert "Wrote yesterday" in row_of(tomas.page("/"), "Ana Horvat")
    clock.move(days=2)
    assert "Wrote Friday" in row_of(tomas.page("/"), "Ana Horvat")


def test_consent_taken_back_hides_even_that_something_was_written(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    ana.sync(ana.seal(envelope(clock.at, subject=str(agree(app, cast, cast.ana, clock.at)))))
    back = envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)
    ana.sync(ana.seal(back))
    row = row_of(tomas.page("/"), "Ana Horvat")
    assert row.startswith(
        "Ana Horvat No session planned Took back their consent on 19 November. Nothing they wrote is shown."
    )
    assert "done" not in row


def test_opening_the_caseload_is_written_down_for_those_who_are_read(
    app: App, tomas: Desk, ana: Phone, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomas.page("/")
    with app.house.main.read() as db:
        assert audit.sentences_of(db, cast.practice, cast.ana)[0].act == "caseload_opened"
        assert audit.sentences_of(db, cast.practice, cast.ben)[0].act == "client_added"

    def full(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(audit, "record_all", full)
    assert tomas.get("/").status_code == 500


@contextmanager
def queries(app: App) -> Iterator[list[str]]:
    """The statements sent to both databases meanwhile."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(statement)

    engines = (app.house.main.engine, app.house.keystore.database.engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield found
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def test_fifty_clients_take_as_many_queries_as_five(app: App, tomas: Desk, cast: Cast, clock: Clock) -> None:
    counted = []
    for upto in (5, 50):
        while len(names(tomas.page("/"))) < upto:
            client, phone = client_who_writes(app, cast, clock, f"Client {uuid.uuid4().hex[:6]}")
            plan_session(app, cast, clock, client, date(2026, 11, 25))
            item = agree(app, cast, client, clock.at - timedelta(days=7))
            phone.sync(phone.seal(envelope(clock.at, subject=str(item))))
            clock.move(minutes=1)
        with queries(app) as found:
            tomas.page("/")
        counted.append(len(found))
    assert counted[0] == counted[1]
