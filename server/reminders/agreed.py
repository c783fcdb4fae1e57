"""What the phone knows of its reminders without a network."""

import uuid
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.entries.kind import WhoseEntries
from server.reminders.models import Delivery, Reminder, ReminderHours, ReminderOccurrence
from server.reminders.rules import Why, asks_time
from server.reminders.times import effective, hours_on_the_wire, is_on
from server.reminders.wire import AgreedReminder, AgreedReminders

ASKS_OF = timedelta(weeks=4)


def agreed(db: Session, whose: WhoseEntries, now: datetime) -> dict[str, Any]:
    """This room's part of what comes down; ``None`` for somebody of whom there is nothing to remind."""
    hours = db.get(ReminderHours, (whose.practice, whose.client))
    if hours is None:
        return {"reminders": None}
    mine = (Reminder.practice_id == whose.practice, Reminder.owner_id == whose.client, Reminder.ended_at.is_(None))
    rows = db.scalars(select(Reminder).where(*mine).order_by(Reminder.id)).all()
    ended = _ended(db, whose, now)
    found = AgreedReminders(
        turned_on=hours.turned_on_at is not None,
        hours=hours_on_the_wire(hours),
        reminders=[_comes_down(row, asks_time(ended[row.id])) for row in rows],
    )
    return {"reminders": found.model_dump(mode="json")}


def _comes_down(row: Reminder, asks: bool) -> AgreedReminder:
    return AgreedReminder(
        id=row.id,
        about=row.about,
        subject=row.subject_id,
        on=is_on(row),
        own=row.chosen_on is not None,
        when=effective(row),
        times=row.times,
        stays=row.stays,
        asks_time=asks and is_on(row),
    )


def _ended(db: Session, whose: WhoseEntries, now: datetime) -> dict[uuid.UUID, list[Why | None]]:
    """How the nudged occurrences of each reminder ended since its times were last chosen, the oldest first."""
    reached = (
        select(Delivery.occurrence_id)
        .where(Delivery.practice_id == whose.practice, Delivery.owner_id == whose.client)
        .where(Delivery.accepted_at.is_not(None))
    )
    wanted = (
        select(ReminderOccurrence.reminder_id, ReminderOccurrence.why)
        .join(
            Reminder,
            (Reminder.practice_id == ReminderOccurrence.practice_id)
            & (Reminder.owner_id == ReminderOccurrence.owner_id)
            & (Reminder.id == ReminderOccurrence.reminder_id),
        )
        .where(
            ReminderOccurrence.practice_id == whose.practice,
            ReminderOccurrence.owner_id == whose.client,
            ReminderOccurrence.ended_at.is_not(None),
            ReminderOccurrence.due_at >= now - ASKS_OF,
            ReminderOccurrence.due_at >= Reminder.since,
            ReminderOccurrence.id.in_(reached),
        )
        .order_by(ReminderOccurrence.due_at)
    )
    found: dict[uuid.UUID, list[Why | None]] = defaultdict(list)
    for reminder, why in db.execute(wanted):
        if reminder is not None:
            found[reminder].append(cast(Why | None, why))
    return found
