"""A client's phone: a renewed token, a lost reply, signed out, lost, wiped."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from server import audit
from server.accounts import devices
from server.accounts.devices import EnrolledDevice, still_enrolled
from server.accounts.models import Client, Device
from server.audit import Actor
from server.errors import Problem
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import Clock, Desk, Phone, invite

NewPhone = Callable[[], Phone]


def device_of(phone: Phone) -> uuid.UUID:
    return uuid.UUID(phone.get("/api/device").json["device"])


def row_of(house: House, cast: Cast, device: uuid.UUID) -> Device:
    with house.main.read() as db:
        return db.get_one(Device, (cast.practice, device))


def lose(house: House, cast: Cast, device: uuid.UUID, clock: Clock) -> None:
    with house.main.write() as db:
        client = db.get_one(Client, (cast.practice, cast.ana))
        row = devices.device_of(db, client, device)
        devices.lose(house, db, row, Actor("account", cast.tomas.id), clock.at)


def test_a_token_is_renewed_after_a_week_and_the_old_one_ends(joined: Phone, clock: Clock) -> None:
    before = joined.token or ""
    clock.move(days=6)
    joined.get("/api/device")
    assert joined.token == before
    clock.move(days=1)
    joined.get("/api/device")
    after = joined.token or ""
    assert after != before
    clock.move(hours=2)
    assert joined.get("/api/device").status_code == 200
    joined.token = before
    assert joined.get("/api/device").json["error"]["code"] == "signed_out"


def test_a_lost_reply_signs_no_phone_out(joined: Phone, clock: Clock) -> None:
    before = joined.token or ""
    clock.move(days=8)
    joined.get("/api/device")
    renewed = joined.token
    joined.token = before
    clock.move(days=30)
    assert joined.get("/api/device").status_code == 200
    assert joined.token == renewed
    clock.move(hours=2)
    assert joined.get("/api/device").status_code == 200


def test_two_requests_with_the_old_token_are_given_the_same_new_one(joined: Phone, clock: Clock) -> None:
    before, given = joined.token or "", set()
    clock.move(days=8)
    for _ in range(3):
        joined.token = before
        assert joined.get("/api/device").status_code == 200
        given.add(joined.token)
    assert len(given) == 1
    assert joined.get("/api/device").status_code == 200


def test_a_request_under_way_with_the_old_token_still_counts(joined: Phone, clock: Clock) -> None:
    before = joined.token or ""
    clock.move(days=8)
    joined.get("/api/device")
    joined.get("/api/device")
    joined.token = before
    assert joined.get("/api/device").status_code == 200


def test_a_used_phone_stays_for_a_year_and_an_unused_one_for_90_days(joined: Phone, clock: Clock) -> None:
    for _ in range(6):
        clock.move(days=60)
        assert joined.get("/api/device").status_code == 200
    clock.move(days=4)
    assert joined.get("/api/device").status_code == 200
    clock.move(days=1)
    assert joined.get("/api/device").json["error"]["code"] == "signed_out"


def test_an_unused_phone_is_signed_out_after_90_days(joined: Phone, clock: Clock) -> None:
    clock.move(days=90)
    assert joined.get("/api/device").json["error"]["code"] == "signed_out"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    house: House, cast: Cast, new_phone: NewPhone, clock: Clock
) -> None:
    reply = new_phone().post("/api/join", {"token": invite(house, cast.ana, clock.at).token, "label": "x"})
    said = reply.headers["Set-Cookie"]
    assert said.startswith("__Host-device=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=7776000"} <= set(said.split("; "))
    assert "Domain" not in said


def test_a_revoked_phone_is_signed_out_and_keeps_what_it_holds(
    house: House, cast: Cast, joined: Phone, tomas: Desk
) -> None:
    assert joined.post("/api/sync").status_code == 200
    page = f"/clients/{cast.ana}/phone"
    device = device_of(joined)
    assert tomas.send(f"{page}/{device}/revoke", page).status_code == 303
    for reply in (joined.post("/api/sync"), joined.get("/api/device")):
        assert (reply.status_code, reply.json["error"]["code"]) == (401, "signed_out")
    assert joined.post("/api/wiped", {"device": str(device)}).status_code == 404


def test_the_client_can_sign_their_own_phone_out(house: House, cast: Cast, joined: Phone) -> None:
    reply = joined.post("/api/sign-out")
    assert reply.status_code == 204
    assert joined.token is None
    with house.main.read() as db:
        line = audit.sentences_of(db, cast.practice, cast.ana)[0]
    assert (line.act, line.actor) == ("signed_out", "client")


def test_a_lost_phone_is_told_to_wipe_until_it_says_it_did(
    house: House, cast: Cast, joined: Phone, clock: Clock
) -> None:
    device = device_of(joined)
    lose(house, cast, device, clock)
    clock.move(days=200)
    for _ in range(2):
        reply = joined.post("/api/sync")
        assert (reply.status_code, reply.json["error"]["code"]) == (401, "wipe")
    forgot = Phone(joined.browser.application.test_client())
    assert forgot.post("/api/wiped", {"device": str(device)}).status_code == 204
    assert row_of(house, cast, device).wipe_confirmed_at == clock.at
    assert joined.post("/api/sync").json["error"]["code"] == "signed_out"


def test_a_wipe_is_confirmed_once_and_only_for_a_lost_phone(
    house: House, cast: Cast, joined: Phone, clock: Clock
) -> None:
    device = device_of(joined)
    assert joined.post("/api/wiped", {"device": str(device)}).status_code == 404
    assert joined.post("/api/wiped", {"device": str(uuid.uuid4())}).status_code == 404
    lose(house, cast, device, clock)
    assert [joined.post("/api/wiped", {"device": str(device)}).status_code for _ in range(2)] == [204, 204]
    with house.main.read() as db:
        said = [line.act for line in audit.sentences_of(db, cast.practice, cast.ana)]
    assert said[:2] == ["wipe_confirmed", "phone_lost"]


def test_only_a_second_confirmation_loses_a_phone(house: House, cast: Cast, joined: Phone, tomas: Desk) -> None:
    device = device_of(joined)
    page = f"/clients/{cast.ana}/phone/{device}/lost"
    assert "What will happen" in tomas.get(page).text
    second = tomas.send(page)
    assert "Destroy what is on it?" in second.text
    assert row_of(house, cast, device).lost_at is None
    unsure = tomas.send(page, second="1")
    assert "Tick this to confirm" in unsure.text
    assert row_of(house, cast, device).lost_at is None
    assert tomas.send(page, second="1", sure="y").status_code == 303
    assert row_of(house, cast, device).lost_at is not None
    assert "Wipe not confirmed yet" in tomas.get(f"/clients/{cast.ana}/phone").text
    joined.post("/api/wiped", {"device": str(device)})
    assert "Wipe confirmed today, 18:00" in tomas.get(f"/clients/{cast.ana}/phone").text


def test_revocations_are_told_to_the_second_log(house: House, cast: Cast, joined: Phone, clock: Clock) -> None:
    device = device_of(joined)
    joined.post("/api/sign-out")
    lose(house, cast, device, clock)
    lines = [json.loads(line) for line in house.config.ledger.read_text().splitlines()]
    assert [(line["act"], line["device"]) for line in lines] == [
        ("device_revoked", str(device)),
        ("device_lost", str(device)),
    ]
    assert house.config.ledger.stat().st_mode & 0o077 == 0


def test_nobody_is_revoked_when_the_second_log_cannot_be_written(
    house: House, cast: Cast, joined: Phone, clock: Clock
) -> None:
    house.config.ledger.mkdir()
    assert joined.post("/api/sign-out").status_code == 503
    assert joined.post("/api/sync").status_code == 200
    house.config.ledger.rmdir()
    assert joined.post("/api/sign-out").status_code == 204


def test_a_phone_revoked_meanwhile_writes_nothing(house: House, cast: Cast, joined: Phone, clock: Clock) -> None:
    device = EnrolledDevice(cast.practice, cast.ana, device_of(joined))
    with house.main.write() as db:
        still_enrolled(db, device, clock.at)
    lose(house, cast, device.device_id, clock)
    with pytest.raises(Problem, match="wipe"), house.main.write() as db:
        still_enrolled(db, device, clock.at + timedelta(seconds=1))


def test_a_therapist_changes_only_phones_of_their_own_clients(
    house: House, cast: Cast, joined: Phone, tomas: Desk, new_desk: Callable[[], Desk], clock: Clock
) -> None:
    device = device_of(joined)
    olga = new_desk().sign_in_as(house, cast.olga.id, clock.at)
    for browser, client in ((olga, cast.ana), (tomas, cast.ben), (tomas, cast.noa)):
        reply = browser.send(f"/clients/{client}/phone/{device}/revoke", "/clients/new")
        assert reply.status_code == 404
    assert row_of(house, cast, device).revoked_at is None
    assert tomas.send(f"/clients/{cast.ana}/phone/{device}/revoke", "/clients/new").status_code == 303
