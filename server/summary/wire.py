"""The wire's model for ``GET /api/my-week``. TypeScript types are made from it."""

from datetime import date, datetime

from pydantic import BaseModel

from server.entries.sections import Section


class MyWeekReply(BaseModel):
    """The days from ``first`` to ``last`` as the therapist would read them at ``at``; none before consent."""

    first: date
    last: date
    at: datetime
    sections: list[Section]
