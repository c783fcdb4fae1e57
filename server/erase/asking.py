"""Verbs of asking: a client wants everything erased, or wants to keep it after all. Nothing is destroyed here."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import audit
from server.accounts import EnrolledDevice, codes, still_enrolled
from server.accounts.models import Client
from server.audit import Act, Actor
from server.entries.agreed import agreed_changed
from server.errors import NotThere
from server.web import House


def ask(house: House, db: Session, device: EnrolledDevice, code: str, now: datetime) -> datetime | None:
    """From when on all is erased; ``None`` for a code that does not hold (the caller commits the try).

    Who asked already is told their first date. Raises ``Problem`` for a phone that was signed out meanwhile.
    """
    still_enrolled(db, device, now)
    if not codes.redeem(house, db, device, "erase", code, now):
        return None
    client = _own(db, device)
    if client.erase_asked_at is None:
        client.erase_asked_at = now
        _tell(house, db, client, "erase_asked", now)
    return client.erase_at


def keep(house: House, db: Session, device: EnrolledDevice, now: datetime) -> None:
    """Takes it back: all is as it was. Without having asked, nothing changes. Raises ``Problem`` as ``ask`` does."""
    still_enrolled(db, device, now)
    client = _own(db, device)
    if client.erase_asked_at is not None:
        client.erase_asked_at = None
        _tell(house, db, client, "erase_taken_back", now)


def _own(db: Session, device: EnrolledDevice) -> Client:
    """The phone's client, locked: erasing may begin at this moment. Raises ``NotThere`` once it has."""
    mine = (Client.practice_id == device.practice_id, Client.id == device.client_id)
    client = db.scalars(select(Client).where(*mine).with_for_update()).one_or_none()
    if client is None or client.erase_begun_at is not None:
        raise NotThere
    return client


def _tell(house: House, db: Session, client: Client, act: Act, now: datetime) -> None:
    by = Actor("client", client.id)
    audit.record(db, house.config.audit_secret, client.practice_id, client.id, by, act, now)
    agreed_changed(db, client.practice_id, client.id)
