"""A session that came from the therapist's calendar is asked for like any other, and where the calendar moves it."""

from datetime import UTC, datetime, timedelta

from tests.homework.desk import Desk
from tests.meetings.calendars import calendar, event, start
from tests.meetings.uploading import take, ticks, upload
from tests.reminders.loop.nudged import Nudged

FRIDAY = event("RRULE:FREQ=WEEKLY;COUNT=2", at="20261120T100000Z")
SATURDAY = event(start("20261120T100000Z", "RECURRENCE-ID"), at="20261121T120000Z")


def picked(nudged: Nudged, tomas: Desk, *parts: str) -> None:
    boxes = ticks(upload(tomas, nudged.cast.ana, calendar(*parts)).text)
    [group] = [value for words, value in boxes.items() if words.endswith("to come")]
    assert take(tomas, nudged.cast.ana, group).status_code == 303


def test_its_reminder_goes_where_the_calendar_moves_it(nudged: Nudged, tomas: Desk) -> None:
    nudged.turn_on()
    nudged.passes_until(datetime(2026, 11, 19, 20, tzinfo=UTC), timedelta(hours=1))
    picked(nudged, tomas, FRIDAY)
    nudged.passes()
    assert nudged.reminder("session")
    picked(nudged, tomas, FRIDAY, SATURDAY)
    nudged.clock.at = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
    sent = nudged.passes_until(datetime(2026, 11, 21, 16, tzinfo=UTC), timedelta(minutes=10))
    assert [one.delivery.decided_at for one in sent] == [datetime(2026, 11, 21, 15, 50, tzinfo=UTC)]
