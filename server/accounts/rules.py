"""Decisions about getting in: what still holds at ``now``, what is used up, which passwords will not do."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

INVITATION = timedelta(hours=24)
CODE_HOLDS = timedelta(minutes=10)
CODE_TRIES = 5
DEVICE_SLIDES = timedelta(days=90)
DEVICE_AT_MOST = timedelta(days=365)
DEVICE_UNCONFIRMED = timedelta(hours=24)
TOKEN_RENEWED = timedelta(days=7)
CONTACT_NOTED = timedelta(hours=1)
LOGIN_IDLE = timedelta(minutes=30)
LOGIN_AT_MOST = timedelta(hours=12)
LOGIN_NOTED = timedelta(minutes=1)
ONE_TIME_HOLDS = timedelta(hours=24)
ERASE_WAITS = timedelta(days=7)
TOTP_STEP = 30
PASSWORD_SHORTEST = 12
PASSWORD_LONGEST = 200

DeviceState = Literal["waiting", "joined", "signed_out", "wipe"]


@dataclass(frozen=True)
class Rate:
    """A limit: ``most`` at once, and again one after every ``every`` (both for one key)."""

    name: str
    most: int
    every: timedelta


def use_up(rate: Rate, full_at_ms: int, now_ms: int) -> tuple[bool, int]:
    """Takes one from a limit: whether it was there, and the new ``full_at_ms`` or the milliseconds to wait."""
    every = int(rate.every.total_seconds() * 1000)
    after = max(full_at_ms, now_ms) + every
    wait = after - now_ms - rate.most * every
    return (False, wait) if wait > 0 else (True, after)


def device_expires(joined_at: datetime, now: datetime) -> datetime:
    """90 days after the last contact, 12 months after joining at the latest."""
    return min(now + DEVICE_SLIDES, joined_at + DEVICE_AT_MOST)


def contact_due(token_issued_at: datetime, joined_at: datetime, expires_at: datetime, now: datetime) -> bool:
    """Whether a phone's contact is worth a write: its token is old, or its expiry slides by an hour or more."""
    slides = device_expires(joined_at, now) - expires_at
    return now >= token_issued_at + TOKEN_RENEWED or slides >= CONTACT_NOTED


def device_state(
    joined_at: datetime,
    confirmed: bool,
    expires_at: datetime,
    revoked_at: datetime | None,
    lost_at: datetime | None,
    wipe_confirmed_at: datetime | None,
    now: datetime,
) -> DeviceState:
    """What a phone with a known token is at ``now``. Only *lost* wipes: expiry and being revoked never do."""
    if lost_at is not None and wipe_confirmed_at is None:
        return "wipe"
    if revoked_at is not None or lost_at is not None or now >= expires_at:
        return "signed_out"
    if confirmed:
        return "joined"
    return "waiting" if now < joined_at + DEVICE_UNCONFIRMED else "signed_out"


def login_holds(began_at: datetime, seen_at: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Whether a login is still good: 30 minutes idle, 12 hours at most."""
    return ended_at is None and now < seen_at + LOGIN_IDLE and now < began_at + LOGIN_AT_MOST


def open_steps(now: datetime, last_step: int | None) -> Sequence[int]:
    """The TOTP time steps whose code may be used: this one and its neighbours, and each only once."""
    step = int(now.timestamp()) // TOTP_STEP
    return [at for at in (step - 1, step, step + 1) if last_step is None or at > last_step]


def tidy_name(typed: str) -> str:
    """A sign-in name as it is compared: without outer spaces, case or ways of writing the same letter."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def tidy_password(typed: str) -> str:
    """A password as it is hashed: the same letters typed on another keyboard give the same password."""
    return unicodedata.normalize("NFKC", typed)


def tidy_label(typed: str) -> str:
    """What a phone calls itself: one line, 60 characters, nothing unprintable."""
    plain = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(plain.split())[:60] or "Phone"


PasswordFault = Literal["short", "long", "plain", "name", "common"]


def password_fault(password: str, sign_in_name: str, common: frozenset[str]) -> PasswordFault | None:
    """Why a new password will not do, or ``None``. ``common`` holds lower-case passwords."""
    low = tidy_password(password).casefold()
    name = tidy_name(sign_in_name)
    if len(low) < PASSWORD_SHORTEST:
        return "short"
    if len(low) > PASSWORD_LONGEST:
        return "long"
    if len(set(low)) < 5:
        return "plain"
    if len(name) >= 3 and len(low.replace(name, "")) < PASSWORD_SHORTEST // 2:
        return "name"
    if low in common or low.rstrip("0123456789!?.*# ") in common:
        return "common"
    return None


def is_inside(path: str) -> bool:
    """Whether a path to go on to after signing in stays on this host."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
