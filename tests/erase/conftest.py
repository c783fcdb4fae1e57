"""Everybody, each with all that can be theirs, and a clock that tests move."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from server.accounts import codes, passwords
from server.accounts.models import Client
from server.app import App
from server.audit import Actor
from server.config import Config
from server.web import House
from tests.access.people import NOW, Person, Place, assemble
from tests.accounts.house import Clock
from tests.reminders.loop.nudged import PEM


@pytest.fixture
def config(config: Config) -> Config:
    """With a key that signs pushes: reminders can be turned on."""
    return replace(config, vapid_key=PEM)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The only clock there is."""
    found = Clock(NOW)
    monkeypatch.setattr("server.clock.now", found.now)
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1))
    return found


@pytest.fixture
def place(house: House, clock: Clock) -> Place:
    """Both practices; see ``tests.access.people``."""
    return assemble(App(house))


@pytest.fixture
def ana(place: Place) -> Person:
    """Who wants all to be erased. The others' rows are the noise."""
    return place.clients["ana"]


@pytest.fixture
def code(house: House, ana: Person, clock: Clock) -> Callable[[], str]:
    """Has Ana's therapist give a code to erase."""

    def give() -> str:
        with house.main.write() as db:
            client = db.get_one(Client, (ana.practice, ana.target.client))
            return codes.give(house, db, client, "erase", Actor("account", ana.therapist), clock.at).code

    return give


@pytest.fixture
def asked(ana: Person, code: Callable[[], str]) -> Person:
    """Ana, who has asked."""
    assert ana.phone.post("/api/erase", {"code": code()}).status_code == 200
    return ana
