"""The secret address, and the file that is taken once, through the real app."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server import meetings
from server.accounts import devices, tokens
from server.accounts.limits import RATES
from server.accounts.models import Client, Device
from server.app import App
from server.audit import Actor
from server.meetings.service import By
from server.reminders.models import CalendarFeed
from tests.cast import PHONE_ORIGIN, Cast, Phone, enrol
from tests.reminders.calendar.reading import Read
from tests.reminders.loop.nudged import ZONE, Nudged, daily

WEEK = timedelta(weeks=1)


def ask(phone: Phone, on: bool = True) -> dict[str, Any]:
    answer = phone.post("/api/reminders/calendar", {"on": on})
    assert answer.status_code == 200, answer.text
    reply: dict[str, Any] = answer.get_json()
    return reply


def get(browser: FlaskClient, path: str) -> TestResponse:
    return browser.get(path.removeprefix(PHONE_ORIGIN), base_url=PHONE_ORIGIN, headers={"Sec-Fetch-Site": "none"})


def fetch(app: App, address: str) -> TestResponse:
    """As a calendar on somebody's computer does."""
    return get(app.phone.test_client(use_cookies=False), address)


def is_on(phone: Phone) -> bool:
    reply = get(phone.browser, "/api/reminders/calendar").get_json()
    assert reply["address"] is None, "it is told once"
    on: bool = reply["on"]
    return on


@pytest.fixture
def address(ana: Phone) -> str:
    found: str = ask(ana)["address"]
    return found


def test_it_is_off_until_asked_for(app: App, ana: Phone) -> None:
    assert not is_on(ana)
    with app.house.main.read() as db:
        assert db.scalars(select(CalendarFeed)).all() == []
    assert ask(ana)["on"]
    assert is_on(ana)


def test_anybody_with_the_address_reads_the_times_and_nothing_else(app: App, nudged: Nudged, address: str) -> None:
    nudged.agree(daily("19:00"), what="Ride the bus to Dr Keller")
    answer = fetch(app, address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="calendar.ics"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    found = Read(answer.data)
    until = nudged.clock.at + timedelta(days=3)
    assert [at.strftime("%d %H:%M") for at in found.moments(nudged.clock.at, until)] == [
        "19 19:00", "20 19:00", "21 19:00",
    ]  # fmt: skip
    for word in ("bus", "Keller", "Ana", "Horvat", "Harbour", "homework"):
        assert word not in answer.text


def test_the_address_is_256_random_bits_and_kept_as_a_hash_alone(app: App, address: str) -> None:
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) == 43
    with app.house.main.read() as db:
        [row] = db.scalars(select(CalendarFeed))
    assert row.token_hash == tokens.hash_token(token)


def test_a_new_address_ends_the_one_before(app: App, ana: Phone, address: str) -> None:
    new = ask(ana)["address"]
    assert fetch(app, address).status_code == 404
    assert fetch(app, new).status_code == 200


def test_turned_off_it_answers_like_one_that_never_was(app: App, ana: Phone, address: str) -> None:
    assert ask(ana, on=False) == {"on": False, "address": None}
    assert not is_on(ana)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    ended, unknown, other = (
        fetch(app, path) for path in (address, f"/calendar/{token[::-1]}.ics", "/api/nothing/of/the/kind")
    )
    assert (ended.status_code, ended.data) == (unknown.status_code, unknown.data) == (other.status_code, other.data)
    assert dict(ended.headers) == dict(unknown.headers) == dict(other.headers)
    assert ended.status_code == 404


def test_turned_off_twice_is_off_and_noted_once(ana: Phone, address: str) -> None:
    for _ in range(2):
        ask(ana, on=False)
    said = [one["text"] for one in get(ana.browser, "/api/access-log").get_json()["sentences"]]
    assert [one.split(",")[0] for one in said[:2]] == [
        "You ended the private calendar address",
        "You made a private calendar address for reminders",
    ]


def test_a_restored_backup_is_told_that_it_ended(app: App, ana: Phone, address: str) -> None:
    for on in (True, False):
        ask(ana, on)
    lines = [json.loads(line) for line in app.house.config.ledger.read_text().splitlines()]
    assert [(one["act"], one["client"]) for one in lines] == [("calendar_ended", str(ana.client))] * 2


def test_it_rests_while_no_phone_is_signed_in(app: App, cast: Cast, ana: Phone, address: str, nudged: Nudged) -> None:
    second = enrol(app, cast.practice, cast.ana, nudged.clock.at)
    ana.post("/api/sign-out", {})
    assert fetch(app, address).status_code == 200, "the other phone is still theirs"
    second.post("/api/sign-out", {})
    assert fetch(app, address).status_code == 404
    enrol(app, cast.practice, cast.ana, nudged.clock.at)
    assert fetch(app, address).status_code == 200


def test_a_phone_lost_since_ends_it(app: App, cast: Cast, ana: Phone, address: str, nudged: Nudged) -> None:
    second = enrol(app, cast.practice, cast.ana, nudged.clock.at)
    nudged.clock.move(hours=1)
    with app.house.main.write() as db:
        row = db.get_one(Device, (cast.practice, second.device))
        devices.lose(app.house, db, row, Actor("account", cast.tomas), nudged.clock.at)
    assert fetch(app, address).status_code == 404
    assert not is_on(ana)
    assert fetch(app, ask(ana)["address"]).status_code == 200


def test_somebody_who_is_no_client_any_more_has_none(app: App, cast: Cast, address: str, nudged: Nudged) -> None:
    with app.house.main.write() as db:
        db.get_one(Client, (cast.practice, cast.ana)).ended_at = nudged.clock.at
    assert fetch(app, address).status_code == 404


def test_two_clients_have_their_own(app: App, cast: Cast, nudged: Nudged, address: str) -> None:
    nudged.agree(daily("19:00"))
    ben = enrol(app, cast.practice, cast.ben, nudged.clock.at)
    theirs = Read(fetch(app, ask(ben)["address"]).data)
    assert theirs.events == []
    assert len(Read(fetch(app, address).data).events) == 1


def test_the_feed_follows_what_changes(app: App, nudged: Nudged, address: str) -> None:
    def seen() -> tuple[list[str], int]:
        events = Read(fetch(app, address).data).events
        return [one["DTSTART"].to_ical().decode()[-6:] for one in events], max(int(one["SEQUENCE"]) for one in events)

    item = nudged.agree(daily("19:00"))
    times, before = seen()
    assert times == ["190000"]
    reminder = nudged.reminder()
    chosen = {"on": True, "at": ["07:30", "20:00"], "weekdays": None, "minutes": None}
    nudged.says("reminder_choice", reminder["id"], chosen)
    times, after = seen()
    assert sorted(times) == ["073000", "200000"]
    assert after > before
    nudged.says("reminder_choice", reminder["id"], {**chosen, "on": False})
    assert Read(fetch(app, address).data).events == [], f"nothing is left of {item}"


def test_during_a_pause_nothing_is_due(app: App, nudged: Nudged, address: str) -> None:
    nudged.agree(daily("19:00"))
    last = nudged.clock.at.date() + WEEK
    usual = {"quiet_from": "22:00", "quiet_to": "08:00", "most_a_day": 1, "follow_up_minutes": None}
    nudged.says("reminder_hours", None, {**usual, "paused_until": last.isoformat()})
    [first, *_] = Read(fetch(app, address).data).moments(nudged.clock.at, nudged.clock.at + 2 * WEEK)
    assert first.date() == last + timedelta(days=1)


def test_sessions_are_followed(app: App, cast: Cast, nudged: Nudged, address: str) -> None:
    by = By(cast.practice, cast.ana, cast.tomas, app.house.config.audit_secret, nudged.clock.at)
    on = nudged.clock.at.date() + timedelta(days=5)
    with app.house.main.write() as db:
        series = meetings.service.plan(db, by, on, "10:00", ZONE, 50, 1)
    until = nudged.clock.at + 2 * WEEK
    assert [at.strftime("%d %H:%M") for at in Read(fetch(app, address).data).moments(by.now, until)] == [
        "24 13:50", "01 13:50",
    ]  # fmt: skip
    with app.house.main.write() as db:
        meetings.service.mark(db, by, series, on, "cancelled")
    assert [at.strftime("%d %H:%M") for at in Read(fetch(app, address).data).moments(by.now, until)] == ["01 13:50"]


def test_the_file_is_there_for_a_phone_that_never_asked_for_anything(
    app: App, cast: Cast, ana: Phone, nudged: Nudged
) -> None:
    """What everybody is reminded of is in it, in the words that the phone shows, and nothing is written for it."""
    by = By(cast.practice, cast.ana, cast.tomas, app.house.config.audit_secret, nudged.clock.at)
    with app.house.main.write() as db:
        meetings.service.plan(db, by, nudged.clock.at.date() + timedelta(days=5), "10:00", ZONE, 50)
    answer = get(ana.browser, "/api/reminders/once.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'inline; filename="calendar.ics"'
    [event] = Read(answer.data).events
    assert str(event["SUMMARY"]) == "A moment for something you planned."
    assert len(event.walk("VALARM")) == 1
    assert not is_on(ana)


def test_the_file_and_the_feed_have_the_same_ids(app: App, ana: Phone, nudged: Nudged, address: str) -> None:
    nudged.agree(daily("08:00", "19:00"))
    once, feed = (Read(one.data) for one in (get(ana.browser, "/api/reminders/once.ics"), fetch(app, address)))
    assert {str(one["UID"]) for one in once.events} == {str(one["UID"]) for one in feed.events}


def test_guessing_is_slowed_down(app: App, address: str) -> None:
    for _ in range(RATES["calendar"].most):
        assert fetch(app, "/calendar/nobody.ics").status_code == 404
    assert fetch(app, address).status_code == 429


def test_what_does_not_say_on_or_off_changes_nothing(ana: Phone) -> None:
    for body in ({}, {"on": None}, {"on": True, "more": 1}):
        assert ana.post("/api/reminders/calendar", body).status_code == 400, body
    assert not is_on(ana)
