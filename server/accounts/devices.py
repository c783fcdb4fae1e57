"""Verbs of phones: who is calling, both confirm, revoked, lost, wiped."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from server import audit
from server.accounts import ledger, rules, tokens, wipe_orders
from server.accounts.models import Client, Device
from server.accounts.rules import DeviceState
from server.audit import Act, Actor
from server.errors import NotThere, Problem
from server.web import House

# Asked in every request, so put together once.
WITH_TOKEN = select(Device).where(
    or_(Device.token_hash == bindparam("digest"), Device.previous_token_hash == bindparam("digest"))
)
WAS_HERE = (
    update(Device)
    .where(Device.practice_id == bindparam("practice"), Device.id == bindparam("device"))
    .values(last_contact_at=bindparam("now"))
    .returning(Device)
)


@dataclass(frozen=True)
class EnrolledDevice:
    """A client's phone: whose it is."""

    practice_id: uuid.UUID
    client_id: uuid.UUID
    device_id: uuid.UUID


@dataclass(frozen=True)
class Caller:
    """The phone behind a token: its row, what it is now, and whether its knowledge of itself needs renewing."""

    device: Device
    state: DeviceState
    with_old_token: bool


def signed_out() -> Problem:
    """For a phone that is nobody's (any more). What it holds stays on it."""
    reason = "This phone is signed out. What you wrote is kept on it. Ask your therapist for a new invitation."
    return Problem(401, "signed_out", reason)


def wipe_order() -> Problem:
    """For a phone that was reported lost."""
    return Problem(401, "wipe", "This phone was reported lost. What the app keeps on it is destroyed now.")


def state_of(device: Device, now: datetime) -> DeviceState:
    """What this phone is at ``now``."""
    confirmed = device.client_confirmed_at is not None and device.therapist_confirmed_at is not None
    return rules.device_state(
        device.joined_at,
        confirmed,
        device.expires_at,
        device.revoked_at,
        device.lost_at,
        device.wipe_confirmed_at,
        now,
    )


def find(db: Session, token: str, now: datetime) -> Caller | None:
    """The phone with this token, its current one or the one before; ``None`` for a token nobody has."""
    digest = tokens.hash_token(token)
    device = db.scalars(WITH_TOKEN, {"digest": digest}).first()
    if device is None:
        return None
    return Caller(device, state_of(device, now), device.token_hash != digest)


def contact(house: House, db: Session, token: str, now: datetime) -> str | None:
    """Notes that a phone was here and slides its expiry; the token it uses from now on, or ``None`` when it is gone.

    The old token stays good until the new one was used and an hour went by: a reply may be lost, and another request
    with the old one may be under way.
    """
    found = find(db, token, now)
    if found is None or found.state not in ("joined", "waiting"):
        return None
    device = found.device
    device.last_contact_at = now
    device.expires_at = rules.device_expires(device.joined_at, now)
    if found.with_old_token:
        given = tokens.next_token(house.config.forms_secret, token)
        device.token_hash = tokens.hash_token(given)
        return given
    if now >= device.token_issued_at + rules.TOKEN_RENEWED:
        given = tokens.next_token(house.config.forms_secret, token)
        device.previous_token_hash, device.token_hash = device.token_hash, tokens.hash_token(given)
        device.token_issued_at = now
        return given
    if now >= device.token_issued_at + rules.CONTACT_NOTED:
        device.previous_token_hash = None
    return token


def still_enrolled(db: Session, device: EnrolledDevice, now: datetime) -> None:
    """Asserts within the caller's writing transaction that the phone was not revoked meanwhile. Raises ``Problem``.

    Locks its row, and notes that it was here.
    """
    which = {"practice": device.practice_id, "device": device.device_id, "now": now}
    row = db.scalars(WAS_HERE, which, execution_options={"synchronize_session": False}).one_or_none()
    state = "signed_out" if row is None else state_of(row, now)
    if state != "joined":
        raise wipe_order() if state == "wipe" else signed_out()


def their_devices(db: Session, practice: uuid.UUID, client: uuid.UUID) -> list[Device]:
    """All phones this client ever had, newest first."""
    return list(
        db.scalars(
            select(Device)
            .where(Device.practice_id == practice, Device.client_id == client)
            .order_by(Device.joined_at.desc(), Device.id.desc())
        )
    )


def device_of(db: Session, client: Client, device_id: uuid.UUID) -> Device:
    """One phone of this client, locked. Raises ``NotThere``."""
    device = db.get(Device, (client.practice_id, device_id), with_for_update=True)
    if device is None or device.client_id != client.id:
        raise NotThere
    return device


def confirm(house: House, db: Session, device: Device, by: Actor, now: datetime) -> None:
    """One of the two says that this phone is the client's. Saying it again changes nothing."""
    if state_of(device, now) != "waiting":
        return
    if by.kind == "client" and device.client_confirmed_at is None:
        device.client_confirmed_at = now
        _record(house, db, device, by, "phone_confirmed", now)
    if by.kind == "account" and device.therapist_confirmed_at is None:
        device.therapist_confirmed_at = now
        _record(house, db, device, by, "phone_confirmed", now)


def revoke(house: House, db: Session, device: Device, by: Actor, now: datetime) -> None:
    """Ends a phone's way in. What it holds stays on it."""
    if device.revoked_at is None:
        device.revoked_at = now
        _record(house, db, device, by, "signed_out" if by.kind == "client" else "phone_revoked", now)
        _append(house, device, "device_revoked", now)


def lose(house: House, db: Session, device: Device, by: Actor, now: datetime) -> None:
    """Ends a lost phone's way in, and orders it to destroy what it holds at its next contact."""
    if device.lost_at is None:
        device.lost_at = now
        device.revoked_at = device.revoked_at or now
        _record(house, db, device, by, "phone_lost", now)
        _append(house, device, "device_lost", now)


def wiped(house: House, db: Session, device_id: uuid.UUID, now: datetime) -> None:
    """A phone that had to destroy what it held says that it did. Raises ``NotThere`` for any other phone."""
    if wipe_orders.confirmed(db, device_id, now):
        return
    wanted = select(Device).where(Device.id == device_id, Device.lost_at.is_not(None)).with_for_update()
    device = db.scalars(wanted).one_or_none()
    if device is None:
        raise NotThere
    if device.wipe_confirmed_at is None:
        device.wipe_confirmed_at = now
        _record(house, db, device, Actor("client", device.client_id), "wipe_confirmed", now)


def _record(house: House, db: Session, device: Device, by: Actor, act: Act, now: datetime) -> None:
    facts = {"device": str(device.id)}
    audit.record(db, house.config.audit_secret, device.practice_id, device.client_id, by, act, now, facts)


def _append(house: House, device: Device, act: str, now: datetime) -> None:
    """To the second log target, before the commit: revoking once too often after a restore is safe, too seldom not."""
    line = {
        "at": now.isoformat(),
        "act": act,
        "practice": str(device.practice_id),
        "client": str(device.client_id),
        "device": str(device.id),
    }
    ledger.append(house.config.ledger, line)
