"""Files made of a reminder or two."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from server.meetings.rules import Meeting
from server.reminders.calendar import Planned, Purpose, Reminded, Says, calendar_file
from server.reminders.schedule import Place, Schedule
from tests.reminders.calendar.reading import Read

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
MADRID = Place("Europe/Madrid", "03:00")
SAYS = Says("A moment for something you planned.", "Moments")
REMINDER = uuid.UUID(int=1)


def written(
    *schedules: Schedule,
    place: Place = MADRID,
    since: datetime = NOW,
    meetings: Sequence[Meeting] = (),
    purpose: Purpose = "feed",
    says: Says = SAYS,
    version: int = 7,
) -> bytes:
    """The file of reminders with these times, numbered from 1."""
    planned = [Planned(uuid.UUID(int=n), one, since) for n, one in enumerate(schedules, 1)]
    return calendar_file(Reminded(planned, place, meetings, version), says, purpose, NOW)


def read(*schedules: Schedule, **more: object) -> Read:
    """The same, as a calendar app reads it."""
    return Read(written(*schedules, **more))  # type: ignore[arg-type]  # those of ``written``
