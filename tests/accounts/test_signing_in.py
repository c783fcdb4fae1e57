"""Therapists getting in: two factors, one answer for every wrong part, nothing twice."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher

from server.accounts import cookies, new_link, passwords
from server.accounts.models import Account, Login, RecoveryCode
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import PASSWORD, Clock, Desk, code_at, give_factors

NewDesk = Callable[[], Desk]
IN = "/clients/new"


def is_in(desk: Desk) -> bool:
    return desk.get(IN).status_code == 200


def sign_in(desk: Desk, code: str, name: str = "tomas", password: str = PASSWORD) -> int:
    return desk.send("/sign-in", name=name, password=password, code=code).status_code


def test_the_first_sign_in_leads_from_the_one_time_code_to_a_second_factor(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    desk = new_desk()
    typed = {"name": "tomas", "code": cast.tomas.code, "password": PASSWORD, "again": PASSWORD}
    assert desk.send("/first-sign-in", **typed).headers["Location"] == "/first-sign-in/authenticator"
    assert not is_in(desk), "a password alone never suffices"
    page = desk.get("/first-sign-in/authenticator").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert secret is not None
    assert "<svg " in page
    assert "style=" not in page
    code = code_at(secret[1].replace(" ", ""), clock.at)
    done = desk.send("/first-sign-in/authenticator", code=code)
    codes = re.findall(r"<code>([0-9A-Z-]{19})</code>", done.text)
    assert len(set(codes)) == 10
    assert is_in(desk)
    with house.main.read() as db:
        held = [row.code_hash for row in db.query(RecoveryCode).all()]
    assert len(held) == 10
    assert desk.send("/first-sign-in", "/sign-in", **typed).status_code == 200, "the code was used"


def test_nothing_holds_before_the_authenticators_first_code(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    desk = new_desk()
    typed = {"name": "tomas", "code": cast.tomas.code, "password": PASSWORD, "again": PASSWORD}
    desk.send("/first-sign-in", **typed)
    wrong = desk.send("/first-sign-in/authenticator", code="000000")
    assert "That is not the code shown now" in wrong.text
    with house.main.read() as db:
        account = db.get_one(Account, (cast.practice, cast.tomas.id))
    assert (account.password_hash, account.totp) == (None, None)
    assert desk.send("/first-sign-in", **typed).status_code == 303, "who was interrupted begins again"


def test_a_one_time_code_fits_one_name_and_one_day(cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    desk = new_desk()
    rest = {"password": PASSWORD, "again": PASSWORD}
    other = desk.send("/first-sign-in", name="olga", code=cast.tomas.code, **rest)
    assert "do not fit together" in other.text
    assert 'value="olga"' in other.text, "the typed name is kept"
    clock.move(hours=24)
    late = desk.send("/first-sign-in", name="tomas", code=cast.tomas.code, **rest)
    assert "do not fit together" in late.text


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "too short"),
        ("1qaz2wsx3edc", "1qaz2wsx3edc", "Many people use that password"),
        ("tomas and tomas", "tomas and tomas", "mostly your sign-in name"),
        (PASSWORD, "another one typed", "two passwords differ"),
    ],
)
def test_a_bad_new_password_is_refused_beside_its_field(
    cast: Cast, new_desk: NewDesk, password: str, again: str, sentence: str
) -> None:
    page = new_desk().send("/first-sign-in", name="tomas", code=cast.tomas.code, password=password, again=again)
    assert page.status_code == 200
    assert sentence in page.text
    assert 'aria-invalid="true"' in page.text


def test_name_password_and_code_together_sign_in(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    secret = give_factors(house, cast.tomas.id)
    desk = new_desk()
    reply = desk.send("/sign-in", name=" TOMAS ", password=PASSWORD, code=code_at(secret, clock.at))
    assert (reply.status_code, reply.headers["Location"]) == (303, "/")
    said = next(line for line in reply.headers.getlist("Set-Cookie") if line.startswith(cookies.LOGIN))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(said.split("; "))
    assert is_in(desk)
    with house.main.read() as db:
        kept = db.query(Login).one()
    assert kept.token_hash.hex() not in said


def test_every_wrong_part_gets_the_same_answer(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    secret = give_factors(house, cast.tomas.id)
    code = code_at(secret, clock.at)
    answers = set()
    for name, password, typed in (
        ("nobody", PASSWORD, code),
        ("tomas", "wrong password here", code),
        ("tomas", PASSWORD, "000000"),
        ("olga", PASSWORD, code),
    ):
        page = new_desk().send("/sign-in", name=name, password=password, code=typed)
        plain = re.sub(r'name="csrf_token"[^>]*>', "", page.text)
        answers.add((page.status_code, plain.replace(f'value="{name}"', 'value=""')))
    assert len(answers) == 1
    assert sign_in(new_desk(), code) == 303


def test_an_unknown_name_costs_as_much_work_as_a_wrong_password(
    house: House, cast: Cast, new_desk: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_factors(house, cast.tomas.id)
    checked: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            checked.append(str(hash).rsplit("$", 2)[0])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting(time_cost=1, memory_cost=8192, parallelism=1))
    for name in ("nobody", "tomas", "olga"):
        assert sign_in(new_desk(), "000000", name=name, password="not the password") == 200
    assert checked == ["$argon2id$v=19$m=8192,t=1,p=1"] * 3


def test_a_password_costs_a_guesser_64_mebibytes_a_guess(costly: PasswordHasher) -> None:
    parameters = costly.hash("x").rsplit("$", 2)[0]
    assert parameters == "$argon2id$v=19$m=65536,t=3,p=1"


def test_an_authenticators_code_works_once(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    code = code_at(give_factors(house, cast.tomas.id), clock.at)
    assert sign_in(new_desk(), code) == 303
    assert sign_in(new_desk(), code) == 200


@pytest.mark.parametrize(("seconds", "status"), [(-30, 303), (30, 303), (-60, 200), (60, 200)])
def test_a_clock_may_be_half_a_minute_off(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock, seconds: int, status: int
) -> None:
    secret = give_factors(house, cast.tomas.id)
    assert sign_in(new_desk(), code_at(secret, clock.at + timedelta(seconds=seconds))) == status


def test_a_disabled_account_cannot_sign_in_and_its_logins_end(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    secret = give_factors(house, cast.tomas.id)
    desk = new_desk()
    assert sign_in(desk, code_at(secret, clock.at)) == 303
    with house.main.write() as db:
        db.get_one(Account, (cast.practice, cast.tomas.id)).disabled_at = clock.at
    assert not is_in(desk)
    clock.move(minutes=1)
    assert sign_in(new_desk(), code_at(secret, clock.at)) == 200


def recovery_code(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> str:
    """One of Tomas's, after his first sign-in."""
    desk = new_desk()
    desk.send("/first-sign-in", name="tomas", code=cast.tomas.code, password=PASSWORD, again=PASSWORD)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", desk.get("/first-sign-in/authenticator").text)
    assert secret is not None
    done = desk.send("/first-sign-in/authenticator", code=code_at(secret[1].replace(" ", ""), clock.at))
    return re.findall(r"<code>([0-9A-Z-]{19})</code>", done.text)[0]


def test_a_recovery_code_works_once_and_only_with_the_password(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    code = recovery_code(house, cast, new_desk, clock)
    desk = new_desk()
    wrong = desk.send("/recovery", name="tomas", password="not the password", code=code)
    assert "do not fit together" in wrong.text
    assert desk.send("/recovery", name="tomas", password=PASSWORD, code=code.lower()).status_code == 303
    assert is_in(desk)
    assert new_desk().send("/recovery", name="tomas", password=PASSWORD, code=code).status_code == 200


def test_a_recovery_code_can_set_up_a_new_authenticator(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    code = recovery_code(house, cast, new_desk, clock)
    elsewhere = new_desk().sign_in_as(house, cast.tomas.id, clock.at)
    desk = new_desk()
    desk.send("/recovery", name="tomas", password=PASSWORD, code=code, again="y")
    assert not is_in(desk)
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", desk.get("/first-sign-in/authenticator").text)
    assert found is not None
    secret = found[1].replace(" ", "")
    assert desk.send("/first-sign-in/authenticator", code=code_at(secret, clock.at)).status_code == 200
    assert is_in(desk)
    assert not is_in(elsewhere), "other logins rested on the old factor"
    clock.move(minutes=1)
    assert sign_in(new_desk(), code_at(secret, clock.at)) == 303


def test_signing_out_ends_the_login_on_the_server(house: House, cast: Cast, tomas: Desk) -> None:
    token = tomas.browser.get_cookie(cookies.LOGIN, domain="localhost")
    assert token is not None
    assert is_in(tomas)
    assert tomas.send("/sign-out", IN).headers["Location"] == "/sign-in"
    tomas.browser.set_cookie(cookies.LOGIN, token.value, domain="localhost")
    assert not is_in(tomas)


def test_a_login_lives_while_it_is_used_and_12_hours_at_most(tomas: Desk, clock: Clock) -> None:
    for _ in range(24):
        clock.move(minutes=29)
        assert is_in(tomas)
    clock.move(minutes=24)
    assert not is_in(tomas)


def test_a_login_ends_after_half_an_hour_without_a_page(tomas: Desk, clock: Clock) -> None:
    clock.move(minutes=30)
    assert not is_in(tomas)


def test_a_page_wanted_before_signing_in_opens_after_it(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    code = code_at(give_factors(house, cast.tomas.id), clock.at)
    desk = new_desk()
    away = desk.get(f"/clients/{cast.ana}/phone")
    assert away.status_code == 302
    assert f'href="/clients/{cast.ana}/phone"' in desk.get(away.headers["Location"]).text
    done = desk.send(away.headers["Location"], name="tomas", password=PASSWORD, code=code)
    assert done.headers["Location"] == f"/clients/{cast.ana}/phone"


def test_signing_in_leads_to_no_other_host(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    code = code_at(give_factors(house, cast.tomas.id), clock.at)
    done = new_desk().send("/sign-in?to=//elsewhere.example/", name="tomas", password=PASSWORD, code=code)
    assert done.headers["Location"] == "/"


def test_a_form_sent_after_the_login_ended_can_be_sent_again(
    house: House, cast: Cast, tomas: Desk, clock: Clock
) -> None:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', tomas.get(IN).text)
    assert found is not None
    form = {"csrf_token": found[1], "name": "Cara", "zone": "Europe/London"}
    clock.move(hours=1)
    page = tomas.post(IN, **form)
    assert page.status_code == 401
    assert "You were signed out" in page.text
    tomas.sign_in_as(house, cast.tomas.id, clock.at)
    assert tomas.post(IN, **form).status_code == 303


def test_a_demos_link_signs_in_by_its_button_once(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    with house.main.write() as db:
        path = f"/sign-in/link/{new_link(db, cast.practice, cast.tomas.id, clock.at)}"
    desk = new_desk()
    for _ in range(2):
        assert "Sign in as Tomas Keller" in desk.get(path).text
    assert not is_in(desk)
    assert desk.send(path).status_code == 303
    assert is_in(desk)
    assert new_desk().get(path).status_code == 404


def test_a_demos_link_works_on_this_machine_only(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    with house.main.write() as db:
        path = f"/sign-in/link/{new_link(db, cast.practice, cast.tomas.id, clock.at)}"
    assert new_desk().get(path).status_code == 200
    elsewhere = new_desk()
    elsewhere.address = "192.0.2.7"
    assert elsewhere.get(path).status_code == 404


def test_a_real_practice_takes_no_link(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    with house.main.write() as db:
        path = f"/sign-in/link/{new_link(db, cast.practice, cast.tomas.id, clock.at)}"
    assert new_desk().get(path).status_code == 200
    object.__setattr__(house.config, "demo", False)
    assert new_desk().get(path).status_code == 404
