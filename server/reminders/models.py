"""Tables of reminders. In clear is what scheduling needs; where a push goes is sealed under a key of its own.

``owner_id`` is the client, or the account of a therapist who wants to hear that their week is ready.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base, Moment, OfPractice, Sealed
from server.practice.models import of_practice


def of_hours() -> ForeignKeyConstraint:
    """A row of a person whose hours are known: that row is the lock under which anything is decided for them."""
    return ForeignKeyConstraint(["practice_id", "owner_id"], ["reminder_hours.practice_id", "reminder_hours.owner_id"])


class ReminderHours(OfPractice):
    """One person's hours, and when the loop looks at them next.

    ``agreed_seen`` is the version of what was agreed that was looked at. Until ``lease_until`` a worker is at it.
    ``turned_on_at`` is when they asked for reminders.
    """

    __tablename__ = "reminder_hours"
    __table_args__ = (of_practice(), Index(None, "next_at"))

    owner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    zone: Mapped[str] = mapped_column(String(64))
    quiet_from: Mapped[str] = mapped_column(String(5), default="22:00")
    quiet_to: Mapped[str] = mapped_column(String(5), default="08:00")
    paused_until: Mapped[date | None]
    most_a_day: Mapped[int] = mapped_column(default=1)
    follow_up_minutes: Mapped[int | None] = mapped_column(default=240)
    turned_on_at: Mapped[datetime | None] = mapped_column(Moment)
    agreed_seen: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(Moment)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)


class Reminder(OfPractice):
    """A repeating nudge: what it is about, when it was offered to be, and what its owner made of that.

    ``offered`` and ``chosen`` are schedules (``wire.AnyTimes``); ``chosen_on`` is the owner's word, the last one.
    ``answered_by`` is the kind of entry that answers it; ``times`` is set for "so many times a week, any day";
    ``one_tap``: it can be answered without its form. An answer counts for ``stays`` days after the day it is about.
    Nothing before ``since`` is ever due.
    """

    __tablename__ = "reminder"
    __table_args__ = (of_hours(), Index(None, "practice_id", "owner_id", "about", "subject_id"))

    owner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[uuid.UUID | None]
    answered_by: Mapped[str | None] = mapped_column(String(40))
    offered: Mapped[dict[str, Any]] = mapped_column(JSON)
    offered_on: Mapped[bool] = mapped_column(default=True)
    times: Mapped[int | None]
    one_tap: Mapped[bool] = mapped_column(default=False)
    stays: Mapped[int]
    chosen: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    chosen_on: Mapped[bool | None]
    since: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class ReminderOccurrence(OfPractice):
    """One time a reminder is due. Its key makes it exist once; ``reminder_id`` is null for a test.

    ``subject_id`` is what an answer to it is about. ``later_until`` is what the client put it off to. Once ``ended_at``
    is set nothing more is sent, and ``why`` says the reason.
    """

    __tablename__ = "reminder_occurrence"
    __table_args__ = (
        of_hours(),
        Index(None, "practice_id", "owner_id", "due_at"),
        # Few rows: those the loop still has to look at.
        Index(
            "ix_reminder_occurrence_running",
            "practice_id",
            "owner_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    owner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    reminder_id: Mapped[uuid.UUID | None]
    about: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[uuid.UUID | None]
    day: Mapped[date]
    due_at: Mapped[datetime] = mapped_column(Moment)
    open_until: Mapped[datetime] = mapped_column(Moment)
    later_until: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    why: Mapped[str | None] = mapped_column(String(20))


class Delivery(OfPractice):
    """One attempt to reach one phone. ``code`` is what the push service said, in our words (``answers.py``).

    Decided and neither accepted nor failed: on its way, or its worker died. Then it is sent again after the lease.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        ForeignKeyConstraint(
            ["practice_id", "owner_id", "occurrence_id"],
            ["reminder_occurrence.practice_id", "reminder_occurrence.owner_id", "reminder_occurrence.id"],
        ),
        Index(None, "practice_id", "owner_id", "occurrence_id"),
    )

    owner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    occurrence_id: Mapped[uuid.UUID]
    subscription_id: Mapped[uuid.UUID]
    nth: Mapped[str] = mapped_column(String(10))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    failed_at: Mapped[datetime | None] = mapped_column(Moment)
    code: Mapped[str | None] = mapped_column(String(20))
    shown_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)


class PushSubscription(OfPractice):
    """A browser's push address, sealed. ``place`` is a keyed hash of it: the same address is the same row.

    ``device_id`` is the client's phone, or null for a therapist's browser. ``vapid`` is the public key it was made for.
    """

    __tablename__ = "push_subscription"
    __table_args__ = (of_hours(), Index(None, "practice_id", "owner_id"), Index(None, "place", unique=True))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[uuid.UUID]
    device_id: Mapped[uuid.UUID | None]
    place: Mapped[bytes] = mapped_column(LargeBinary(32))
    address: Mapped[bytes] = mapped_column(Sealed)
    vapid: Mapped[str] = mapped_column(String(100))
    made_at: Mapped[datetime] = mapped_column(Moment)
    shown_at: Mapped[datetime | None] = mapped_column(Moment)
    gone_at: Mapped[datetime | None] = mapped_column(Moment)


class CalendarFeed(OfPractice):
    """A secret address that gives a client's reminders as a calendar. There is a row only while it is on."""

    __tablename__ = "calendar_feed"
    __table_args__ = (of_hours(), Index(None, "token_hash", unique=True))

    owner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime] = mapped_column(Moment)


class ReminderWorker(Base):
    """One process of the loop, and when it last passed. It belongs to no practice."""

    __tablename__ = "reminder_worker"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    passed_at: Mapped[datetime] = mapped_column(Moment)
