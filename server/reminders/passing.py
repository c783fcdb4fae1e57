"""One pass of the loop over whoever is due: claim and look. What is sent is written down by ``settling``.

The row of a person's hours is the claim: it is locked while they are looked at, and leased while something of theirs is
on its way. Any number of workers may pass at once; one that dies leaves its lease behind, and the next one goes on.
"""

import logging
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from server.db import Database
from server.entries.agreed import agreed_changed_of
from server.entries.models import Stream
from server.errors import Problem
from server.reminders.known import Known, know
from server.reminders.looking import Looked, ToSend, look, open_what_is_due
from server.reminders.models import ReminderHours, ReminderWorker

log = logging.getLogger(__name__)

MOST_PEOPLE = 200
LEASE = timedelta(minutes=2)
FORGET_AFTER = timedelta(days=1)
AFTER_A_FAULT = timedelta(hours=1)

Owner = tuple[uuid.UUID, uuid.UUID]
"""A practice and one of its people."""


@dataclass(frozen=True)
class Claimed:
    """What is to be sent now, and when each person of it is looked at next. ``people`` is how many were taken."""

    sends: Sequence[ToSend]
    next_at: Mapping[Owner, datetime]
    leased_until: datetime
    people: int


def claim(main: Database, now: datetime, *, moved: bool, most: int = MOST_PEOPLE, lease: timedelta = LEASE) -> Claimed:
    """Takes people who are due, opens and decides, and commits. With ``moved`` also those of whom something agreed has
    changed since, a session's time, say. For as long as ``lease`` no other worker takes them.
    """
    leased_until = now + lease
    sends: list[ToSend] = []
    next_at: dict[Owner, datetime] = {}
    told: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    with main.write() as db:
        rows = db.scalars(_due(now, moved, most)).all()
        by_practice: dict[uuid.UUID, list[ReminderHours]] = defaultdict(list)
        for row in rows:
            by_practice[row.practice_id].append(row)
        people = [known for practice, theirs in by_practice.items() for known in know(db, practice, theirs, now)]
        for known, looked in _looks(db, people, now):
            sends += looked.sends
            hours = known.hours
            if looked.tells:
                told[hours.practice_id].append(hours.owner_id)
            hours.next_at, hours.lease_until = looked.next_at, None
            if looked.sends:
                next_at[hours.practice_id, hours.owner_id] = looked.next_at
                # Should this worker die, the next one looks when the lease is over.
                hours.next_at = hours.lease_until = leased_until
        db.flush()
        db.expunge_all()
    if told:
        _tell(main, told)
    return Claimed(sends, next_at, leased_until, len(rows))


def _tell(main: Database, told: Mapping[uuid.UUID, Sequence[uuid.UUID]]) -> None:
    """Has phones fetch what is agreed. Apart from the claim: a sync locks its stream first and then the hours, so who
    holds the hours must not wait for a stream. Where it fails the phone hears of it at the next change.
    """
    with suppress(Problem), main.write() as db:
        for practice, clients in told.items():
            agreed_changed_of(db, practice, clients)


def _looks(db: Session, people: Sequence[Known], now: datetime) -> Iterator[tuple[Known, Looked]]:
    """One look at each. Where something is wrong with one person's rows only theirs wait, and the operator is told."""
    opened: list[tuple[Known, datetime]] = []
    for known in people:
        with _nobody_else_waits():
            opened.append((known, open_what_is_due(db, known, now)))
    db.flush()
    looked: dict[uuid.UUID, Looked] = {}
    for known, again in opened:
        with _nobody_else_waits():
            looked[known.hours.owner_id] = look(db, known, again, now)
    for known in people:
        yield known, looked.get(known.hours.owner_id, Looked((), now + AFTER_A_FAULT))


@contextmanager
def _nobody_else_waits() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError:
        raise
    except Exception:
        log.exception("one person's reminders could not be looked at")


def _due(now: datetime, moved: bool, most: int) -> Select[ReminderHours]:
    free = or_(ReminderHours.lease_until.is_(None), ReminderHours.lease_until <= now)
    due: ColumnElement[bool] = ReminderHours.next_at <= now
    if moved:
        theirs = and_(Stream.practice_id == ReminderHours.practice_id, Stream.client_id == ReminderHours.owner_id)
        changed = select(Stream.client_id).where(theirs, Stream.agreed != ReminderHours.agreed_seen).exists()
        due = or_(due, and_(ReminderHours.turned_on_at.is_not(None), changed))
    wanted = select(ReminderHours).where(free, due).order_by(ReminderHours.next_at).limit(most)
    return wanted.with_for_update(skip_locked=True)


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
