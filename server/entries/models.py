"""Tables both streams share: what clients wrote, what was agreed, and what became of an entry.

In clear is only what scheduling, visibility and authorising need. Bodies are sealed.
"""

import uuid
from datetime import date, datetime
from typing import cast

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Moment, OfPractice, Sealed

# SQLite takes a partial index only for a query that has its condition word for word: "unresolved = 1" will not do.
UNRESOLVED = text("unresolved")


def of_stream() -> ForeignKeyConstraint:
    """A row about a client who exists: the same practice and the same client, never one without the other."""
    return ForeignKeyConstraint(["practice_id", "client_id"], ["stream.practice_id", "stream.client_id"])


NOT_MINE = "not_mine"
"""The one kind that is about an entry as such: its author says that somebody else wrote it."""


class Stream(OfPractice):
    """One client's two counters. Its row is the lock under which ``seq`` is taken.

    A global serial would lose rows: a slow transaction with a lower number can commit after a later one was pulled.
    ``restored_seq`` is the lowest ``seq`` any restored backup began with: phones offer again what they hold above it.
    """

    __tablename__ = "stream"

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    agreed: Mapped[int] = mapped_column(default=0)
    restored_seq: Mapped[int] = mapped_column(default=0)


class Entry(OfPractice):
    """One revision of one entry.

    The key holds the body's keyed fingerprint, so that a different body under the same id and revision is kept beside
    the first instead of being lost. ``is_current`` marks the one revision of an entry that counts.
    """

    __tablename__ = "entry"
    __table_args__ = (
        of_stream(),
        Index(None, "practice_id", "client_id", "seq", unique=True),
        Index(None, "practice_id", "client_id", "local_date"),
        # Few rows: entries about something that has not come yet. Each request looks whether it came.
        Index(
            "ix_entry_unresolved",
            "practice_id",
            "client_id",
            "subject_id",
            sqlite_where=UNRESOLVED,
            postgresql_where=UNRESOLVED,
        ),
        # Few rows as well: each reading asks of each entry whether its author says that somebody else wrote it.
        Index(
            "ix_entry_not_mine",
            "practice_id",
            "client_id",
            "subject_id",
            sqlite_where=text(f"kind = '{NOT_MINE}'"),
            postgresql_where=text(f"kind = '{NOT_MINE}'"),
        ),
    )

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    seq: Mapped[int]
    subject_id: Mapped[uuid.UUID | None]
    unresolved: Mapped[bool] = mapped_column(default=False)
    share: Mapped[str] = mapped_column(String(20))
    local_date: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    zone: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    is_current: Mapped[bool] = mapped_column(default=True)
    body: Mapped[bytes | None] = mapped_column(Sealed)


ENTRY = cast(Table, Entry.__table__)


class AgreedItem(OfPractice):
    """One revision of one thing both agreed on (an assignment, later a goal): the therapist is its author."""

    __tablename__ = "agreed_item"
    __table_args__ = (of_stream(), Index(None, "practice_id", "client_id", "kind", "is_current"))

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    author_id: Mapped[uuid.UUID]
    agreed_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    is_current: Mapped[bool] = mapped_column(default=True)
    body: Mapped[bytes] = mapped_column(Sealed)


class Receipt(OfPractice):
    """What became of an entry on the therapist's side: first opened, and talked about."""

    __tablename__ = "receipt"
    __table_args__ = (of_stream(),)

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(Moment)
    talked_at: Mapped[datetime | None] = mapped_column(Moment)
