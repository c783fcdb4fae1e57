"""Tables of the access log. It holds no content."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Moment, OfPractice


class AccessLog(OfPractice):
    """One act on one client's data. ``mac`` chains it to the row before."""

    __tablename__ = "access_log"
    __table_args__ = (
        ForeignKeyConstraint(["practice_id", "client_id"], ["access_head.practice_id", "access_head.client_id"]),
    )

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[uuid.UUID | None]
    act: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, str]] = mapped_column(JSON)
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


class AccessHead(OfPractice):
    """The end of one client's chain: how long it is and the last ``mac``. Its row is the chain's lock."""

    __tablename__ = "access_head"

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    n: Mapped[int]
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
