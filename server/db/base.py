"""The base of every table in the main database. Every key leads with ``practice_id``."""

import uuid

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from server.db.types import named


class Base(DeclarativeBase):
    """Tables of the main database, whichever room they belong to."""

    metadata = named()


class OfPractice(Base):
    """A row that belongs to one practice, and leads its key with it (so the tables can be distributed by practice)."""

    __abstract__ = True

    practice_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)
