"""A reminder's times: as they travel and are kept, as rules reckon with them, and with the owner's word over them."""

from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

from server.reminders.models import Reminder, ReminderHours
from server.reminders.rules import Hours
from server.reminders.schedule import AfterSession, Calendar, Place, Schedule
from server.reminders.wire import AfterSessions, AnyTimes, OnDays, ReminderHoursBody

ANY: TypeAdapter[AnyTimes] = TypeAdapter(AnyTimes)


def kept(when: AnyTimes) -> dict[str, Any]:
    """As a column holds it."""
    return when.model_dump(mode="json")


def effective(row: Reminder) -> AnyTimes:
    """What was offered, with the owner's word over it."""
    chosen = {name: value for name, value in (row.chosen or {}).items() if value is not None}
    when = ANY.validate_python(row.offered)
    fitting = {name: value for name, value in chosen.items() if name in type(when).model_fields}
    return ANY.validate_python({**row.offered, **fitting})


def is_on(row: Reminder) -> bool:
    """Whether it reminds: the owner's word is the last one."""
    return row.ended_at is None and (row.offered_on if row.chosen_on is None else row.chosen_on)


def schedule_of(when: AnyTimes) -> Schedule:
    """As the rules reckon with it."""
    if isinstance(when, AfterSessions):
        return AfterSession(when.minutes)
    return Calendar(tuple(sorted(when.at)), when.first, when.last, when.every, tuple(sorted(set(when.weekdays))))


def is_once(when: AnyTimes) -> bool:
    """Whether it is due on one day only."""
    return isinstance(when, OnDays) and when.first == when.last


def hours_of(row: ReminderHours, day_ends_at: str) -> Hours:
    """A person's hours as the rules reckon with them."""
    follow_up = None if row.follow_up_minutes is None else timedelta(minutes=row.follow_up_minutes)
    place = Place(row.zone, day_ends_at)
    return Hours(place, row.quiet_from, row.quiet_to, row.paused_until, row.most_a_day, follow_up)


def hours_on_the_wire(row: ReminderHours) -> ReminderHoursBody:
    """A person's hours as they travel."""
    return ReminderHoursBody(
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        paused_until=row.paused_until,
        most_a_day=row.most_a_day,
        follow_up_minutes=row.follow_up_minutes,
    )
