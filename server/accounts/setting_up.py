"""Verbs of the first sign-in, and of a new authenticator: nothing holds before its first code was typed."""

from datetime import datetime

import pyotp
import uuid_utils.compat
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.accounts import limits, one_time, passwords, rules, security, sign_in, tokens
from server.accounts.models import Account, Login, OneTime, RecoveryCode
from server.accounts.people import FIRST
from server.accounts.sign_in import Typed
from server.web import House

RECOVERY_CODES = 10
ISSUER = "Throughline"


def begin(house: House, typed: Typed, now: datetime) -> str | None:
    """A login that can only finish setting up, for a sign-in name and its one-time code; its token.

    The code is used up at the end, so that who is interrupted can begin again. Raises ``Problem`` 429.
    """
    limits.count(house, "sign_in_address", typed.network, now)
    hashed = passwords.hash_password(typed.password)
    with house.main.read() as db:
        found = db.scalars(select(Account).where(Account.sign_in_name == rules.tidy_name(typed.name))).one_or_none()
    token = None
    if found is not None:
        ring = house.keystore.ring(found.practice_id, [found.practice_id])
        with house.main.write() as db:
            way_in = one_time.find(db, FIRST, tokens.tidy_code(typed.code), now)
            if way_in is not None and way_in.account_id == found.id and found.disabled_at is None:
                token = sign_in.begin(db, found, now, sign_in.new_secret(ring, found.id), hashed, way_in.id)
    if token is None:
        security.note("first_sign_in_refused", now, network=typed.network)
    return token


def pending_uri(house: House, login: Login, account: Account) -> tuple[str, str]:
    """What the authenticator is given: the secret to type (in fours), and the ``otpauth://`` address as a QR code."""
    secret = _pending_secret(house, login)
    address = pyotp.TOTP(secret).provisioning_uri(name=account.sign_in_name, issuer_name=ISSUER)
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), address


def finish(house: House, login: Login, typed: str, now: datetime) -> tuple[str, list[str]] | None:
    """Puts password and authenticator into force once the authenticator's first code was typed; ``None`` when wrong.

    Answers the login's new token and the recovery codes, which are shown once. All other logins end.
    """
    step = sign_in.right_step(_pending_secret(house, login), typed, now, None)
    if step is None:
        security.note("first_code_refused", now, account=login.account_id)
        return None
    token = tokens.new_token()
    with house.main.write() as db:
        # The account's row first: who holds it ends the other logins, whose own finishing then waits for it.
        account = db.get_one(Account, (login.practice_id, login.account_id), with_for_update=True)
        row = db.get_one(Login, (login.practice_id, login.id), with_for_update=True)
        if row.pending_totp is None or not _use_up(db, row, now):
            return None
        account.totp, account.totp_last_step = row.pending_totp, step
        account.password_hash = row.pending_password or account.password_hash
        _end_others(db, row, now)
        row.pending_totp = row.pending_password = row.pending_way_in = None
        row.token_hash, row.began_at, row.seen_at = tokens.hash_token(token), now, now
        codes = _new_recovery_codes(db, account)
    security.note("authenticator_set_up", now, account=account.id)
    return token, codes


def _pending_secret(house: House, login: Login) -> str:
    assert login.pending_totp is not None
    ring = house.keystore.ring(login.practice_id, [login.practice_id])
    return sign_in.totp_secret(ring, login.account_id, login.pending_totp)


def _use_up(db: Session, login: Login, now: datetime) -> bool:
    """Uses up the one-time code this login began with, if it began with one. It may have been used meanwhile."""
    if login.pending_way_in is None:
        return True
    way_in = db.get_one(OneTime, (login.practice_id, login.pending_way_in), with_for_update=True)
    if way_in.used_at is not None or now >= way_in.expires_at:
        return False
    way_in.used_at = now
    return True


def _end_others(db: Session, login: Login, now: datetime) -> None:
    """Ends all other logins of this account: they rest on what no longer holds."""
    others = update(Login).where(Login.practice_id == login.practice_id, Login.account_id == login.account_id)
    db.execute(others.where(Login.id != login.id, Login.ended_at.is_(None)).values(ended_at=now))


def _new_recovery_codes(db: Session, account: Account) -> list[str]:
    mine = RecoveryCode.practice_id == account.practice_id, RecoveryCode.account_id == account.id
    db.execute(delete(RecoveryCode).where(*mine))
    codes = [tokens.new_code(tokens.RECOVERY) for _ in range(RECOVERY_CODES)]
    for code in codes:
        db.add(
            RecoveryCode(
                practice_id=account.practice_id,
                id=uuid_utils.compat.uuid7(),
                account_id=account.id,
                code_hash=tokens.hash_token(code),
            )
        )
    return [tokens.in_fours(code) for code in codes]
