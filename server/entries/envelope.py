"""The wire's models for entries: what a phone seals, and what it gets back. TypeScript types are made from these."""

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

Outcome = Literal["stored", "already_stored", "refused", "conflict"]
# Any text is read, so that a newer phone's choice is answered with ``newer`` and not refused as nonsense.
SHARES: dict[str, JsonValue] = {"enum": ["before", "when_we_meet"]}
MAX_ENTRIES = 100
MAX_BATCH_BYTES = 256 * 1024
MAX_SEALED = 64 * 1024
MOST_WORDS = 4000


def _written_as(pattern: str, read: Callable[[str], date]) -> BeforeValidator:
    """Read strictly, this shape alone: pydantic would take "1763510400" for a day, and a body is kept as sent."""
    shape = re.compile(pattern, re.ASCII)

    def check(value: object) -> object:
        return read(value) if isinstance(value, str) and shape.fullmatch(value) else value

    return BeforeValidator(check)


_DAY = r"\d{4}-\d\d-\d\d"
_MOMENT = _DAY + r"T\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)"
Day = Annotated[date, _written_as(_DAY, date.fromisoformat)]
Moment = Annotated[datetime, _written_as(_MOMENT, datetime.fromisoformat)]
Grade = Annotated[int, Field(strict=True, ge=0, le=10)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Passage = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Words = Annotated[str, StringConstraints(max_length=MOST_WORDS)]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Wire(BaseModel):
    """Base of what crosses the wire. An unknown field is an error: it comes from a newer phone."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Envelope(Wire):
    """What a phone seals to its practice: one revision of one entry. A withdrawal has no body."""

    kind: str = Field(max_length=40)
    subject: uuid.UUID | None
    share: str = Field(max_length=20, json_schema_extra=SHARES)
    bring_up: bool
    local_date: Day
    recorded_at: Moment
    zone: str = Field(max_length=64)
    withdrawn: bool
    body: dict[str, Any] | None


class SealedEntry(Wire):
    """One waiting entry: in clear only where it belongs; ``sealed`` is base64url, ``key`` the exchange key's id."""

    id: uuid.UUID
    revision: int = Field(ge=1, le=100_000)
    key: uuid.UUID
    sealed: str = Field(max_length=MAX_SEALED)


class SyncResult(Wire):
    """What became of one entry of the request."""

    id: uuid.UUID
    revision: int
    outcome: Outcome
    code: str | None = None
    reason: str | None = None
    received_at: datetime | None = None
    seq: int | None = None


class StoredEntry(Wire):
    """One stored revision, as it comes back to the client's own phones."""

    id: uuid.UUID
    revision: int
    seq: int
    device: uuid.UUID
    kind: str
    subject: uuid.UUID | None
    share: str = Field(json_schema_extra=SHARES)
    bring_up: bool
    local_date: date
    recorded_at: datetime
    received_at: datetime
    zone: str
    withdrawn: bool
    current: bool
    body: dict[str, Any] | None
