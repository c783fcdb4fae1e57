"""Tables of the practice. Nothing here is about a client, so nothing is sealed."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from server.accounts.models import of_account
from server.db import Moment, OfPractice


def of_practice() -> ForeignKeyConstraint:
    """A reference to the practice itself."""
    return ForeignKeyConstraint(["practice_id"], ["practice.practice_id"])


class Practice(OfPractice):
    """The tenant. ``epoch`` is random and changes when a backup was restored: phones then offer their entries again."""

    __tablename__ = "practice"

    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64))
    first_weekday: Mapped[int]
    day_ends_at: Mapped[str] = mapped_column(String(5))
    epoch: Mapped[uuid.UUID]
    created_at: Mapped[datetime] = mapped_column(Moment)


class PracticeText(OfPractice):
    """One version of one text. Versions are only added: what somebody once agreed to can always be read again."""

    __tablename__ = "practice_text"
    __table_args__ = (of_practice(),)

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    paragraphs: Mapped[list[str]] = mapped_column(JSON)
    effective_at: Mapped[datetime] = mapped_column(Moment)


class HelpLine(OfPractice):
    """Somebody to call when it cannot wait, in the order shown."""

    __tablename__ = "help_line"
    __table_args__ = (of_practice(),)

    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    number: Mapped[str] = mapped_column(String(40))
    hours: Mapped[str] = mapped_column(String(100))


class ReadingTime(OfPractice):
    """When a therapist usually reads, in their own words ("on Tuesday morning")."""

    __tablename__ = "reading_time"
    __table_args__ = (of_account(),)

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(100))
