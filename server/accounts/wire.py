"""The wire's models for phones joining. TypeScript types are made from these."""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from server.entries.envelope import Wire

MOST_BYTES = 4 * 1024


class JoinRequest(Wire):
    """An invitation's token (from the link) or its short code; ``label`` is what the phone calls itself."""

    token: str | None = Field(default=None, max_length=100)
    code: str | None = Field(default=None, max_length=40)
    label: str = Field(max_length=200)


class Nothing(Wire):
    """An empty body."""


class WipedRequest(Wire):
    """The phone that destroyed what it held; its cookie may be gone as well."""

    device: uuid.UUID


class Named(BaseModel):
    """Somebody or something with a name."""

    name: str


class JoinReply(BaseModel):
    """``check`` is three digits that both screens show, so that two people know it is the same phone."""

    state: Literal["waiting", "joined"]
    client: uuid.UUID
    device: uuid.UUID
    check: str
    practice: Named
    therapist: Named


class ExchangeKeyReply(BaseModel):
    """The practice's key for what phones seal: base64url of the raw P-256 point (65 bytes)."""

    id: uuid.UUID
    public: str


class DeviceReply(JoinReply):
    """``exchange_key`` only once both have confirmed: before that nothing is sealed, and nothing comes down."""

    epoch: str
    exchange_key: ExchangeKeyReply | None
    server_time: datetime
