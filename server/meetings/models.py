"""Tables of therapy sessions. Times are local wall times of ``zone``: a session stays at 14:00 when clocks change."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from server.accounts.models import of_account, of_client
from server.db import Moment, OfPractice


class MeetingSeries(OfPractice):
    """Sessions every ``every_weeks`` weeks from ``first_on``; with ``None`` there is one, on that day.

    After ``ends_on`` nothing is planned any more.
    """

    __tablename__ = "meeting_series"
    __table_args__ = (of_client(), of_account("created_by"))

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    first_on: Mapped[date]
    at: Mapped[str] = mapped_column(String(5))
    zone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int]
    every_weeks: Mapped[int | None]
    ends_on: Mapped[date | None]
    created_by: Mapped[uuid.UUID]
    created_at: Mapped[datetime] = mapped_column(Moment)


class MeetingChange(OfPractice):
    """What differs for the session that the series has on ``on``: what became of it, and where it was moved to."""

    __tablename__ = "meeting_change"
    __table_args__ = (
        ForeignKeyConstraint(
            ["practice_id", "client_id", "series_id"],
            ["meeting_series.practice_id", "meeting_series.client_id", "meeting_series.id"],
        ),
        of_account("changed_by"),
    )

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    series_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("on_day", primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    moved_on: Mapped[date | None]
    moved_at: Mapped[str | None] = mapped_column(String(5))
    changed_by: Mapped[uuid.UUID]
    changed_at: Mapped[datetime] = mapped_column(Moment)
