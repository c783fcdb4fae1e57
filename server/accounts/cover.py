"""Cover: who reads for a therapist that is away. Days are those of the practice's calendar, both ends included."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session

from server import audit
from server.accounts.models import Account, Client, Cover
from server.accounts.people import SignedIn, account_name
from server.audit import Actor
from server.entries.models import Stream
from server.errors import NotThere
from server.vault import Ring


@dataclass(frozen=True)
class Covering:
    """The other one's name (who is away, or who reads for them), and the last day of it."""

    name: str
    until: date


def readable_client(db: Session, login: SignedIn, client_id: uuid.UUID, today: date) -> Client:
    """A client this therapist may read today: their own, or one of somebody they cover for. Raises ``NotThere``."""
    client = db.scalars(_readable(login, today).where(Client.id == client_id)).one_or_none()
    if client is None or not login.is_therapist:
        raise NotThere
    return client


def readable_clients(db: Session, login: SignedIn, today: date) -> list[Client]:
    """All of them, those whose care has ended too, oldest first."""
    return list(db.scalars(_readable(login, today).order_by(Client.created_at, Client.id)))


def _readable(login: SignedIn, today: date) -> Select[Client]:
    away = select(Cover.account_id).where(
        Cover.practice_id == login.practice_id, Cover.covered_by == login.account_id, *_holds(today)
    )
    theirs = or_(Client.therapist_id == login.account_id, Client.therapist_id.in_(away))
    return select(Client).where(Client.practice_id == login.practice_id, Client.erase_begun_at.is_(None), theirs)


def _holds(today: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Cover.first_on <= today, Cover.last_on >= today


def covering(db: Session, ring: Ring, login: SignedIn, today: date) -> Mapping[uuid.UUID, Covering]:
    """For whom this therapist reads today, by the one who is away. ``ring`` holds the practice's key."""
    same = (Account.practice_id == Cover.practice_id, Account.id == Cover.account_id)
    wanted = select(Cover, Account).join(Account, onclause=same[0] & same[1])
    rows = db.execute(
        wanted.where(Cover.practice_id == login.practice_id, Cover.covered_by == login.account_id, *_holds(today))
    )
    return {row.account_id: Covering(account_name(ring, away), row.last_on) for row, away in rows}


def covered(db: Session, ring: Ring, account: uuid.UUID, today: date) -> Covering | None:
    """Who reads for this therapist today, if they are away. ``ring`` holds the practice's key."""
    row = db.get(Cover, (ring.practice, account))
    if row is None or not row.first_on <= today <= row.last_on:
        return None
    other = db.get_one(Account, (ring.practice, row.covered_by))
    return None if other.disabled_at is not None else Covering(account_name(ring, other), row.last_on)


def cover_of(db: Session, login: SignedIn, today: date) -> Cover | None:
    """The cover this therapist named, unless it is over."""
    row = db.get(Cover, (login.practice_id, login.account_id))
    return row if row is not None and row.last_on >= today else None


def colleagues(db: Session, login: SignedIn) -> list[Account]:
    """The other therapists of the practice, who could cover."""
    wanted = select(Account).where(
        Account.practice_id == login.practice_id,
        Account.id != login.account_id,
        Account.is_therapist,
        Account.disabled_at.is_(None),
    )
    return list(db.scalars(wanted.order_by(Account.created_at, Account.id)))


def name_cover(
    db: Session, secret: bytes, login: SignedIn, by: uuid.UUID, days: tuple[date, date], now: datetime
) -> None:
    """``by`` reads for this therapist from the first to the last of ``days``; what was named before no longer holds.

    Every client of theirs is told. Raises ``NotThere`` for anybody but a colleague.
    """
    if by not in {one.id for one in colleagues(db, login)}:
        raise NotThere
    first_on, last_on = days
    db.merge(
        Cover(
            practice_id=login.practice_id,
            account_id=login.account_id,
            covered_by=by,
            first_on=first_on,
            last_on=last_on,
            named_at=now,
        )
    )
    _tell(db, secret, login, "cover_named", now, {"by": str(by), "from": str(first_on), "to": str(last_on)})


def end_cover(db: Session, secret: bytes, login: SignedIn, now: datetime) -> None:
    """Nobody reads for this therapist any more, or after all. Raises ``NotThere`` when nobody was named."""
    row = db.get(Cover, (login.practice_id, login.account_id))
    if row is None:
        raise NotThere
    db.delete(row)
    _tell(db, secret, login, "cover_ended", now, {"by": str(row.covered_by)})


def _tell(db: Session, secret: bytes, login: SignedIn, act: audit.Act, now: datetime, facts: dict[str, str]) -> None:
    """It goes into the access log of each of their clients, and down to their phones."""
    db.flush()
    mine = select(Client.id).where(Client.practice_id == login.practice_id, Client.therapist_id == login.account_id)
    clients = list(db.scalars(mine))
    db.execute(
        update(Stream)
        .where(Stream.practice_id == login.practice_id, Stream.client_id.in_(clients))
        .values(agreed=Stream.agreed + 1)
    )
    audit.record_all(db, secret, login.practice_id, clients, Actor("account", login.account_id), act, now, facts)
