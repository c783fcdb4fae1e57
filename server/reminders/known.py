"""What is known of some people's reminders, read in a number of queries that does not grow with the people."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from server.accounts.models import Account, Client, Device
from server.entries.models import Entry, Stream
from server.meetings import Meeting, between_of
from server.practice.models import Practice
from server.reminders.models import Delivery, PushSubscription, Reminder, ReminderHours, ReminderOccurrence
from server.reminders.rules import Hours
from server.reminders.schedule import place_in_week
from server.reminders.times import effective, hours_of, is_on, is_once

BACK = timedelta(days=8)
# What ended before disturbs nobody today, wherever they are.
LATELY = timedelta(days=2)
AHEAD = timedelta(weeks=5)


@dataclass(frozen=True)
class Setting:
    """What a practice says for all its people."""

    day_ends_at: str
    first_weekday: int


@dataclass
class Known:
    """All that is known of one person, as rows. ``past`` are the occurrences that ended a while ago, by id: of which
    reminder, and when they were due.
    """

    hours: ReminderHours
    setting: Setting
    agreed: int = 0
    reminders: list[Reminder] = field(default_factory=list)
    meetings: Sequence[Meeting] = ()
    occurrences: dict[uuid.UUID, ReminderOccurrence] = field(default_factory=dict)
    past: dict[uuid.UUID, tuple[uuid.UUID | None, datetime]] = field(default_factory=dict)
    deliveries: dict[uuid.UUID, list[Delivery]] = field(default_factory=lambda: defaultdict(list))
    phones: list[PushSubscription] = field(default_factory=list)
    answers: set[tuple[str, uuid.UUID, date]] = field(default_factory=set)

    def rules_hours(self) -> Hours:
        """Their hours as the rules reckon with them."""
        return hours_of(self.hours, self.setting.day_ends_at)


def know(db: Session, practice: uuid.UUID, rows: Sequence[ReminderHours], now: datetime) -> list[Known]:
    """Reads what is known of these people of one practice."""
    tenant = db.get_one(Practice, practice)
    setting = Setting(tenant.day_ends_at, tenant.first_weekday)
    found = {row.owner_id: Known(row, setting) for row in rows}
    owners = list(found)
    for owner, agreed in db.execute(
        select(Stream.client_id, Stream.agreed).where(Stream.practice_id == practice, Stream.client_id.in_(owners))
    ):
        found[owner].agreed = agreed
    for reminder in db.scalars(
        select(Reminder).where(
            Reminder.practice_id == practice, Reminder.owner_id.in_(owners), Reminder.ended_at.is_(None)
        )
    ):
        found[reminder.owner_id].reminders.append(reminder)
    _occurrences(db, practice, found, now)
    _phones(db, practice, found)
    _answers(db, practice, found, now)
    _meetings(db, practice, found, now)
    return list(found.values())


def _occurrences(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known], now: datetime) -> None:
    """Those that run or ended lately, with their attempts; of those before, only that they were."""
    row = ReminderOccurrence
    mine = (row.practice_id == practice, row.owner_id.in_(list(found)), row.due_at >= now - BACK - BACK)
    lately = or_(row.ended_at.is_(None), row.ended_at >= now - LATELY)
    for one in db.scalars(select(row).where(*mine, lately)):
        found[one.owner_id].occurrences[one.id] = one
    plain = select(row.owner_id, row.id, row.reminder_id, row.due_at).where(*mine, row.ended_at < now - LATELY)
    for owner, id_, reminder, due in db.execute(plain):
        found[owner].past[id_] = (reminder, due)
    # By their ids and not by a join: before its statistics are made PostgreSQL joins everything a practice ever sent.
    theirs = (Delivery.practice_id == practice, Delivery.owner_id.in_(list(found)))
    of_these = Delivery.occurrence_id.in_([id_ for known in found.values() for id_ in known.occurrences])
    for sent in db.scalars(select(Delivery).where(*theirs, of_these)):
        found[sent.owner_id].deliveries[sent.occurrence_id].append(sent)


def _phones(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known]) -> None:
    """Addresses of phones and browsers that are still the person's; the one that showed something last comes first."""
    wanted = (
        select(PushSubscription)
        .outerjoin(
            Device, (Device.practice_id == PushSubscription.practice_id) & (Device.id == PushSubscription.device_id)
        )
        .outerjoin(
            Account, (Account.practice_id == PushSubscription.practice_id) & (Account.id == PushSubscription.owner_id)
        )
        .where(PushSubscription.practice_id == practice, PushSubscription.owner_id.in_(list(found)))
        .where(PushSubscription.gone_at.is_(None))
        .where(or_(and_(Device.id.is_not(None), Device.revoked_at.is_(None)), _of_a_therapist()))
    )
    for row in db.scalars(wanted):
        found[row.owner_id].phones.append(row)
    for known in found.values():
        known.phones.sort(key=lambda row: (row.shown_at or row.made_at, row.id), reverse=True)


def _of_a_therapist() -> ColumnElement[bool]:
    """A browser on no client's phone, unless its owner may not sign in any more."""
    return and_(PushSubscription.device_id.is_(None), Account.disabled_at.is_(None))


def _answers(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known], now: datetime) -> None:
    """What was answered lately, held or not: that it was, and nothing of what."""
    kinds = {reminder.answered_by for known in found.values() for reminder in known.reminders}
    kinds.discard(None)
    if not kinds:
        return
    wanted = select(Entry.client_id, Entry.kind, Entry.subject_id, Entry.local_date).where(
        Entry.practice_id == practice,
        Entry.client_id.in_(list(found)),
        Entry.local_date >= (now - BACK - BACK).date(),
        Entry.kind.in_(kinds),
        Entry.is_current,
        Entry.withdrawn_at.is_(None),
    )
    for client, kind, subject, day in db.execute(wanted):
        if subject is not None:
            found[client].answers.add((kind, subject, day))


def _meetings(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known], now: datetime) -> None:
    after = [
        owner
        for owner, known in found.items()
        if any(one.offered["type"] == "after_sessions" and is_on(one) for one in known.reminders)
    ]
    for owner, meetings in between_of(db, practice, after, now - BACK - BACK, now + AHEAD).items():
        found[owner].meetings = meetings


def answered(known: Known, one: ReminderOccurrence) -> bool:
    """Whether an occurrence has its answer: about its session, about its day, or so many in its week."""
    reminder = next((row for row in known.reminders if row.id == one.reminder_id), None)
    if reminder is None or reminder.answered_by is None:
        return False
    days = {day for kind, subject, day in known.answers if kind == reminder.answered_by and subject == one.subject_id}
    when = effective(reminder)
    if reminder.times is not None:
        first = known.setting.first_weekday
        begins = one.day - timedelta(days=(one.day.weekday() - first) % 7)
        in_week = {day for day in days if begins <= day < begins + timedelta(days=7)}
        return one.day in days or len(in_week) >= place_in_week(one.day, reminder.times, first)
    if when.type == "after_sessions" or is_once(when):
        return bool(days)
    return one.day in days


def zone_of(db: Session, practice: uuid.UUID, client: uuid.UUID) -> str:
    """Where a client lives, as their therapist entered it."""
    return db.get_one(Client, (practice, client)).zone
