"""What a therapist adds to what is worth asking about. In clear is only which, whose and when."""

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.accounts.models import of_account, of_client
from server.db import Moment, OfPractice, Sealed


class QuestionStep(OfPractice):
    """One step of the open question: opened by hand, or talked about. ``line`` is what the therapist wrote of it."""

    __tablename__ = "question_step"
    __table_args__ = (of_client(), of_account())

    client_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(Moment)
    line: Mapped[bytes | None] = mapped_column(Sealed)
