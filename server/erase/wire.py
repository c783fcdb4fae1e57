"""The wire's models for erasing. TypeScript types are made from these."""

from datetime import datetime

from pydantic import BaseModel, Field

from server.entries.envelope import Wire


class EraseRequest(Wire):
    """The code that the therapist gave in session."""

    code: str = Field(max_length=40)


class EraseReply(BaseModel):
    """From when on all is erased; until then it can be taken back."""

    at: datetime
