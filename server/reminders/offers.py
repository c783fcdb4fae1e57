"""Verbs of reminders for the rooms above: what they offer to be reminded of, and that it is over."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.entries.agreed import agreed_changed
from server.entries.models import Stream
from server.reminders.models import Reminder, ReminderHours, ReminderOccurrence
from server.reminders.rules import Why
from server.reminders.times import kept
from server.reminders.wire import About, AnyTimes


@dataclass(frozen=True)
class Offer:
    """Something a person can be reminded of, and when it was agreed to be.

    ``answered_by`` is the kind of entry that answers it, about ``subject`` (a session's reminder has none: each time is
    about the session it follows). An answer counts for ``stays`` days after the day it is about. ``on``: unless its
    owner says otherwise. ``times`` is set for "so many times a week, any day"; ``one_tap``: it can be
    answered without its form.
    """

    about: About
    subject: uuid.UUID | None
    answered_by: str | None
    when: AnyTimes
    stays: int = 1
    on: bool = True
    times: int | None = None
    one_tap: bool = False


def reminder_id(owner: uuid.UUID, about: str, subject: uuid.UUID | None) -> uuid.UUID:
    """The id of the one reminder about this: the same on every phone and every server."""
    return uuid.uuid5(subject or owner, f"throughline/reminder/{about}")


def offer(db: Session, practice: uuid.UUID, owner: uuid.UUID, zone: str, new: Offer, now: datetime) -> uuid.UUID:
    """Offers it, or changes what was offered. ``zone`` is used until the owner's phone says where it is.

    A change takes effect from ``now`` on: nothing is due in the past. What the owner chose stays.
    """
    hours = hours_row(db, practice, owner, zone)
    id_ = reminder_id(owner, new.about, new.subject)
    row = db.get(Reminder, (practice, owner, id_))
    values = {
        "answered_by": new.answered_by,
        "offered": kept(new.when),
        "offered_on": new.on,
        "times": new.times,
        "one_tap": new.one_tap,
        "stays": new.stays,
        "ended_at": None,
    }
    if row is None:
        row = Reminder(practice_id=practice, owner_id=owner, id=id_, about=new.about, subject_id=new.subject, since=now)
        db.add(row)
    elif all(getattr(row, name) == value for name, value in values.items()):
        return id_
    for name, value in values.items():
        setattr(row, name, value)
    row.since = now
    look_again(db, hours, now)
    return id_


def end_offer(
    db: Session, practice: uuid.UUID, owner: uuid.UUID, about: About, subject: uuid.UUID | None, now: datetime
) -> None:
    """It is over: nothing more is sent for it."""
    _end(db, practice, owner, reminder_id(owner, about, subject), "off", now)


def answered(
    db: Session, practice: uuid.UUID, owner: uuid.UUID, about: About, subject: uuid.UUID | None, now: datetime
) -> None:
    """It was answered, and is not asked again: nothing more is sent, and what was sent for it reads answered."""
    _end(db, practice, owner, reminder_id(owner, about, subject), "answered", now)


def _end(db: Session, practice: uuid.UUID, owner: uuid.UUID, id_: uuid.UUID, why: Why, now: datetime) -> None:
    row = db.get(Reminder, (practice, owner, id_))
    if row is None or row.ended_at is not None:
        return
    row.ended_at = now
    mine = (ReminderOccurrence.practice_id == practice, ReminderOccurrence.owner_id == owner)
    running = (ReminderOccurrence.reminder_id == id_, ReminderOccurrence.ended_at.is_(None))
    for one in db.scalars(select(ReminderOccurrence).where(*mine, *running)):
        one.ended_at, one.why = now, why
    look_again(db, db.get_one(ReminderHours, (practice, owner)), now)


def hours_row(db: Session, practice: uuid.UUID, owner: uuid.UUID, zone: str) -> ReminderHours:
    """A person's hours, locked until the transaction ends; made with the usual ones where there are none yet.

    A client's stream is locked before them, as a sync does it: the other way round one of the two would be refused.
    """
    stream = (Stream.practice_id == practice, Stream.client_id == owner)
    db.execute(select(Stream.client_id).where(*stream).with_for_update())
    wanted = select(ReminderHours).where(ReminderHours.practice_id == practice, ReminderHours.owner_id == owner)
    row = db.scalars(wanted.with_for_update()).one_or_none()
    if row is not None:
        return row
    try:
        with db.begin_nested():
            db.add(ReminderHours(practice_id=practice, owner_id=owner, zone=zone))
    except IntegrityError:
        # Somebody else was first, and has committed by now: the key is theirs.
        pass
    return db.scalars(wanted.with_for_update()).one()


def look_again(db: Session, hours: ReminderHours, now: datetime) -> None:
    """Has the loop look at this person at once, and their phone fetch what was agreed."""
    if hours.turned_on_at is not None:
        hours.next_at = now
    db.flush()
    agreed_changed(db, hours.practice_id, hours.owner_id)
