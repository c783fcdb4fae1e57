"""Deny by default: foreign, unknown and not allowed answer alike."""

import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from server.accounts.permissions import TABLES
from server.app import App
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import Clock, Desk, Phone, desk_app, phone_app

NewDesk = Callable[[], Desk]
PAGES = ("phone", "phone/invite", "phone/{device}/confirm", "phone/{device}/revoke", "phone/{device}/lost")


def endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()}


def test_the_table_and_the_routes_of_the_whole_house_are_the_same(house: House) -> None:
    app = App(house)
    assert endpoints(app.phone) == set(TABLES["phone"])
    assert endpoints(app.desk) == set(TABLES["desk"])
    assert endpoints(desk_app(house)) - set(TABLES["desk"]) == {"unlisted"}, "the comparison can fail"


def test_a_route_without_a_row_is_not_there(joined: Phone, tomas: Desk) -> None:
    assert joined.get("/api/unlisted").status_code == 404
    assert tomas.get("/unlisted").status_code == 404
    assert joined.get("/api/device").status_code == 200
    assert tomas.get("/clients/new").status_code == 200


def test_nothing_about_a_client_can_be_read_by_typing_its_address(joined: Phone) -> None:
    """The app's own lock would be walked around."""
    assert joined.get("/api/device", **{"Sec-Fetch-Mode": "cors"}).status_code == 200
    assert joined.get("/api/device", **{"Sec-Fetch-Mode": "navigate"}).status_code == 404


def plain(text: str) -> str:
    return re.sub(r'name="csrf_token"[^>]*>', "", text)


def test_a_foreign_client_answers_byte_for_byte_like_an_unknown_one(
    house: House, cast: Cast, tomas: Desk, new_desk: NewDesk, clock: Clock
) -> None:
    unknown, device = uuid.uuid4(), uuid.uuid4()
    olga = new_desk().sign_in_as(house, cast.olga.id, clock.at)
    vera = new_desk().sign_in_as(house, cast.vera.id, clock.at)
    piet = new_desk().sign_in_as(house, cast.piet.id, clock.at)
    for browser in (olga, vera, piet):
        for page in PAGES:
            answers = set()
            for client in (cast.ana, unknown):
                found = browser.get(f"/clients/{client}/{page.format(device=device)}")
                headers = sorted(line for line in found.headers.items() if line[0] != "Set-Cookie")
                answers.add((found.status_code, plain(found.text), str(headers)))
            assert len(answers) == 1
            assert next(iter(answers))[0] == 404
    assert tomas.get(f"/clients/{cast.ana}/phone").status_code == 200


def test_nobody_signed_in_sees_the_sign_in_page_for_any_client_alike(cast: Cast, new_desk: NewDesk) -> None:
    for client in (cast.ana, uuid.uuid4()):
        away = new_desk().get(f"/clients/{client}/phone")
        assert (away.status_code, away.headers["Location"]) == (302, f"/sign-in?to=/clients/{client}/phone")
    assert new_desk().get("/clients").status_code == 404
    assert new_desk().get("/unlisted").status_code == 404


def test_a_practice_owner_who_is_no_therapist_has_no_clients(
    house: House, cast: Cast, tomas: Desk, new_desk: NewDesk, clock: Clock
) -> None:
    piet = new_desk().sign_in_as(house, cast.piet.id, clock.at)
    assert piet.get("/clients/new").status_code == 404
    assert tomas.get("/clients/new").status_code == 200


def test_a_login_opens_nothing_on_the_phones_host_and_a_phone_nothing_on_the_desks(
    house: House, cast: Cast, tomas: Desk, joined: Phone, new_desk: NewDesk
) -> None:
    login = tomas.browser.get_cookie("__Host-login", domain="localhost")
    assert login is not None
    stranger = Phone(phone_app(house).test_client())
    stranger.token = login.value
    assert stranger.get("/api/device").status_code == 401
    desk = new_desk()
    desk.browser.set_cookie("__Host-login", joined.token or "", domain="localhost")
    assert desk.get("/clients/new").status_code == 302


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_no_route_takes_is_not_there(tomas: Desk, method: str) -> None:
    found = tomas.browser.open("/clients/new", method=method, base_url="http://localhost:8000")
    assert found.status_code in (400, 404)


def test_a_press_without_the_forms_token_changes_nothing(house: House, cast: Cast, tomas: Desk) -> None:
    page = f"/clients/{cast.ana}/phone"
    assert tomas.post(f"{page}/invite").status_code == 400
    assert "No phone was invited yet" in tomas.get(page).text
    assert "It works once" in tomas.send(f"{page}/invite", page).text


def test_every_phone_route_refuses_what_other_pages_send(joined: Phone) -> None:
    for path in ("/api/confirm", "/api/sync", "/api/sign-out", "/api/wiped", "/api/join"):
        foreign = joined.post(path, Origin="http://localhost:8000", **{"Sec-Fetch-Site": "same-site"})
        assert (foreign.status_code, foreign.json["error"]["code"]) == (403, "not_ours")
    assert joined.post("/api/confirm").status_code == 200


def test_templates_have_no_inline_style_or_script() -> None:
    for page in (Path(__file__).parents[2] / "server" / "accounts" / "templates").rglob("*.html"):
        assert not re.search(r"\sstyle=|<style|<script|\son\w+=|javascript:", page.read_text()), page
