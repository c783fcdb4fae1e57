"""The cast with their browsers, and a clock that stands still."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from argon2 import PasswordHasher

from server import practice
from server.accounts import NewAccount, add_account, add_client, passwords
from server.web import House
from tests.accounts.house import Clock, Desk, Phone, desk_app, invite, phone_app

COSTLY = passwords.HASHER


@dataclass(frozen=True)
class Cast:
    """Ana and Ben are clients of Tomas; Olga works next door, Piet owns the practice; Vera and Noa are of another."""

    practice: uuid.UUID
    tomas: NewAccount
    olga: NewAccount
    piet: NewAccount
    vera: NewAccount
    ana: uuid.UUID
    ben: uuid.UUID
    noa: uuid.UUID


@pytest.fixture
def clock(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The only clock there is."""
    found = Clock(now)
    monkeypatch.setattr("server.clock.now", found.now)
    return found


@pytest.fixture
def costly() -> PasswordHasher:
    """The hasher that is used outside of tests."""
    return COSTLY


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 in a thirtieth of its time: what it costs has a test of its own."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1))


@pytest.fixture
def cast(house: House, clock: Clock) -> Cast:
    """Two practices with everybody in them."""
    home = practice.create_practice(house, "Harbour Practice", "Europe/London", clock.at)
    elsewhere = practice.create_practice(house, "Hill Practice", "Europe/Paris", clock.at)
    tomas = add_account(house, home, "Tomas", "Tomas Keller", clock.at)
    olga = add_account(house, home, "olga", "Olga Brandt", clock.at)
    piet = add_account(house, home, "piet", "Piet de Boer", clock.at, is_therapist=False, is_owner=True)
    vera = add_account(house, elsewhere, "vera", "Vera Lindt", clock.at)
    ana = add_client(house, home, tomas.id, "Ana Horvat", "Europe/Zagreb", clock.at)
    ben = add_client(house, home, tomas.id, "Ben Okoro", "Europe/London", clock.at)
    noa = add_client(house, elsewhere, vera.id, "Noa Levi", "Europe/Paris", clock.at)
    return Cast(home, tomas, olga, piet, vera, ana, ben, noa)


@pytest.fixture
def new_phone(house: House, cast: Cast) -> Callable[[], Phone]:
    """Makes a phone that knows nobody."""
    app = phone_app(house)
    return lambda: Phone(app.test_client())


@pytest.fixture
def new_desk(house: House, cast: Cast) -> Callable[[], Desk]:
    """Makes a therapist's browser that is signed out."""
    app = desk_app(house)
    return lambda: Desk(app.test_client())


@pytest.fixture
def tomas(house: House, cast: Cast, new_desk: Callable[[], Desk], clock: Clock) -> Desk:
    """Tomas, signed in."""
    return new_desk().sign_in_as(house, cast.tomas.id, clock.at)


@pytest.fixture
def joined(house: House, cast: Cast, new_phone: Callable[[], Phone], clock: Clock) -> Phone:
    """Ana's phone, confirmed by both."""
    phone = new_phone()
    token = invite(house, cast.ana, clock.at, confirmed=True).token
    assert phone.post("/api/join", {"token": token, "label": "Ana's phone"}).status_code == 200
    return phone
