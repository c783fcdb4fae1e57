"""Verbs of ways in that work once: the demo's link, and the code of a first sign-in."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts import security, sign_in, tokens
from server.accounts.models import Account, OneTime
from server.accounts.people import LINK
from server.web import House


def link_holds(db: Session, token: str, now: datetime) -> OneTime | None:
    """The demo's one-time link with this token, unused."""
    return find(db, LINK, token, now)


def take_link(house: House, token: str, now: datetime) -> str | None:
    """A login's token for a demo's one-time link, which is used up. The caller makes sure that this is a demo."""
    with house.main.write() as db:
        row = find(db, LINK, token, now)
        if row is None:
            return None
        row.used_at = now
        account = db.get_one(Account, (row.practice_id, row.account_id))
        security.note("signed_in_by_link", now, account=account.id)
        return sign_in.begin(db, account, now)


def find(db: Session, purpose: str, token: str, now: datetime) -> OneTime | None:
    """An unused one-time way in, locked."""
    wanted = select(OneTime).where(OneTime.token_hash == tokens.hash_token(token), OneTime.purpose == purpose)
    row = db.scalars(wanted.with_for_update()).first()
    return row if row is not None and row.used_at is None and now < row.expires_at else None
