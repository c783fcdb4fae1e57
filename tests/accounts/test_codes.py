"""Codes given in session: one client, one purpose, ten minutes, five tries, once."""

import re
import uuid
from collections.abc import Callable
from typing import Literal

import pytest

from server import audit
from server.accounts import codes, rules, tokens
from server.accounts.devices import EnrolledDevice
from server.accounts.models import Client, GivenCode
from server.audit import Actor
from server.errors import Problem
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import Clock, Desk

Purpose = Literal["export", "erase"]
Redeem = Callable[..., bool]


@pytest.fixture
def redeem(house: House, cast: Cast, clock: Clock) -> Redeem:
    """Types a code on a phone, as a route does: what came of it is committed either way."""

    def type_in(code: str, purpose: Purpose = "erase", client: uuid.UUID | None = None) -> bool:
        phone = EnrolledDevice(cast.practice, client or cast.ana, uuid.uuid4())
        with house.main.write() as db:
            return codes.redeem(house, db, phone, purpose, code, clock.at)

    return type_in


def give(house: House, cast: Cast, clock: Clock, purpose: Purpose = "erase") -> str:
    with house.main.write() as db:
        client = db.get_one(Client, (cast.practice, cast.ana))
        return codes.give(house, db, client, purpose, Actor("account", cast.tomas.id), clock.at).code


def wrong(code: str) -> str:
    """One letter off."""
    return code[:-1] + next(letter for letter in tokens.ALPHABET if letter != code[-1])


def test_the_therapist_is_shown_the_code_once_and_the_client_reads_that_it_was_given(
    house: House, cast: Cast, tomas: Desk, redeem: Redeem, joined: object
) -> None:
    page = f"/clients/{cast.ana}/phone"
    shown = tomas.send(f"{page}/code/erase", page).text
    found = re.search(r"<b>([2-9A-Z]{4}-[2-9A-Z]{4})</b>", shown.replace("<wbr>", ""))
    assert found is not None
    assert "Ana Horvat" in shown
    assert found[1] not in tomas.get(page).text
    with house.main.read() as db:
        line = audit.sentences_of(db, cast.practice, cast.ana)[0]
    assert (line.act, line.actor, line.actor_id) == ("erase_code_given", "account", cast.tomas.id)
    assert redeem(found[1])


def test_a_code_is_for_one_of_two_things(cast: Cast, tomas: Desk, joined: object) -> None:
    page = f"/clients/{cast.ana}/phone"
    assert "A code to export" in tomas.send(f"{page}/code/export", page).text
    assert tomas.send(f"{page}/code/sleep", page).status_code == 404
    assert tomas.post(f"{page}/code/export").status_code == 400, "nobody presses it from elsewhere"


def test_no_code_is_offered_before_there_is_a_phone(cast: Cast, tomas: Desk) -> None:
    assert "Give a code" not in tomas.get(f"/clients/{cast.ana}/phone").text


def test_a_code_holds_once_however_it_is_typed(house: House, cast: Cast, clock: Clock, redeem: Redeem) -> None:
    code = give(house, cast, clock)
    assert redeem(f" {code.lower().replace('-', ' ')} ")
    assert not redeem(code)


@pytest.mark.parametrize("minutes", [9.99, 10])
def test_a_code_holds_ten_minutes(house: House, cast: Cast, clock: Clock, redeem: Redeem, minutes: float) -> None:
    code = give(house, cast, clock)
    clock.move(minutes=minutes)
    assert redeem(code) is (minutes < 10)


def test_a_code_is_dead_after_five_wrong_tries(house: House, cast: Cast, clock: Clock, redeem: Redeem) -> None:
    code = give(house, cast, clock)
    assert [redeem(wrong(code)) for _ in range(rules.CODE_TRIES)] == [False] * 5
    assert not redeem(code)


def test_a_code_survives_four_wrong_tries(house: House, cast: Cast, clock: Clock, redeem: Redeem) -> None:
    code = give(house, cast, clock)
    assert [redeem(wrong(code)) for _ in range(4)] == [False] * 4
    assert redeem(code)


def test_a_code_is_for_one_client_and_one_purpose(house: House, cast: Cast, clock: Clock, redeem: Redeem) -> None:
    code = give(house, cast, clock)
    assert not redeem(code, client=cast.ben)
    assert not redeem(code, "export")
    assert redeem(code)


def test_a_new_code_ends_the_one_before_for_the_same_purpose_only(
    house: House, cast: Cast, clock: Clock, redeem: Redeem
) -> None:
    old, other, new = give(house, cast, clock), give(house, cast, clock, "export"), give(house, cast, clock)
    assert not redeem(old)
    assert redeem(new)
    assert redeem(other, "export")


def test_a_right_code_still_holds_when_what_it_was_for_failed(
    house: House, cast: Cast, clock: Clock, redeem: Redeem
) -> None:
    code = give(house, cast, clock)
    phone = EnrolledDevice(cast.practice, cast.ana, uuid.uuid4())

    def fail() -> None:
        with house.main.write() as db:
            assert codes.redeem(house, db, phone, "erase", code, clock.at)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert redeem(code)


def test_one_phone_has_five_tries_then_waits(house: House, cast: Cast, clock: Clock) -> None:
    phone = EnrolledDevice(cast.practice, cast.ana, uuid.uuid4())
    for _ in range(5):
        codes.count(house, phone, clock.at)
    with pytest.raises(Problem) as caught:
        codes.count(house, phone, clock.at)
    assert caught.value.status == 429
    codes.count(house, EnrolledDevice(cast.practice, cast.ana, uuid.uuid4()), clock.at)


def test_a_code_does_not_lie_in_the_database(house: House, cast: Cast, clock: Clock) -> None:
    code = give(house, cast, clock)
    with house.main.read() as db:
        held = " ".join(str(vars(row)) for row in db.query(GivenCode).all())
    assert held
    assert code not in held
    assert tokens.tidy_code(code) not in held
