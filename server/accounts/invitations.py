"""Verbs of invitations: made in the room, used up by one phone."""

from dataclasses import dataclass
from datetime import datetime

import uuid_utils.compat
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import audit
from server.accounts import rules, tokens
from server.accounts.models import Client, Device, Invitation
from server.audit import Actor
from server.web import House


@dataclass(frozen=True)
class Invite:
    """An open invitation as it is shown once: ``link`` carries ``token`` in the fragment, which no server sees."""

    token: str
    code: str
    link: str
    expires_at: datetime
    code_expires_at: datetime


@dataclass(frozen=True)
class Joined:
    """A phone that has just joined, and its first token."""

    device: Device
    token: str


def invite(house: House, db: Session, client: Client, by: Actor, now: datetime, confirmed: bool = False) -> Invite:
    """A new invitation for one phone of ``client``; one that was still open ends.

    ``confirmed`` is for the demo: the phone is then this client's without anybody confirming it.
    """
    for open_one in _open_ones(db, client, now):
        open_one.withdrawn_at = now
    token, code = tokens.new_token(), tokens.new_code(tokens.CODE)
    row = Invitation(
        practice_id=client.practice_id,
        id=uuid_utils.compat.uuid7(),
        client_id=client.id,
        account_id=client.therapist_id,
        token_hash=tokens.hash_token(token),
        code_place=code[: tokens.PLACE],
        code_hash=tokens.hash_code(house.config.forms_secret, code),
        code_tries=0,
        made_at=now,
        expires_at=now + rules.INVITATION,
        code_expires_at=now + rules.CODE_HOLDS,
        confirmed=confirmed,
    )
    db.add(row)
    audit.record(db, house.config.audit_secret, client.practice_id, client.id, by, "invited", now)
    link = f"{house.config.phone_origin}/join#{token}"
    return Invite(token, tokens.in_fours(code), link, row.expires_at, row.code_expires_at)


def open_invitation(db: Session, client: Client, now: datetime) -> Invitation | None:
    """The invitation of this client that can still be used, if there is one."""
    return next(iter(_open_ones(db, client, now)), None)


def join(house: House, db: Session, token: str | None, code: str | None, label: str, now: datetime) -> Joined | None:
    """Uses an invitation up: by its token, else by its code. ``None`` when there is none that holds, or when the
    client's time here has ended.

    A wrong code counts as a try of the invitation it points at: the caller commits that too.
    """
    found = _by_token(db, token, now) if token else _by_code(house, db, tokens.tidy_code(code or ""), now)
    if found is None or _is_over(_client_of(db, found)):
        return None
    found.used_at = now
    device_token = tokens.new_token()
    device = Device(
        practice_id=found.practice_id,
        id=uuid_utils.compat.uuid7(),
        client_id=found.client_id,
        label=label,
        check_digits=tokens.new_check(),
        token_hash=tokens.hash_token(device_token),
        token_issued_at=now,
        joined_at=now,
        client_confirmed_at=now if found.confirmed else None,
        therapist_confirmed_at=now if found.confirmed else None,
        expires_at=rules.device_expires(now, now),
        last_contact_at=now,
    )
    db.add(device)
    by = Actor("client", found.client_id)
    audit.record(db, house.config.audit_secret, found.practice_id, found.client_id, by, "phone_joined", now)
    return Joined(device, device_token)


def _open_ones(db: Session, client: Client, now: datetime) -> list[Invitation]:
    return list(
        db.scalars(
            select(Invitation)
            .where(Invitation.practice_id == client.practice_id, Invitation.client_id == client.id)
            .where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > now)
            .with_for_update()
        )
    )


def _by_token(db: Session, token: str, now: datetime) -> Invitation | None:
    wanted = select(Invitation).where(Invitation.token_hash == tokens.hash_token(token)).with_for_update()
    row = db.scalars(wanted).one_or_none()
    return row if row is not None and _holds(row, now) else None


def _by_code(house: House, db: Session, code: str, now: datetime) -> Invitation | None:
    """The invitation whose code this is. Every open one with the same first part loses a try on a wrong code."""
    if len(code) != tokens.CODE:
        return None
    wanted = (
        select(Invitation)
        .where(Invitation.code_place == code[: tokens.PLACE], Invitation.code_expires_at > now)
        .order_by(Invitation.practice_id, Invitation.id)
        .with_for_update()
    )
    digest = tokens.hash_code(house.config.forms_secret, code)
    for row in db.scalars(wanted):
        if not _holds(row, now) or row.code_tries >= rules.CODE_TRIES:
            continue
        if tokens.same(row.code_hash, digest):
            return row
        row.code_tries += 1
    return None


def _client_of(db: Session, row: Invitation) -> Client:
    return db.get_one(Client, (row.practice_id, row.client_id))


def _is_over(client: Client) -> bool:
    return client.ended_at is not None or client.erase_begun_at is not None


def _holds(row: Invitation, now: datetime) -> bool:
    return row.used_at is None and row.withdrawn_at is None and now < row.expires_at
