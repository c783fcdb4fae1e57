"""A small kind of entry of the tests' own, so that what carries entries is tested without any clinical room."""

import base64
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import Field
from sqlalchemy.orm import Session

from server.entries.envelope import SealedEntry, Wire
from server.entries.kind import EntryKind, WhoseEntries, Written, by_name
from server.entries.opening import Letterbox
from server.vault.keystore import seal_exchange

KEY = uuid.uuid4()


class NoteBody(Wire):
    """A mood from 0 to 10, a weather, and some words."""

    mood: int | None = Field(default=None, ge=0, le=10)
    weather: Literal["sun", "rain"] = "sun"
    words: str = Field(default="", max_length=4000)


@dataclass
class Followed:
    """What the kind was told about."""

    seen: list[Written] = field(default_factory=list)

    def stored(self, _db: Session, _whose: WhoseEntries, entries: Sequence[Written], _now: datetime) -> None:
        """Remembers them."""
        self.seen.extend(entries)


FOLLOWED = Followed()
NOTE = EntryKind("note", NoteBody, stored=FOLLOWED.stored)
KINDS = by_name([NOTE])


def envelope(now: datetime, **more: Any) -> dict[str, Any]:
    """A note of today."""
    return {
        "kind": "note",
        "subject": None,
        "share": "before",
        "bring_up": False,
        "local_date": now.date().isoformat(),
        "recorded_at": now.isoformat().replace("+00:00", "Z"),
        "zone": "Europe/London",
        "withdrawn": False,
        "body": {"mood": 5, "weather": "rain", "words": "bus"},
        **more,
    }


def letterbox(client: uuid.UUID, private: ec.EllipticCurvePrivateKey) -> Letterbox:
    """One practice's letterbox for one client."""
    return Letterbox(client, {KEY: private}, KINDS, "Europe/London")


def seal(
    public: ec.EllipticCurvePublicKey, client: uuid.UUID, content: Any, id_: uuid.UUID | None = None, revision: int = 1
) -> SealedEntry:
    """What a phone sends. ``content`` is an envelope, or raw bytes."""
    id_ = id_ or uuid.uuid4()
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    sealed = seal_exchange(public, raw, f"throughline/entry/1/{client}/{id_}/{revision}".encode())
    return SealedEntry(id=id_, revision=revision, key=KEY, sealed=base64.urlsafe_b64encode(sealed).decode())
