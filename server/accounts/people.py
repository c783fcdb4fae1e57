"""Verbs about accounts and clients: making them, their names, and whose client somebody is."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import uuid_utils.compat
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import audit
from server.accounts import rules, tokens
from server.accounts.models import Account, Client, OneTime
from server.audit import Actor
from server.entries.models import Stream
from server.errors import NotThere
from server.vault import Ring
from server.web import House

CLIENT_NAME = "client.name"
ACCOUNT_NAME = "account.name"
FIRST, LINK = "first", "link"


@dataclass(frozen=True)
class SignedIn:
    """A therapist (or practice owner) who is signed in."""

    practice_id: uuid.UUID
    account_id: uuid.UUID
    name: str
    is_therapist: bool
    is_owner: bool


@dataclass(frozen=True)
class NewAccount:
    """A new account, and the one-time code for its first sign-in (shown once, good for 24 hours)."""

    id: uuid.UUID
    code: str


def name_of(ring: Ring, client: Client) -> str:
    """A client's name. ``ring`` holds the client's key. Raises ``CannotOpen`` once they were erased."""
    return ring.open(client.id, CLIENT_NAME, client.id, client.name).decode()


def account_name(ring: Ring, account: Account) -> str:
    """A therapist's name. ``ring`` holds the practice's key."""
    return ring.open(account.practice_id, ACCOUNT_NAME, account.id, account.name).decode()


def account_names(db: Session, ring: Ring, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of these therapists of the practice, by id, in one query. ``ring`` holds the practice's key."""
    rows = db.scalars(select(Account).where(Account.practice_id == ring.practice, Account.id.in_(list(ids))))
    return {account.id: account_name(ring, account) for account in rows}


def their_client(db: Session, login: SignedIn, client_id: uuid.UUID) -> Client:
    """This therapist's own client. Raises ``NotThere`` for anybody else's and for nobody's alike."""
    client = db.scalars(
        select(Client).where(
            Client.practice_id == login.practice_id,
            Client.id == client_id,
            Client.therapist_id == login.account_id,
            Client.erase_begun_at.is_(None),
        )
    ).one_or_none()
    if client is None or not login.is_therapist:
        raise NotThere
    return client


def clients_of(db: Session, login: SignedIn) -> list[Client]:
    """All clients of this therapist, those whose care has ended too, oldest first."""
    return list(
        db.scalars(
            select(Client)
            .where(Client.practice_id == login.practice_id, Client.therapist_id == login.account_id)
            .where(Client.erase_begun_at.is_(None))
            .order_by(Client.created_at, Client.id)
        )
    )


def add_client(
    house: House,
    practice: uuid.UUID,
    therapist: uuid.UUID,
    name: str,
    zone: str,
    now: datetime,
    client_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """A new client of ``therapist``: the key first, then the row, both counters and the access log.

    ``zone`` is an IANA name. ``client_id`` is for the demo, which needs the same one each time.
    """
    client_id = client_id or uuid_utils.compat.uuid7()
    house.keystore.create(practice, client_id, now)
    ring = house.keystore.ring(practice, [client_id])
    with house.main.write() as db:
        db.add(
            Client(
                practice_id=practice,
                id=client_id,
                therapist_id=therapist,
                name=ring.seal(client_id, CLIENT_NAME, client_id, name.encode()),
                zone=zone,
                created_at=now,
            )
        )
        db.add(Stream(practice_id=practice, client_id=client_id))
        audit.start(db, practice, client_id)
        by = Actor("account", therapist)
        audit.record(db, house.config.audit_secret, practice, client_id, by, "client_added", now)
    return client_id


def add_account(
    house: House,
    practice: uuid.UUID,
    sign_in_name: str,
    name: str,
    now: datetime,
    *,
    is_therapist: bool = True,
    is_owner: bool = False,
) -> NewAccount:
    """A new account, which cannot sign in before its one-time code was used.

    Raises ``ValueError`` when the sign-in name is empty or taken.
    """
    wanted = rules.tidy_name(sign_in_name)
    account_id = uuid_utils.compat.uuid7()
    ring = house.keystore.ring(practice, [practice])
    with house.main.write() as db:
        if not wanted or db.scalars(select(Account.id).where(Account.sign_in_name == wanted)).first():
            raise ValueError(f"The sign-in name {sign_in_name!r} is empty or taken: choose another one.")
        db.add(
            Account(
                practice_id=practice,
                id=account_id,
                sign_in_name=wanted,
                name=ring.seal(practice, ACCOUNT_NAME, account_id, name.encode()),
                is_therapist=is_therapist,
                is_owner=is_owner,
                created_at=now,
            )
        )
        db.flush()
        code = new_first_code(db, practice, account_id, now)
    return NewAccount(account_id, code)


def new_first_code(db: Session, practice: uuid.UUID, account: uuid.UUID, now: datetime) -> str:
    """A one-time code for choosing a password and an authenticator (again): for the command line."""
    code = tokens.new_code(tokens.ONE_TIME)
    _add_one_time(db, practice, account, FIRST, code, now)
    return tokens.in_fours(code)


def new_link(db: Session, practice: uuid.UUID, account: uuid.UUID, now: datetime) -> str:
    """The token of a one-time sign-in link. Only a demo on this machine takes it."""
    token = tokens.new_token()
    _add_one_time(db, practice, account, LINK, token, now)
    return token


def _add_one_time(
    db: Session, practice: uuid.UUID, account: uuid.UUID, purpose: str, token: str, now: datetime
) -> None:
    db.add(
        OneTime(
            practice_id=practice,
            id=uuid_utils.compat.uuid7(),
            account_id=account,
            purpose=purpose,
            token_hash=tokens.hash_token(token),
            expires_at=now + rules.ONE_TIME_HOLDS,
        )
    )
    db.flush()
