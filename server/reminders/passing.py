"""One pass of the loop over whoever is due: claim, look, send, write down what became of it.

The row of a person's hours is the claim: it is locked while they are looked at, and leased while something of theirs is
on its way. Any number of workers may pass at once; one that dies leaves its lease behind, and the next one goes on.
"""

import logging
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, or_, select, update
from sqlalchemy.orm import Session

from server.db import Database
from server.entries.models import Stream
from server.reminders.answers import Answer
from server.reminders.looking import ToSend, know, look, open_what_is_due
from server.reminders.models import Delivery, PushSubscription, ReminderHours, ReminderWorker

log = logging.getLogger(__name__)

MOST_PEOPLE = 200
LEASE = timedelta(minutes=2)
MOST_TRIES = 12
LOOK_AFTER = timedelta(days=2)
FORGET_AFTER = timedelta(days=1)


Owner = tuple[uuid.UUID, uuid.UUID]
"""A practice and one of its people."""


@dataclass(frozen=True)
class Claimed:
    """What is to be sent now, and when each person of it is looked at next. ``people`` is how many were taken."""

    sends: Sequence[ToSend]
    next_at: Mapping[Owner, datetime]
    leased_until: datetime
    people: int


def claim(main: Database, now: datetime, *, moved: bool, most: int = MOST_PEOPLE) -> Claimed:
    """Takes people who are due, opens and decides, and commits. With ``moved`` also those of whom something agreed has
    changed since, a session's time, say.
    """
    leased_until = now + LEASE
    sends: list[ToSend] = []
    next_at: dict[Owner, datetime] = {}
    with main.write() as db:
        rows = db.scalars(_due(now, moved, most)).all()
        by_practice: dict[uuid.UUID, list[ReminderHours]] = defaultdict(list)
        for row in rows:
            by_practice[row.practice_id].append(row)
        people = [known for practice, theirs in by_practice.items() for known in know(db, practice, theirs, now)]
        again = [open_what_is_due(db, known, now) for known in people]
        db.flush()
        for known, at in zip(people, again, strict=True):
            looked = look(db, known, at, now)
            sends += looked.sends
            hours = known.hours
            hours.next_at, hours.lease_until = looked.next_at, None
            if looked.sends:
                next_at[hours.practice_id, hours.owner_id] = looked.next_at
                # Should this worker die, the next one looks when the lease is over.
                hours.next_at = hours.lease_until = leased_until
        db.flush()
        db.expunge_all()
    return Claimed(sends, next_at, leased_until, len(rows))


def _due(now: datetime, moved: bool, most: int) -> Select[ReminderHours]:
    free = or_(ReminderHours.lease_until.is_(None), ReminderHours.lease_until <= now)
    due: ColumnElement[bool] = ReminderHours.next_at <= now
    if moved:
        theirs = and_(Stream.practice_id == ReminderHours.practice_id, Stream.client_id == ReminderHours.owner_id)
        changed = select(Stream.client_id).where(theirs, Stream.agreed != ReminderHours.agreed_seen).exists()
        due = or_(due, and_(ReminderHours.turned_on_at.is_not(None), changed))
    wanted = select(ReminderHours).where(free, due).order_by(ReminderHours.next_at).limit(most)
    return wanted.with_for_update(skip_locked=True)


def settle(main: Database, claimed: Claimed, answers: Sequence[tuple[ToSend, Answer]], now: datetime) -> None:
    """Writes down what became of what was sent, and gives the people back. Who has an attempt without an answer, since
    the worker is to stop, is looked at again at once.
    """
    next_at = dict(claimed.next_at)
    heard: set[uuid.UUID] = set()
    with main.write() as db:
        for one, answer in answers:
            heard.add(one.delivery.id)
            _write(db, one, answer, now)
            owner = (one.delivery.practice_id, one.delivery.owner_id)
            next_at[owner] = min(next_at[owner], _look_after(one, answer, now))
        for one in claimed.sends:
            if one.delivery.id not in heard:
                next_at[one.delivery.practice_id, one.delivery.owner_id] = now
        for (practice, person), at in next_at.items():
            # Somebody may have asked for a look meanwhile, at an earlier time than the one written at the claim.
            asked = ReminderHours.next_at < claimed.leased_until
            earliest = case((asked & (ReminderHours.next_at < at), ReminderHours.next_at), else_=at)
            mine = (ReminderHours.practice_id == practice, ReminderHours.owner_id == person)
            leased = ReminderHours.lease_until == claimed.leased_until
            db.execute(update(ReminderHours).where(*mine, leased).values(lease_until=None, next_at=earliest))


def _write(db: Session, one: ToSend, answer: Answer, now: datetime) -> None:
    values: dict[str, object] = {"code": answer.code, "tries": one.delivery.tries + 1, "retry_at": None}
    if answer.code == "accepted":
        values["accepted_at"] = now
    elif _again_at(one, answer) is not None:
        values["retry_at"] = answer.retry_at
    else:
        values["failed_at"] = now
    mine = (Delivery.practice_id == one.delivery.practice_id, Delivery.owner_id == one.delivery.owner_id)
    db.execute(update(Delivery).where(*mine, Delivery.id == one.delivery.id).values(**values))
    if answer.code == "gone":
        theirs = (PushSubscription.practice_id == one.phone.practice_id, PushSubscription.id == one.phone.id)
        db.execute(update(PushSubscription).where(*theirs).values(gone_at=now))
    if answer.code == "ours":
        log.error("a push service refused what we sent: %s", answer.detail)


def _again_at(one: ToSend, answer: Answer) -> datetime | None:
    """When an attempt is made again; ``None`` when that would be too late, or once too often."""
    at = answer.retry_at
    late = at is None or at >= one.occurrence.open_until or one.delivery.tries + 1 >= MOST_TRIES
    return None if late else at


def _look_after(one: ToSend, answer: Answer, now: datetime) -> datetime:
    """When to look at the person again because of this answer."""
    if answer.code == "accepted":
        return now + LOOK_AFTER
    return _again_at(one, answer) or now


def waits_until(main: Database) -> datetime | None:
    """When the next person is due; ``None`` when there is nobody."""
    with main.read() as db:
        return db.scalar(select(func.min(ReminderHours.next_at)))


def passed(main: Database, worker: str, now: datetime) -> None:
    """Writes down that a worker has passed, for ``throughline doctor``; workers of the day before are forgotten."""
    with main.write() as db:
        db.execute(delete(ReminderWorker).where(ReminderWorker.passed_at < now - FORGET_AFTER))
        db.merge(ReminderWorker(name=worker, passed_at=now))


@dataclass(frozen=True)
class State:
    """How the loop is doing: when a worker last passed, and for how long the longest-waiting person has been due."""

    passed_at: datetime | None
    lag: timedelta
    overdue: int


def state(main: Database, now: datetime) -> State:
    """How the loop is doing."""
    with main.read() as db:
        last = db.scalar(select(func.max(ReminderWorker.passed_at)))
        late = (ReminderHours.next_at <= now,)
        first, number = db.execute(select(func.min(ReminderHours.next_at), func.count()).where(*late)).one()
    return State(last, timedelta() if first is None else now - first, number)
