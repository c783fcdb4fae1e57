"""Verbs of signing in: a password and an authenticator's code, never a password alone."""

import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime

import pyotp
import uuid_utils.compat
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts import limits, passwords, rules, security, tokens
from server.accounts.models import Account, Login, RecoveryCode
from server.vault import Ring
from server.web import House

TOTP = "account.totp"


@dataclass(frozen=True)
class Typed:
    """What was typed to get in, and the network it came from."""

    name: str
    password: str
    code: str
    network: str


def sign_in(house: House, typed: Typed, now: datetime) -> str | None:
    """A login's token, or ``None``: nothing says whether name, password or code was wrong. Raises ``Problem`` 429."""
    account = _right_password(house, typed, now)
    if account is None:
        return None
    if account.totp is None:
        _refused(typed, account, now)
        return None
    if not limits.is_left(house, "second_factor", str(account.id), now):
        security.note("second_factor_used_up", now, account=account.id, network=typed.network)
        return None
    ring = house.keystore.ring(account.practice_id, [account.practice_id])
    with house.main.write() as db:
        row = _locked(db, account)
        token = None
        if row.totp is not None and row.disabled_at is None:
            step = right_step(totp_secret(ring, row.id, row.totp), typed.code, now, row.totp_last_step)
            if step is not None:
                row.totp_last_step = step
                token = begin(db, row, now)
    return _done(house, typed, account, token, "signed_in", now)


def recover(house: House, typed: Typed, new_authenticator: bool, now: datetime) -> str | None:
    """A login's token for a password and a recovery code, which is used up; ``None`` when one of them is wrong.

    ``new_authenticator``: the login can first do nothing but set one up. Raises ``Problem`` 429.
    """
    account = _right_password(house, typed, now)
    if account is None:
        return None
    if not limits.is_left(house, "second_factor", str(account.id), now):
        return None
    digest = tokens.hash_token(tokens.tidy_code(typed.code))
    ring = house.keystore.ring(account.practice_id, [account.practice_id])
    with house.main.write() as db:
        row = _locked(db, account)
        code = db.scalars(
            select(RecoveryCode)
            .where(RecoveryCode.practice_id == row.practice_id, RecoveryCode.account_id == row.id)
            .where(RecoveryCode.code_hash == digest, RecoveryCode.used_at.is_(None))
        ).first()
        token = None
        if code is not None and row.disabled_at is None:
            code.used_at = now
            token = begin(db, row, now, new_secret(ring, row.id) if new_authenticator else None)
    return _done(house, typed, account, token, "recovered", now)


def begin(
    db: Session,
    account: Account,
    now: datetime,
    pending_totp: bytes | None = None,
    pending_password: str | None = None,
    pending_way_in: uuid.UUID | None = None,
) -> str:
    """A new login; its token. With something pending it can do nothing but finish setting up."""
    token = tokens.new_token()
    db.add(
        Login(
            practice_id=account.practice_id,
            id=uuid_utils.compat.uuid7(),
            account_id=account.id,
            token_hash=tokens.hash_token(token),
            began_at=now,
            seen_at=now,
            pending_totp=pending_totp,
            pending_password=pending_password,
            pending_way_in=pending_way_in,
        )
    )
    return token


def find(db: Session, token: str, now: datetime) -> tuple[Login, Account] | None:
    """The login with this token, while it holds."""
    login = db.scalars(select(Login).where(Login.token_hash == tokens.hash_token(token))).first()
    if login is None or not rules.login_holds(login.began_at, login.seen_at, login.ended_at, now):
        return None
    account = db.get_one(Account, (login.practice_id, login.account_id))
    return None if account.disabled_at is not None else (login, account)


def seen(db: Session, login: Login, now: datetime) -> None:
    """Notes that the login is in use, to the minute."""
    row = db.get(Login, (login.practice_id, login.id), with_for_update=True)
    if row is not None and row.ended_at is None:
        row.seen_at = max(row.seen_at, now)


def sign_out(db: Session, token: str, now: datetime) -> None:
    """Ends the login with this token; a token nobody has ends nothing."""
    login = db.scalars(select(Login).where(Login.token_hash == tokens.hash_token(token)).with_for_update()).first()
    if login is not None and login.ended_at is None:
        login.ended_at = now
        security.note("signed_out", now, account=login.account_id)


def new_secret(ring: Ring, account: uuid.UUID) -> bytes:
    """A new authenticator's secret, sealed for its account."""
    return ring.seal(ring.practice, TOTP, account, pyotp.random_base32().encode())


def totp_secret(ring: Ring, account: uuid.UUID, sealed: bytes) -> str:
    """An authenticator's secret (base32)."""
    return ring.open(ring.practice, TOTP, account, sealed).decode()


def right_step(secret: str, typed: str, now: datetime, last_step: int | None) -> int | None:
    """The time step whose code was typed, if it may still be used."""
    digits = "".join(typed.split()).encode()
    for step in rules.open_steps(now, last_step):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), digits):
            return step
    return None


def _right_password(house: House, typed: Typed, now: datetime) -> Account | None:
    """The account, when its password was typed. Argon2 works outside any transaction: it would hold the write lock."""
    name = rules.tidy_name(typed.name)
    limits.count(house, "sign_in_address", typed.network, now)
    limits.count(house, "sign_in_name", f"{typed.network}|{name}", now)
    with house.main.read() as db:
        account = db.scalars(select(Account).where(Account.sign_in_name == name)).one_or_none()
    right = passwords.is_right(account.password_hash if account else None, typed.password)
    if account is None or not right or account.disabled_at is not None:
        _refused(typed, account, now)
        return None
    return account


def _locked(db: Session, account: Account) -> Account:
    return db.get_one(Account, (account.practice_id, account.id), with_for_update=True)


def _refused(typed: Typed, account: Account | None, now: datetime) -> None:
    security.note("sign_in_refused", now, account=account.id if account else None, network=typed.network)


def _done(house: House, typed: Typed, account: Account, token: str | None, event: str, now: datetime) -> str | None:
    if token is None:
        _refused(typed, account, now)
        return None
    limits.give_back(house, "second_factor", str(account.id), now)
    limits.give_back(house, "sign_in_name", f"{typed.network}|{rules.tidy_name(typed.name)}", now)
    security.note(event, now, account=account.id, network=typed.network)
    return token
