"""What homework offers to be reminded of is due on the days, and at the times, that its plan card says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.app import App
from server.homework import rules
from server.homework.wire import DaysSchedule, EveryWeeks, TimesAWeekSchedule
from server.reminders.models import Reminder
from server.reminders.schedule import Place, dues
from server.reminders.times import effective, is_on, schedule_of
from tests.cast import Cast
from tests.homework.desk import agree, plan

WEEKS = 9


def reminder(app: App, cast: Cast, now: datetime, schedule: Any) -> Reminder:
    """What is offered for an assignment with this schedule."""
    item = agree(app, cast, cast.ana, now, schedule=schedule)
    with app.house.main.read() as db:
        return db.scalars(select(Reminder).where(Reminder.subject_id == item)).one()


@pytest.mark.parametrize("every", [1, 2, 4])
def test_reminders_come_in_the_weeks_of_the_plan_and_in_no_other(
    every: EveryWeeks, app: App, cast: Cast, now: datetime
) -> None:
    schedule = DaysSchedule(type="days", weekdays=[0, 6], at=["17:30"], every_weeks=every)
    starts_on = plan().starts_on
    offered = schedule_of(effective(reminder(app, cast, now, schedule)))
    after = datetime.combine(starts_on, datetime.min.time(), now.tzinfo)
    until = after + timedelta(weeks=WEEKS)
    due = [one.day for one in dues(offered, Place("Europe/London", "03:00"), [], after, until)]
    terms = rules.Terms(rules.Days.counted_from(starts_on, schedule.weekdays, every), starts_on)
    days = (starts_on + n * rules.DAY for n in range(7 * WEEKS))
    assert due == [day for day in days if rules.slot_on(terms, day)]


@pytest.mark.parametrize(("at", "on"), [("18:45", True), (None, False)])
def test_a_time_agreed_for_any_day_is_reminded_of_and_none_is_offered_only(
    at: str | None, on: bool, app: App, cast: Cast, now: datetime
) -> None:
    found = reminder(app, cast, now, TimesAWeekSchedule(type="times_a_week", times=2, at=at))
    assert is_on(found) is on
    assert found.offered["at"] == [at or "18:00"]
