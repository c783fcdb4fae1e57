"""The delivery list: what is planned, and what became of what was."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Device
from server.reminders.known import Known, answered, know
from server.reminders.models import Delivery, PushSubscription, Reminder, ReminderHours, ReminderOccurrence
from server.reminders.phones import Whom
from server.reminders.schedule import next_due
from server.reminders.times import effective, is_on, schedule_of
from server.reminders.wire import ComingItem, DeliveriesReply, DeliveryItem, DeliveryStep

BACK = timedelta(weeks=4)


def deliveries(db: Session, whom: Whom, now: datetime, back: timedelta = BACK) -> DeliveriesReply:
    """The list of one person, on one of their phones, of what was due since ``back`` ago."""
    hours = db.get(ReminderHours, (whom.practice, whom.owner))
    if hours is None:
        return DeliveriesReply(coming=[], items=[])
    known = know(db, whom.practice, [hours], now)[0]
    steps = _steps(db, whom, now - back)
    mine = (ReminderOccurrence.practice_id == whom.practice, ReminderOccurrence.owner_id == whom.owner)
    wanted = select(ReminderOccurrence).where(*mine, ReminderOccurrence.due_at >= now - back)
    rows = db.scalars(wanted.order_by(ReminderOccurrence.due_at.desc(), ReminderOccurrence.id))
    items = [_item(known, row, steps[row.id]) for row in rows]
    return DeliveriesReply(coming=_coming(known, now), items=items)


def _item(known: Known, row: ReminderOccurrence, steps: list[DeliveryStep]) -> DeliveryItem:
    """One occurrence. An answer that the loop has not met with yet counts already."""
    why = "answered" if row.why is None and answered(known, row) else row.why
    return DeliveryItem(
        occurrence=row.id,
        reminder=row.reminder_id,
        about=row.about,
        subject=row.subject_id,
        day=row.day,
        due_at=row.due_at,
        open_until=row.open_until,
        later_until=row.later_until,
        why=why,
        steps=steps,
    )


def _steps(db: Session, whom: Whom, since: datetime) -> Mapping[uuid.UUID, list[DeliveryStep]]:
    """The attempts for each occurrence, in order, with the phones as the client called them."""
    mine = (Delivery.practice_id == whom.practice, Delivery.owner_id == whom.owner)
    wanted = (
        select(Delivery, Device)
        .outerjoin(
            PushSubscription,
            (PushSubscription.practice_id == Delivery.practice_id) & (PushSubscription.id == Delivery.subscription_id),
        )
        .outerjoin(
            Device, (Device.practice_id == PushSubscription.practice_id) & (Device.id == PushSubscription.device_id)
        )
        .where(*mine, Delivery.decided_at >= since)
        .order_by(Delivery.decided_at, Delivery.id)
    )
    found: dict[uuid.UUID, list[DeliveryStep]] = defaultdict(list)
    for row, device in db.execute(wanted):
        found[row.occurrence_id].append(
            DeliveryStep(
                nth=row.nth,
                phone="" if device is None else device.label,
                this_phone=device is not None and device.id == whom.device,
                decided_at=row.decided_at,
                accepted_at=row.accepted_at,
                shown_at=row.shown_at,
                opened_at=row.opened_at,
                failed=None if row.failed_at is None else row.code,
            )
        )
    return found


def _coming(known: Known, now: datetime) -> list[ComingItem]:
    """The next time of each reminder that is on, soonest first."""
    place = known.rules_hours().place
    found: list[ComingItem] = []
    for row in _on(known.reminders):
        due = next_due(schedule_of(effective(row)), place, known.meetings, now)
        if due is not None:
            found.append(
                ComingItem(
                    reminder=row.id,
                    about=row.about,
                    subject=due.session or row.subject_id,
                    due_at=due.at,
                )
            )
    return sorted(found, key=lambda one: (one.due_at, one.reminder))


def _on(reminders: Iterable[Reminder]) -> Iterable[Reminder]:
    return (row for row in reminders if is_on(row))
