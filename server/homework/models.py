"""What a therapist marks of homework. In clear is whose, of what, for which days, and whether the client may see it."""

import uuid
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.accounts.models import of_account, of_client
from server.db import Moment, OfPractice, Sealed


class HomeworkMark(OfPractice):
    """How much and how well, as this therapist saw one homework over some days. ``at`` is when it was last said."""

    __tablename__ = "homework_mark"
    __table_args__ = (
        of_client(),
        of_account(),
        UniqueConstraint("practice_id", "client_id", "item", "account_id", "first_on"),
    )

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    item: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID]
    first_on: Mapped[date]
    last_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Moment)
    shared: Mapped[bool]
    body: Mapped[bytes] = mapped_column(Sealed)
