"""What a therapist's page about one client begins with: who it is about, who has it open, and what day it is."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from server import accounts, clock
from server.accounts import SignedIn
from server.accounts.models import Client
from server.audit import By
from server.entries.kind import WhoseEntries
from server.entries.rules import local_day
from server.practice.service import practice_of, today, whose
from server.web import house


@dataclass(frozen=True)
class Room:
    """One client, as a page about them is opened.

    ``today`` is the client's day, which may end after midnight; ``zone`` is the practice's, in which sessions are
    planned. ``readable`` tells whether the client agreed that what they write may be read.
    """

    client_id: uuid.UUID
    name: str
    whose: WhoseEntries
    by: By
    today: date
    zone: str
    readable: bool

    @property
    def first_name(self) -> str:
        """What a client is called in a sentence."""
        return self.name.split()[0]

    @property
    def calendar_day(self) -> date:
        """The day on the practice's calendar, which turns at midnight."""
        return local_day(self.by.now, self.zone, "00:00")


def room_of(db: Session, client_id: uuid.UUID) -> Room:
    """A page for the therapist whose client it is. Raises ``NotThere`` for everybody else."""
    login, now = accounts.the_login(), clock.now()
    return _room(db, login, accounts.their_client(db, login, client_id), now)


def room_to_read(db: Session, client_id: uuid.UUID) -> Room:
    """A page for whoever covers for that therapist too. Raises ``NotThere`` for everybody else."""
    login, now = accounts.the_login(), clock.now()
    there = today(db, login.practice_id, now)
    return _room(db, login, accounts.readable_client(db, login, client_id, there), now)


def _room(db: Session, login: SignedIn, client: Client, now: datetime) -> Room:
    opened = whose(db, house().keystore, login.practice_id, client.id)
    return Room(
        client_id=client.id,
        name=accounts.name_of(opened.ring, client),
        whose=opened,
        by=By(login.account_id, house().config.audit_secret, now),
        today=local_day(now, opened.zone, opened.day_ends_at),
        zone=practice_of(db, login.practice_id).zone,
        readable=client.may_be_read,
    )
