"""The wire's models for ``POST /api/sync``. TypeScript types are made from these."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from server.entries.envelope import MAX_ENTRIES, SealedEntry, StoredEntry, SyncResult, Wire


class SyncRequest(Wire):
    """What a phone sends. ``cursor`` is the last per-client number it has seen, or null for results only."""

    client: uuid.UUID
    epoch: str | None = Field(max_length=64)
    cursor: int | None = Field(ge=0)
    agreed_version: str | None = Field(max_length=64)
    entries: list[SealedEntry] = Field(max_length=MAX_ENTRIES)


class SyncReply(BaseModel):
    """What comes back. ``agreed`` is the whole snapshot, and only there when its version differs."""

    epoch: str
    server_time: datetime
    results: list[SyncResult]
    agreed_version: str | None
    agreed: dict[str, Any] | None
    entries: list[StoredEntry]
    cursor: int | None
    more: bool
