"""Verbs of the calendar: a secret address that gives a client's reminders as a calendar, and the file itself.

The address is kept as a hash. It answers while the client has a phone that is signed in, and no more once one was
reported lost after it was made: that phone may know it.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import audit
from server.accounts import devices, ledger, tokens
from server.accounts.models import Client
from server.audit import Act, Actor
from server.entries.models import Stream
from server.meetings import between
from server.meetings.service import AHEAD
from server.reminders import offers
from server.reminders.calendar import Planned, Purpose, Reminded, calendar_file
from server.reminders.hours import pause_ends
from server.reminders.models import CalendarFeed, Reminder, ReminderHours
from server.reminders.offers import Offer, reminder_id
from server.reminders.phones import Whom
from server.reminders.schedule import Place
from server.reminders.times import effective, hours_of, is_on, schedule_of
from server.reminders.words import calendar_says
from server.web import House

BACK = timedelta(weeks=1)


def turn_on(house: House, db: Session, whom: Whom, standing: Iterable[Offer], now: datetime) -> str:
    """A new address, the only one from now on: its token, which nobody can ask for again."""
    offers.hours_row(db, whom.practice, whom.owner, whom.zone)
    for one in standing:
        offers.offer(db, whom.practice, whom.owner, whom.zone, one, now)
    _remove(house, db, whom, now)
    token = tokens.new_token()
    made = CalendarFeed(
        practice_id=whom.practice, owner_id=whom.owner, token_hash=tokens.hash_token(token), made_at=now
    )
    db.add(made)
    _record(house, db, whom, "calendar_made", now)
    return token


def turn_off(house: House, db: Session, whom: Whom, now: datetime) -> None:
    """The address ends. Without one nothing changes."""
    if _remove(house, db, whom, now):
        _record(house, db, whom, "calendar_ended", now)


def is_turned_on(db: Session, whom: Whom, now: datetime) -> bool:
    """Whether there is an address that answers."""
    row = db.get(CalendarFeed, (whom.practice, whom.owner))
    return row is not None and _answers(db, row, now)


def owner_of(db: Session, token: str, now: datetime) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The practice and the client behind a token; ``None`` for a token that nobody has, or has no more."""
    row = db.scalars(select(CalendarFeed).where(CalendarFeed.token_hash == tokens.hash_token(token))).one_or_none()
    return (row.practice_id, row.owner_id) if row is not None and _answers(db, row, now) else None


def file_of(db: Session, whom: Whom, standing: Sequence[Offer], purpose: Purpose, now: datetime) -> bytes:
    """This person's reminders as a calendar file. What stands for everybody counts also before it was offered."""
    hours = db.get(ReminderHours, (whom.practice, whom.owner))
    mine = (Reminder.practice_id == whom.practice, Reminder.owner_id == whom.owner)
    rows = db.scalars(select(Reminder).where(*mine).order_by(Reminder.id)).all()
    paused = None if hours is None else pause_ends(hours_of(hours, whom.day_ends_at))
    of = Reminded(
        planned=[*_planned(rows, paused), *_not_offered_yet(rows, whom, standing, now)],
        place=Place(whom.zone if hours is None else hours.zone, whom.day_ends_at),
        meetings=between(db, whom.practice, whom.owner, now - BACK, now + AHEAD),
        version=db.get_one(Stream, (whom.practice, whom.owner)).agreed,
    )
    return calendar_file(of, calendar_says(), purpose, now)


def _planned(rows: Iterable[Reminder], paused: datetime | None) -> list[Planned]:
    """What is on. Until ``paused`` nothing is due."""
    return [
        Planned(row.id, schedule_of(effective(row)), row.since if paused is None else max(row.since, paused))
        for row in rows
        if is_on(row)
    ]


def _not_offered_yet(
    rows: Iterable[Reminder], whom: Whom, standing: Sequence[Offer], now: datetime
) -> Iterator[Planned]:
    offered = {row.id for row in rows}
    for one in standing:
        id_ = reminder_id(whom.owner, one.about, one.subject)
        if one.on and id_ not in offered:
            yield Planned(id_, schedule_of(one.when), now)


def _answers(db: Session, row: CalendarFeed, now: datetime) -> bool:
    phones = devices.their_devices(db, row.practice_id, row.owner_id)
    lost_since = any(one.lost_at is not None and one.lost_at > row.made_at for one in phones)
    ended = db.get_one(Client, (row.practice_id, row.owner_id)).ended_at is not None
    return not ended and not lost_since and any(devices.state_of(one, now) == "joined" for one in phones)


def _remove(house: House, db: Session, whom: Whom, now: datetime) -> bool:
    """Takes the address away, and says so where a restored backup is told: it would bring it back."""
    row = db.get(CalendarFeed, (whom.practice, whom.owner), with_for_update=True)
    if row is None:
        return False
    db.delete(row)
    db.flush()
    line = {"at": now.isoformat(), "act": "calendar_ended", "practice": str(whom.practice), "client": str(whom.owner)}
    ledger.append(house.config.ledger, line)
    return True


def _record(house: House, db: Session, whom: Whom, act: Act, now: datetime) -> None:
    actor = Actor("client", whom.owner)
    audit.record(db, house.config.audit_secret, whom.practice, whom.owner, actor, act, now)
