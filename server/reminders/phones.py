"""Verbs of a person's phones: where pushes go, what was shown there, and a test.

Where a push goes is sealed under a key of its own, so that the process that sends holds no key to what anybody wrote.
"""

import hashlib
import hmac
import json
import uuid
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

import uuid_utils.compat
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.entries.rules import local_day
from server.errors import NotThere
from server.practice.rules import is_zone
from server.reminders import offers
from server.reminders.addresses import Address, Allowed, BadAddress, check
from server.reminders.models import Delivery, PushSubscription, ReminderHours, ReminderOccurrence
from server.reminders.wire import PushAddress
from server.vault.seal import bind, open_bytes, seal_bytes

LABEL = "push.address"
MOST_TESTS = 5
TEST_OPEN = timedelta(minutes=10)
OFTEN = timedelta(hours=1)


@dataclass(frozen=True)
class Whom:
    """Who is reminded: a client on one of their phones, or a therapist. ``zone`` counts where no phone has said one."""

    practice: uuid.UUID
    owner: uuid.UUID
    device: uuid.UUID | None
    zone: str
    day_ends_at: str


def seal_address(secret: bytes, practice: uuid.UUID, owner: uuid.UUID, row: uuid.UUID, address: Address) -> bytes:
    """A push address as its row keeps it."""
    plain = {"endpoint": address.endpoint, "p256dh": _text(address.p256dh), "auth": _text(address.auth)}
    return seal_bytes(_key(secret), 1, json.dumps(plain).encode(), bind(practice, owner, LABEL, row, 0))


def open_address(secret: bytes, row: PushSubscription) -> Address:
    """What was sealed. Raises ``CannotOpen``."""
    aad = bind(row.practice_id, row.owner_id, LABEL, row.id, 0)
    plain = json.loads(open_bytes(_key(secret), row.address, aad))
    return Address(plain["endpoint"], _bytes(plain["p256dh"]), _bytes(plain["auth"]))


def address_of(given: PushAddress) -> Address:
    """What a browser gave. Raises ``BadAddress`` where nothing could be encrypted to it."""
    try:
        return Address(given.endpoint, _bytes(given.p256dh), _bytes(given.auth))
    except ValueError as error:
        raise BadAddress("keys", "The keys cannot be read.") from error


def usable(given: PushAddress, allowed: Allowed) -> Address:
    """What a browser gave, if something may be sent there. Raises ``BadAddress``."""
    address = address_of(given)
    check(address.endpoint, allowed)
    return address


def _key(secret: bytes) -> bytes:
    return hashlib.sha256(b"throughline/push/seal/1" + secret).digest()


def _place(secret: bytes, endpoint: str) -> bytes:
    """A keyed hash of an address: says "the same" without saying which."""
    key = hashlib.sha256(b"throughline/push/place/1" + secret).digest()
    return hmac.new(key, endpoint.encode(), "sha256").digest()


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def keep(db: Session, secret: bytes, whom: Whom, given: Address, vapid: str, now: datetime) -> bool:
    """Pushes for this person go there from now on; whoever had this address before has it no more.

    The first one turns reminders on. Returns ``False`` for an address that its push service took back, or that this
    phone gave up: the phone has to ask its browser for another.
    """
    hours = offers.hours_row(db, whom.practice, whom.owner, whom.zone)
    place = _place(secret, given.endpoint)
    known = db.scalars(select(PushSubscription).where(PushSubscription.place == place).with_for_update()).one_or_none()
    if known is not None and (known.practice_id, known.owner_id) != (whom.practice, whom.owner):
        db.delete(known)
        db.flush()
        known = None
    if known is not None and known.gone_at is not None:
        return False
    if known is not None and (known.device_id, known.vapid) == (whom.device, vapid):
        return True
    _only_one_a_phone(db, whom, place, now)
    row = known or PushSubscription(
        practice_id=whom.practice, id=uuid_utils.compat.uuid7(), owner_id=whom.owner, place=place, made_at=now
    )
    row.device_id, row.vapid = whom.device, vapid
    row.address = seal_address(secret, whom.practice, whom.owner, row.id, given)
    db.add(row)
    hours.turned_on_at = hours.turned_on_at or now
    offers.look_again(db, hours, now)
    return True


def _only_one_a_phone(db: Session, whom: Whom, place: bytes, now: datetime) -> None:
    """A phone has one address, and a therapist one browser: an older one, made for another key, say, is let go."""
    for row in living(db, whom):
        if row.device_id == whom.device and row.place != place:
            row.gone_at = now


def here(db: Session, whom: Whom, zone: str, now: datetime) -> None:
    """The phone is in this zone now: times on the wall are told there. An unknown name changes nothing."""
    hours = db.get(ReminderHours, (whom.practice, whom.owner))
    if hours is not None and is_zone(zone) and hours.zone != zone:
        hours = offers.hours_row(db, whom.practice, whom.owner, zone)
        hours.zone = zone
        offers.look_again(db, hours, now)


def let_go(db: Session, whom: Whom, now: datetime) -> bool:
    """This phone takes no pushes; with the last one reminders are off. Returns whether it took some until now."""
    mine = [row for row in living(db, whom) if row.device_id == whom.device]
    if not mine:
        return False
    hours = offers.hours_row(db, whom.practice, whom.owner, whom.zone)
    for row in mine:
        row.gone_at = now
    offers.look_again(db, hours, now)
    if not living(db, whom):
        hours.turned_on_at = None
    return True


def takes_pushes(db: Session, whom: Whom) -> bool:
    """Whether this phone takes pushes."""
    return any(row.device_id == whom.device for row in living(db, whom))


def living(db: Session, whom: Whom) -> list[PushSubscription]:
    """The addresses of this person that were not taken back."""
    mine = (PushSubscription.practice_id == whom.practice, PushSubscription.owner_id == whom.owner)
    return list(db.scalars(select(PushSubscription).where(*mine, PushSubscription.gone_at.is_(None))))


def seen(db: Session, whom: Whom, occurrence: uuid.UUID, what: str, now: datetime) -> None:
    """Notes that a phone showed an occurrence, or that it was opened. Raises ``NotThere`` for any other id.

    Saying it again changes nothing. What was opened was shown, whether or not we heard of that.
    """
    row = db.get(ReminderOccurrence, (whom.practice, whom.owner, occurrence))
    if row is None:
        raise NotThere
    address = next((one for one in living(db, whom) if one.device_id == whom.device), None)
    mine = (Delivery.practice_id == whom.practice, Delivery.owner_id == whom.owner, Delivery.occurrence_id == row.id)
    tries = db.scalars(select(Delivery).where(*mine).order_by(Delivery.decided_at.desc(), Delivery.id.desc())).all()
    last = next((one for one in tries if address is not None and one.subscription_id == address.id), None)
    if address is not None:
        # Before the attempt, in the order in which the loop settles both.
        address.shown_at = now
        db.flush()
    if last is None:
        return
    last.shown_at = last.shown_at or now
    if what == "opened":
        last.opened_at = last.opened_at or now


def test(db: Session, whom: Whom, now: datetime) -> uuid.UUID | None:
    """Asks for a test, to be sent at once; ``None`` when there were too many within the hour.

    Raises ``NotThere`` for somebody to whom nothing can be sent.
    """
    if not living(db, whom):
        raise NotThere
    hours = offers.hours_row(db, whom.practice, whom.owner, whom.zone)
    mine = (ReminderOccurrence.practice_id == whom.practice, ReminderOccurrence.owner_id == whom.owner)
    lately = (ReminderOccurrence.about == "test", ReminderOccurrence.due_at > now - OFTEN)
    if (db.scalar(select(func.count()).where(*mine, *lately)) or 0) >= MOST_TESTS:
        return None
    row = ReminderOccurrence(
        practice_id=whom.practice,
        owner_id=whom.owner,
        id=uuid.uuid4(),
        about="test",
        day=local_day(now, hours.zone, whom.day_ends_at),
        due_at=now,
        open_until=now + TEST_OPEN,
    )
    db.add(row)
    hours.next_at = now
    db.flush()
    return row.id
