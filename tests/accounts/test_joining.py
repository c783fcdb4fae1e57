"""Invitations: one phone, once, and both confirm before anything comes down."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from server import audit
from server.accounts import invitations, rules, tokens
from server.accounts.models import Client, Device, Invitation
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import Clock, Desk, Phone, invite

NewPhone = Callable[[], Phone]


def acts(house: House, cast: Cast) -> list[str]:
    with house.main.read() as db:
        assert audit.verify(db, house.config.audit_secret, cast.practice, cast.ana) is None
        return [line.act for line in reversed(audit.sentences_of(db, cast.practice, cast.ana))]


def confirm_as_therapist(tomas: Desk, cast: Cast, phone: Phone) -> None:
    device = phone.get("/api/device").json["device"]
    page = f"/clients/{cast.ana}/phone"
    assert tomas.send(f"{page}/{device}/confirm", page).status_code == 303


def test_an_invitation_admits_one_phone_and_no_second(
    house: House, cast: Cast, new_phone: NewPhone, clock: Clock
) -> None:
    token = invite(house, cast.ana, clock.at).token
    first, second = new_phone(), new_phone()
    reply = first.post("/api/join", {"token": token, "label": "Ana's phone"})
    assert reply.status_code == 200
    assert reply.json["state"] == "waiting"
    assert reply.json["client"] == str(cast.ana)
    assert reply.json["practice"] == {"name": "Harbour Practice"}
    assert reply.json["therapist"] == {"name": "Tomas Keller"}
    again = second.post("/api/join", {"token": token, "label": "somebody's"})
    assert (again.status_code, again.json["error"]["code"]) == (404, "invitation")
    assert second.token is None


def test_looking_at_the_link_uses_nothing_up(house: House, cast: Cast, new_phone: NewPhone, clock: Clock) -> None:
    invited = invite(house, cast.ana, clock.at)
    assert invited.link == f"http://app.localhost:8000/join#{invited.token}"
    preview = new_phone()
    preview.get("/join")
    assert preview.get(f"/api/join?token={invited.token}").status_code == 404
    assert new_phone().post("/api/join", {"token": invited.token, "label": "x"}).status_code == 200


def test_an_invitation_holds_24_hours(house: House, cast: Cast, new_phone: NewPhone, clock: Clock) -> None:
    late, just = invite(house, cast.ana, clock.at), invite(house, cast.ben, clock.at + timedelta(seconds=2))
    clock.move(hours=24, seconds=1)
    assert new_phone().post("/api/join", {"token": late.token, "label": "x"}).status_code == 404
    assert new_phone().post("/api/join", {"token": just.token, "label": "x"}).status_code == 200


def test_nobody_joins_once_the_clients_time_here_has_ended(
    house: House, cast: Cast, new_phone: NewPhone, clock: Clock
) -> None:
    invited, bens = invite(house, cast.ana, clock.at), invite(house, cast.ben, clock.at)
    with house.main.write() as db:
        db.get_one(Client, (cast.practice, cast.ana)).ended_at = clock.at
    for way_in in ({"token": invited.token}, {"code": invited.code}):
        assert new_phone().post("/api/join", {**way_in, "label": "x"}).json["error"]["code"] == "invitation"
    assert new_phone().post("/api/join", {"token": bens.token, "label": "x"}).status_code == 200


def test_a_new_invitation_ends_the_one_before(house: House, cast: Cast, new_phone: NewPhone, clock: Clock) -> None:
    old, new = invite(house, cast.ana, clock.at), invite(house, cast.ana, clock.at)
    assert new_phone().post("/api/join", {"token": old.token, "label": "x"}).status_code == 404
    assert new_phone().post("/api/join", {"code": old.code, "label": "x"}).status_code == 404
    assert new_phone().post("/api/join", {"token": new.token, "label": "x"}).status_code == 200


def test_the_short_code_joins_however_it_is_typed(house: House, cast: Cast, new_phone: NewPhone, clock: Clock) -> None:
    code = invite(house, cast.ana, clock.at).code
    assert new_phone().post("/api/join", {"code": code.lower().replace("-", " "), "label": "x"}).status_code == 200


def test_the_short_code_holds_10_minutes(house: House, cast: Cast, new_phone: NewPhone, clock: Clock) -> None:
    invited = invite(house, cast.ana, clock.at)
    clock.move(minutes=10)
    assert new_phone().post("/api/join", {"code": invited.code, "label": "x"}).status_code == 404
    assert new_phone().post("/api/join", {"token": invited.token, "label": "x"}).status_code == 200


def wrong(code: str) -> str:
    """A code that points at the same invitation, and is not its."""
    plain = tokens.tidy_code(code)
    return plain[:-1] + next(letter for letter in tokens.ALPHABET if letter != plain[-1])


def try_codes(house: House, code: str, times: int, clock: Clock) -> list[bool]:
    """Tries a code past the limit per address, as somebody with many addresses could."""
    found = []
    for _ in range(times):
        with house.main.write() as db:
            found.append(invitations.join(house, db, None, code, "x", clock.at) is not None)
    return found


def test_the_short_code_is_dead_after_five_wrong_tries(
    house: House, cast: Cast, new_phone: NewPhone, clock: Clock
) -> None:
    invited = invite(house, cast.ana, clock.at)
    assert try_codes(house, wrong(invited.code), rules.CODE_TRIES, clock) == [False] * 5
    assert try_codes(house, invited.code, 1, clock) == [False]
    assert new_phone().post("/api/join", {"token": invited.token, "label": "x"}).status_code == 200


def test_the_short_code_survives_four_wrong_tries(house: House, cast: Cast, clock: Clock) -> None:
    invited = invite(house, cast.ana, clock.at)
    assert try_codes(house, wrong(invited.code), 4, clock) == [False] * 4
    assert try_codes(house, invited.code, 1, clock) == [True]


def test_one_address_has_five_tries_at_codes_then_waits(
    house: House, cast: Cast, new_phone: NewPhone, clock: Clock
) -> None:
    phone = new_phone()
    statuses = [phone.post("/api/join", {"code": "22222222", "label": "x"}).status_code for _ in range(6)]
    assert statuses == [404] * 5 + [429]
    clock.move(minutes=2)
    code = invite(house, cast.ana, clock.at).code
    assert phone.post("/api/join", {"code": code, "label": "x"}).status_code == 200


def test_nothing_comes_down_before_both_have_confirmed(
    house: House, cast: Cast, new_phone: NewPhone, tomas: Desk, clock: Clock
) -> None:
    phone = new_phone()
    check = phone.post("/api/join", {"token": invite(house, cast.ana, clock.at).token, "label": "x"}).json["check"]
    page = tomas.get(f"/clients/{cast.ana}/phone").text
    assert "A phone joined" in page
    assert check in page
    assert (phone.get("/api/device").json["state"], phone.get("/api/device").json["exchange_key"]) == ("waiting", None)
    assert phone.post("/api/sync").status_code == 403

    assert phone.post("/api/confirm").json["state"] == "waiting"
    assert phone.post("/api/sync").status_code == 403
    confirm_as_therapist(tomas, cast, phone)

    reply = phone.get("/api/device").json
    assert reply["state"] == "joined"
    assert reply["exchange_key"]["id"]
    assert phone.post("/api/sync").text == str(cast.ana)
    assert acts(house, cast) == ["client_added", "invited", "phone_joined", "phone_confirmed", "phone_confirmed"]


def test_the_therapist_alone_does_not_make_a_phone_the_clients(
    house: House, cast: Cast, new_phone: NewPhone, tomas: Desk, clock: Clock
) -> None:
    phone = new_phone()
    phone.post("/api/join", {"token": invite(house, cast.ana, clock.at).token, "label": "x"})
    confirm_as_therapist(tomas, cast, phone)
    assert phone.post("/api/sync").status_code == 403
    assert phone.post("/api/confirm").json["state"] == "joined"
    assert phone.post("/api/sync").status_code == 200


def test_a_phone_nobody_confirmed_is_signed_out_after_a_day(
    house: House, cast: Cast, new_phone: NewPhone, tomas: Desk, clock: Clock
) -> None:
    phone = new_phone()
    phone.post("/api/join", {"token": invite(house, cast.ana, clock.at).token, "label": "x"})
    clock.move(hours=23)
    assert phone.get("/api/device").status_code == 200
    clock.move(hours=1)
    assert phone.get("/api/device").json["error"]["code"] == "signed_out"


def test_only_the_app_itself_can_join(house: House, cast: Cast, new_phone: NewPhone, clock: Clock) -> None:
    body = {"token": invite(house, cast.ana, clock.at).token, "label": "x"}
    phone = new_phone()
    for bad in ({"Origin": "http://localhost:8000"}, {"Sec-Fetch-Site": "cross-site"}, {"X-Throughline": ""}):
        assert phone.post("/api/join", body, **bad).status_code == 403
    form = phone.browser.post(
        "/api/join", data=body, headers={"X-Throughline": "1"}, base_url="http://app.localhost:8000"
    )
    assert form.status_code == 403
    assert phone.post("/api/join", body).status_code == 200


def test_neither_tokens_nor_codes_lie_in_the_database(
    house: House, cast: Cast, new_phone: NewPhone, clock: Clock
) -> None:
    invited = invite(house, cast.ana, clock.at)
    phone = new_phone()
    phone.post("/api/join", {"token": invited.token, "label": "x"})
    with house.main.read() as db:
        rows = [*db.query(Invitation).all(), *db.query(Device).all()]
        held = " ".join(str(vars(row)) for row in rows)
    assert tokens.hash_token(phone.token or "") == rows[-1].token_hash
    for secret in (invited.token, invited.code, tokens.tidy_code(invited.code), phone.token or "-"):
        assert secret not in held


def test_a_label_is_kept_as_one_line(house: House, cast: Cast, new_phone: NewPhone, clock: Clock) -> None:
    reply = new_phone().post("/api/join", {"token": invite(house, cast.ana, clock.at).token, "label": "A\n\x00B"})
    with house.main.read() as db:
        assert db.get_one(Device, (cast.practice, uuid.UUID(reply.json["device"]))).label == "A B"
