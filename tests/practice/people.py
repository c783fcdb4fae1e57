"""The standing cast, founded through the rooms' own verbs, with rows of the others as noise."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import pytest

from server import practice
from server.accounts import add_account, add_client
from server.meetings.service import By
from server.web import House


@dataclass(frozen=True)
class People:
    """Ana and Ben are clients of Tomas; Olga is another therapist, Piet the owner; Vera works in another practice."""

    practice: uuid.UUID
    tomas: uuid.UUID
    olga: uuid.UUID
    piet: uuid.UUID
    ana: uuid.UUID
    ben: uuid.UUID
    elsewhere: uuid.UUID
    vera: uuid.UUID
    secret: bytes
    now: datetime

    def by(self, client: uuid.UUID) -> By:
        """Tomas changing the sessions of one of his clients."""
        return By(self.practice, client, self.tomas, self.secret, self.now)


@pytest.fixture
def people(house: House, now: datetime) -> People:
    """Two practices with everybody in them."""
    home = practice.create_practice(house, "Harbour Practice", "Europe/London", now)
    elsewhere = practice.create_practice(house, "Hill Practice", "Europe/Paris", now)
    tomas = add_account(house, home, "tomas", "Tomas Keller", now).id
    return People(
        practice=home,
        tomas=tomas,
        olga=add_account(house, home, "olga", "Olga Brandt", now).id,
        piet=add_account(house, home, "piet", "Piet Visser", now, is_therapist=False, is_owner=True).id,
        ana=add_client(house, home, tomas, "Ana Horvat", "Europe/Zagreb", now),
        ben=add_client(house, home, tomas, "Ben Okoro", "Europe/London", now),
        elsewhere=elsewhere,
        vera=add_account(house, elsewhere, "vera", "Vera Lang", now).id,
        secret=house.config.audit_secret,
        now=now,
    )
