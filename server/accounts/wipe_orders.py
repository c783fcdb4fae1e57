"""What waits for phones whose client was erased: at their next contact they are told to wipe themselves."""

import uuid
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from server.accounts import rules, tokens
from server.accounts.models import Device, WipeOrder
from server.errors import Problem


def leave(db: Session, device: Device, now: datetime) -> None:
    """An order for this phone, if both people ever confirmed it: any other may hold somebody else's words."""
    ours = device.client_confirmed_at is not None and device.therapist_confirmed_at is not None
    if not ours or device.wipe_confirmed_at is not None:
        return
    order = WipeOrder(
        practice_id=device.practice_id,
        id=device.id,
        token_hash=device.token_hash,
        previous_token_hash=device.previous_token_hash,
        expires_at=max(device.expires_at, now + rules.DEVICE_SLIDES),
    )
    db.merge(order)


def waits_for(db: Session, token: str, now: datetime) -> bool:
    """Whether an order waits for the phone with this token."""
    digest = tokens.hash_token(token)
    its = or_(WipeOrder.token_hash == digest, WipeOrder.previous_token_hash == digest)
    return db.scalars(select(WipeOrder.id).where(its, WipeOrder.expires_at > now)).first() is not None


def confirmed(db: Session, device: uuid.UUID, now: datetime) -> bool:
    """A phone says that it wiped itself: the last that was known of it goes. Whether there was an order for it."""
    db.execute(delete(WipeOrder).where(WipeOrder.expires_at <= now))
    gone = db.execute(delete(WipeOrder).where(WipeOrder.id == device).returning(WipeOrder.id))
    return gone.first() is not None


def order() -> Problem:
    """For a phone whose client was erased."""
    reason = "What you wrote was erased, as was asked. What the app keeps on this phone is destroyed now."
    return Problem(401, "wipe", reason)
