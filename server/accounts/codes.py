"""Verbs of codes given in session. Who only holds the phone cannot have one, so what matters most waits for it.

A route of the phone uses one up like this; the limit and a wrong try are kept even though the request is refused::

    codes.count(house(), device, now)
    with house().main.write() as db:
        still_enrolled(db, device, now)
        if held := codes.redeem(house(), db, device, "export", wanted.code, now):
            ...
    if not held:
        raise codes.refused()
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import uuid_utils.compat
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server import audit
from server.accounts import limits, rules, security, tokens
from server.accounts.devices import EnrolledDevice
from server.accounts.models import Client, GivenCode
from server.audit import Act, Actor
from server.errors import Problem
from server.web import House

Purpose = Literal["export", "erase"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
ACTS: Mapping[Purpose, Act] = {"export": "export_code_given", "erase": "erase_code_given"}


@dataclass(frozen=True)
class Given:
    """A code as it is shown once: in two groups of four characters, and until when it is good."""

    purpose: Purpose
    code: str
    expires_at: datetime


def give(house: House, db: Session, client: Client, purpose: Purpose, by: Actor, now: datetime) -> Given:
    """A new code for this client and purpose; one that was still open ends. It stands in the access log."""
    for open_one in db.scalars(_open_ones(client.practice_id, client.id, purpose, now)):
        open_one.withdrawn_at = now
    code = tokens.new_code(tokens.CODE)
    row = GivenCode(
        practice_id=client.practice_id,
        id=uuid_utils.compat.uuid7(),
        client_id=client.id,
        account_id=client.therapist_id,
        purpose=purpose,
        code_hash=tokens.hash_code(house.config.forms_secret, code),
        made_at=now,
        expires_at=now + rules.CODE_HOLDS,
    )
    db.add(row)
    audit.record(db, house.config.audit_secret, client.practice_id, client.id, by, ACTS[purpose], now)
    return Given(purpose, tokens.in_fours(code), row.expires_at)


def count(house: House, device: EnrolledDevice, now: datetime) -> None:
    """Takes one try from this phone's limit, before the code is looked at. Raises ``Problem`` 429 or 503."""
    limits.count(house, "given_code", str(device.device_id), now)


def redeem(house: House, db: Session, device: EnrolledDevice, purpose: Purpose, typed: str, now: datetime) -> bool:
    """Whether ``typed`` is the open code of this phone's client for this purpose; then it is used up.

    If not, the open code has lost a try: the caller commits that too, and then raises ``refused``. When the right code
    was typed and what it was for fails, all is rolled back and the code still holds.
    """
    digest = tokens.hash_code(house.config.forms_secret, tokens.tidy_code(typed))
    for row in db.scalars(_open_ones(device.practice_id, device.client_id, purpose, now)):
        if tokens.same(row.code_hash, digest):
            row.used_at = now
            return True
        row.tries += 1
    security.note("code_refused", now, device=device.device_id, purpose=purpose)
    return False


def refused() -> Problem:
    """The one answer to a code that is unknown, wrong, used up, or meant for somebody or something else."""
    reason = "This code does not hold (any more). Look at it once more, or ask your therapist for a new one."
    return Problem(403, "code", reason)


def _open_ones(practice: uuid.UUID, client: uuid.UUID, purpose: Purpose, now: datetime) -> Select[GivenCode]:
    """The one code that holds, if there is any; locked."""
    return (
        select(GivenCode)
        .where(GivenCode.practice_id == practice, GivenCode.client_id == client, GivenCode.purpose == purpose)
        .where(GivenCode.used_at.is_(None), GivenCode.withdrawn_at.is_(None))
        .where(GivenCode.expires_at > now, GivenCode.tries < rules.CODE_TRIES)
        .with_for_update()
    )
