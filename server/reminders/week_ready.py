"""Verbs of the therapist's own nudge, once a week: "Your week is ready." Off until asked for, and in one browser."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from sqlalchemy.orm import Session

from server.entries.rules import local_day
from server.reminders import offers, phones
from server.reminders.listing import deliveries
from server.reminders.models import Reminder
from server.reminders.offers import Offer
from server.reminders.phones import Whom
from server.reminders.times import effective
from server.reminders.wire import DeliveryItem, OnDays

ABOUT: Final = "week"
MOST_LISTED = 4
NO_QUIET = "00:00"


@dataclass(frozen=True)
class Wish:
    """On which day of the week (0 is Monday) and at what time on the practice's wall (``HH:MM``) to be told."""

    weekday: int
    at: str


# The evening before most weeks begin. When somebody usually reads is kept in their own words, so it says no day.
USUAL = Wish(6, "18:00")


def wish_of(db: Session, whom: Whom) -> Wish | None:
    """What was asked for; ``None`` while it is off."""
    row = db.get(Reminder, (whom.practice, whom.owner, offers.reminder_id(whom.owner, ABOUT, None)))
    if row is None or row.ended_at is not None:
        return None
    when = cast(OnDays, effective(row))
    return Wish(when.weekdays[0], when.at[0])


def ask(db: Session, whom: Whom, wish: Wish, now: datetime) -> None:
    """Asks to be told then. There is no follow-up, and no quiet hour: the time was chosen for just this."""
    hours = offers.hours_row(db, whom.practice, whom.owner, whom.zone)
    hours.zone, hours.follow_up_minutes = whom.zone, None
    hours.quiet_from = hours.quiet_to = NO_QUIET
    first = local_day(now, whom.zone, whom.day_ends_at)
    when = OnDays(type="on_days", at=[wish.at], first=first, last=None, every=1, weekdays=[wish.weekday])
    new = Offer(about=ABOUT, subject=None, answered_by=None, when=when)
    offers.offer(db, whom.practice, whom.owner, whom.zone, new, now)


def end(db: Session, whom: Whom, now: datetime) -> None:
    """Is told no more, and the browser's address is let go."""
    offers.end_offer(db, whom.practice, whom.owner, ABOUT, None, now)
    phones.let_go(db, whom, now)


def browser(db: Session, secret: bytes, whom: Whom) -> str | None:
    """By what a browser knows that it is the one that is told: SHA-256 of its address, in hex. ``None``: none is."""
    rows = phones.living(db, whom)
    return hashlib.sha256(phones.open_address(secret, rows[0]).endpoint.encode()).hexdigest() if rows else None


def last_times(db: Session, whom: Whom, now: datetime) -> Sequence[DeliveryItem]:
    """What became of the last four, the newest first."""
    return [one for one in deliveries(db, whom, now).items if one.about == ABOUT][:MOST_LISTED]
