"""What the client does to reminders, all of it as entries: choosing, their hours, *Done*, *Later*, and stopping one."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.entries.envelope import Envelope
from server.entries.kind import Kinds, WhoseEntries, Written
from server.meetings import between
from server.practice.rules import is_zone
from server.reminders import offers, schedule
from server.reminders.models import Reminder, ReminderHours, ReminderOccurrence
from server.reminders.rules import open_until
from server.reminders.schedule import Due, Place, occurrence_id
from server.reminders.times import effective, schedule_of
from server.reminders.wire import ReminderHoursBody

NEAR = timedelta(days=9)


def own(db: Session, whose: WhoseEntries, asked: set[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these ids are this client's reminders or occurrences."""
    found: set[uuid.UUID] = set()
    for table in (Reminder, ReminderOccurrence):
        mine = (table.practice_id == whose.practice, table.owner_id == whose.client, table.id.in_(asked))
        found.update(db.scalars(select(table.id).where(*mine)))
    return found


def choose(db: Session, whose: WhoseEntries, entries: Sequence[Written], now: datetime) -> None:
    """The client's word about single reminders, the last one of each counting. Taken back: as it was agreed."""
    hours = _hours(db, whose, entries)
    for entry in entries:
        row = _reminder(db, whose, entry.subject)
        if row is None:
            continue
        chosen = {name: entry.body.get(name) for name in ("at", "weekdays", "minutes")} if entry.body else None
        row.chosen, row.chosen_on = chosen, entry.body.get("on") if entry.body else None
        row.since = now
    offers.look_again(db, hours, now)


def set_hours(db: Session, whose: WhoseEntries, entries: Sequence[Written], now: datetime) -> None:
    """The client's hours. Taken back: the usual ones."""
    hours = _hours(db, whose, entries)
    last = entries[-1].body
    body = ReminderHoursBody.model_validate(last) if last else _usual()
    for name, value in body:
        setattr(hours, name, value)
    offers.look_again(db, hours, now)


def _usual() -> ReminderHoursBody:
    names = ReminderHoursBody.model_fields
    plain = {name: getattr(ReminderHours.__table__.c, name).default for name in names}
    return ReminderHoursBody(**{name: None if one is None else one.arg for name, one in plain.items()})


def put_off(db: Session, whose: WhoseEntries, entries: Sequence[Written], now: datetime) -> None:
    """*Later*: as late as was asked for, and no later than an answer counts."""
    hours = _hours(db, whose, entries)
    for entry in entries:
        row = _occurrence(db, whose, entry.subject)
        if row is not None and row.why != "answered" and entry.body and now < row.open_until:
            until = datetime.fromisoformat(entry.body["until"])
            row.later_until = min(until, row.open_until)
            row.ended_at = row.why = None
    offers.look_again(db, hours, now)


def stop(db: Session, whose: WhoseEntries, entries: Sequence[Written], now: datetime) -> None:
    """Answered on the phone alone: one time of a reminder is over, whether it is due already or not."""
    hours = _hours(db, whose, entries)
    for entry in entries:
        row = _reminder(db, whose, entry.subject)
        due = None if row is None or not entry.body else _named(db, whose, row, hours, entry.body["due"], now)
        if row is None or due is None:
            continue
        known = _occurrence(db, whose, occurrence_id(row.id, due.name)) or open_one(
            row, due, hours, whose.day_ends_at, []
        )
        known.ended_at, known.why = now, "answered"
        db.add(known)
    offers.look_again(db, hours, now)


def done(db: Session, whose: WhoseEntries, envelope: Envelope, kinds: Kinds) -> Envelope | None:
    """What *Done* on a notification says in full: the one-tap answer to what the occurrence is about.

    ``None`` when there is no such occurrence, or nothing that can be answered without its form.
    """
    row = _occurrence(db, whose, envelope.subject)
    reminder = None if row is None else _reminder(db, whose, row.reminder_id)
    if row is None or reminder is None or reminder.answered_by is None or row.subject_id is None:
        return None
    body = kinds[reminder.answered_by].one_tap if reminder.answered_by in kinds else None
    if body is None:
        return None
    meant = {"kind": reminder.answered_by, "subject": row.subject_id, "local_date": row.day, "body": dict(body)}
    return envelope.model_copy(update=meant)


def open_one(
    row: Reminder, due: Due, hours: ReminderHours, day_ends_at: str, later: Iterable[Due]
) -> ReminderOccurrence:
    """The occurrence of a reminder that is due. ``later`` are the reminder's times after it."""
    place = Place(hours.zone, day_ends_at)
    following = min((one.at for one in later if one.at > due.at), default=None)
    return ReminderOccurrence(
        practice_id=row.practice_id,
        owner_id=row.owner_id,
        id=occurrence_id(row.id, due.name),
        reminder_id=row.id,
        about=row.about,
        subject_id=due.session or row.subject_id,
        day=due.day,
        due_at=due.at,
        open_until=open_until(due.at, due.day, row.stays, following, place),
    )


def _named(
    db: Session, whose: WhoseEntries, row: Reminder, hours: ReminderHours, name: str, now: datetime
) -> Due | None:
    """The time of this reminder, around now, that has this name."""
    met = between(db, whose.practice, whose.client, now - NEAR, now + NEAR)
    place = Place(hours.zone, whose.day_ends_at)
    near = schedule.dues(schedule_of(effective(row)), place, met, now - NEAR, now + NEAR)
    return next((due for due in near if due.name == name), None)


def _hours(db: Session, whose: WhoseEntries, entries: Sequence[Written]) -> ReminderHours:
    """The client's hours, in the zone where their phone said this."""
    hours = offers.hours_row(db, whose.practice, whose.client, whose.zone)
    if is_zone(entries[-1].zone):
        hours.zone = entries[-1].zone
    return hours


def _reminder(db: Session, whose: WhoseEntries, id_: uuid.UUID | None) -> Reminder | None:
    return None if id_ is None else db.get(Reminder, (whose.practice, whose.client, id_))


def _occurrence(db: Session, whose: WhoseEntries, id_: uuid.UUID | None) -> ReminderOccurrence | None:
    return None if id_ is None else db.get(ReminderOccurrence, (whose.practice, whose.client, id_))
