"""Limits that hold for all workers and through restarts: counted in the database, in a transaction of their own.

They fail closed: where nothing can be counted, nobody gets in.
"""

import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, select, text
from sqlalchemy.exc import SQLAlchemyError

from server.accounts import security
from server.accounts.models import Limit
from server.accounts.rules import Rate, use_up
from server.errors import Problem
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web import House

SWEEP = 500
# On PostgreSQL only a row that exists can be locked. "DO NOTHING" would not lock it, and a sweep could take it away.
OURS = (
    "INSERT INTO limit_used (key, full_at_ms) VALUES (:key, 0) "
    "ON CONFLICT (key) DO UPDATE SET full_at_ms = limit_used.full_at_ms RETURNING full_at_ms"
)
USED = "UPDATE limit_used SET full_at_ms = :full_at_ms WHERE key = :key"
RATES = {
    rate.name: rate
    for rate in (
        # One name from one address: nobody else's tries can lock a therapist out.
        Rate("sign_in_name", 8, timedelta(seconds=45)),
        Rate("sign_in_address", 30, timedelta(seconds=10)),
        # Spent only by a right password with a wrong second factor, so only who knows the password can spend it.
        Rate("second_factor", 10, timedelta(minutes=2)),
        Rate("join", 20, timedelta(seconds=20)),
        Rate("join_code", 5, timedelta(minutes=2)),
        Rate("given_code", 5, timedelta(minutes=2)),
        Rate("wiped", 20, timedelta(seconds=20)),
        Rate("sync", 120, timedelta(milliseconds=500)),
        Rate("reminders", 60, timedelta(seconds=2)),
        # Those who run calendars ask for many people from one address.
        Rate("calendar", 120, timedelta(seconds=1)),
    )
}


def count(house: House, name: str, who: str, now: datetime) -> None:
    """Takes one from the limit ``name`` of ``who``. Raises ``Problem``: 429 when used up, 503 if not countable."""
    wait = _take(house, RATES[name], who, now)
    if wait:
        security.note("limit_reached", now, limit=name)
        reason = _("That was too often in a short time. Please wait {time} and try again.").format(time=_in_words(wait))
        raise Problem(429, "slow_down", reason, wait)


def is_left(house: House, name: str, who: str, now: datetime) -> bool:
    """Takes one from a limit whose end must not show. Raises ``Problem`` 503."""
    return _take(house, RATES[name], who, now) == 0


def give_back(house: House, name: str, who: str, now: datetime) -> None:
    """Forgets what was counted, after a success; and some of what is over, so that the table stays small."""
    over = select(Limit.key).where(Limit.full_at_ms < int(now.timestamp() * 1000)).limit(SWEEP)
    try:
        with house.main.write() as db:
            db.execute(delete(Limit).where(Limit.key == _key(house, RATES[name], who)))
            keys = db.scalars(over.with_for_update(skip_locked=True)).all()
            db.execute(delete(Limit).where(Limit.key.in_(keys)))
    except SQLAlchemyError as error:
        raise _not_countable() from error


def network(address: str | None) -> str:
    """Whom an address stands for: an IPv6 network of 64 bits belongs to one customer."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(getattr(found, "ipv4_mapped", None) or found)


def _take(house: House, rate: Rate, who: str, now: datetime) -> int:
    """0, or the seconds to wait."""
    now_ms = int(now.timestamp() * 1000)
    key = _key(house, rate, who)
    try:
        with house.main.write() as db:
            taken, result = use_up(rate, db.execute(text(OURS), {"key": key}).scalar_one(), now_ms)
            if taken:
                db.execute(text(USED), {"key": key, "full_at_ms": result})
    except SQLAlchemyError as error:
        raise _not_countable() from error
    return 0 if taken else -(-result // 1000)


def _key(house: House, rate: Rate, who: str) -> str:
    return hmac.new(house.config.forms_secret, f"throughline/limit/1|{rate.name}|{who}".encode(), "sha256").hexdigest()


def _in_words(seconds: int) -> str:
    minutes = -(-seconds // 60)
    if seconds < 90:
        return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


def _not_countable() -> Problem:
    return Problem(503, "busy", "The server is busy. Nothing was lost: try again in a moment.", 5)
