"""The key store: a second database, so that destroying a key there is the end of what it sealed."""

import uuid
from abc import abstractmethod
from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from server.db import Moment, named


class KeysBase(DeclarativeBase):
    """Tables of the key store."""

    metadata = named()


class Wrapped(KeysBase):
    """A key that is stored wrapped by a key-encryption key. ``place`` is what the wrapping is bound to."""

    __abstract__ = True

    practice_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)
    kek_version: Mapped[int]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Moment)

    @property
    @abstractmethod
    def place(self) -> tuple[uuid.UUID, int]:
        """Owner and version."""


class DataKey(Wrapped):
    """One owner's key (a client's, or a practice's own), wrapped by a key-encryption key."""

    __tablename__ = "data_key"

    owner_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)

    @property
    def place(self) -> tuple[uuid.UUID, int]:
        """The owner and the key's version."""
        return self.owner_id, self.version


class ExchangeKey(Wrapped):
    """A practice's key pair for what phones send (HPKE, DHKEM P-256); the private half is wrapped."""

    __tablename__ = "exchange_key"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def place(self) -> tuple[uuid.UUID, int]:
        """The pair's id; a pair has no versions."""
        return self.id, 0


class Erasure(KeysBase):
    """That somebody's data was erased: written in the transaction that destroys their key."""

    __tablename__ = "erasure"

    practice_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)
    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(64))
