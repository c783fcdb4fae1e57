"""What homework offers to be reminded of: the times agreed on its plan card."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from server import reminders
from server.entries.kind import WhoseEntries
from server.homework.wire import KIND, AnySchedule, DaysSchedule, OnceSchedule, Plan
from server.reminders import OnDays, spread

USUAL_TIME = "18:00"


def offer(db: Session, whose: WhoseEntries, item: uuid.UUID, plan: Plan, now: datetime) -> None:
    """Offers reminders at the agreed times. Without any, the client can still ask for them at the usual one."""
    at = _agreed_at(plan.schedule)
    times = None if isinstance(plan.schedule, DaysSchedule | OnceSchedule) else plan.schedule.times
    new = reminders.Offer(
        about="homework",
        subject=item,
        answered_by=KIND,
        when=_when(plan, at or [USUAL_TIME], whose.first_weekday),
        on=bool(at),
        times=times,
        one_tap=True,
    )
    reminders.offer(db, whose.practice, whose.client, whose.zone, new, now)


def end(db: Session, whose: WhoseEntries, item: uuid.UUID, now: datetime) -> None:
    """Nothing more is sent for it."""
    reminders.end_offer(db, whose.practice, whose.client, "homework", item, now)


def _agreed_at(schedule: AnySchedule) -> list[str]:
    if isinstance(schedule, DaysSchedule):
        return sorted(set(schedule.at))
    return [schedule.at] if schedule.at else []


def _when(plan: Plan, at: list[str], first_weekday: int) -> OnDays:
    schedule = plan.schedule
    if isinstance(schedule, OnceSchedule):
        return OnDays(type="on_days", at=at, first=schedule.on, last=schedule.on, every=1, weekdays=[])
    if isinstance(schedule, DaysSchedule):
        weekdays, every = schedule.weekdays, schedule.every_weeks
    else:
        weekdays, every = spread(schedule.times, first_weekday), 1
    return OnDays(
        type="on_days", at=at, first=plan.starts_on, last=plan.ends_on, every=every, weekdays=sorted(set(weekdays))
    )
