"""The chain: HMAC-SHA-256 over the row before and this row's canonical form."""

import hmac
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

START = bytes(32)


@dataclass(frozen=True)
class Line:
    """One row of the log, as the chain sees it."""

    practice: uuid.UUID
    client: uuid.UUID
    n: int
    at: datetime
    actor: str
    actor_id: uuid.UUID | None
    act: str
    facts: Mapping[str, str]


def link(secret: bytes, before: bytes, line: Line) -> bytes:
    """The ``mac`` of a line that follows the one whose ``mac`` is ``before``."""
    plain = [
        str(line.practice),
        str(line.client),
        line.n,
        int(line.at.timestamp() * 1000),
        line.actor,
        str(line.actor_id),
        line.act,
        dict(line.facts),
    ]
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(secret, before + canonical.encode(), "sha256").digest()


def first_break(secret: bytes, chain: Iterable[tuple[Line, bytes]], head: tuple[int, bytes]) -> int | None:
    """The number of the first line that was altered, deleted, reordered or cut off; ``None`` when all is whole.

    ``chain`` is in the order of ``n``; ``head`` is the recorded length and last ``mac``.
    """
    before, expected = START, 1
    for line, mac in chain:
        if line.n != expected or not hmac.compare_digest(mac, link(secret, before, line)):
            return expected
        before, expected = mac, expected + 1
    length, last = head
    whole = length == expected - 1 and hmac.compare_digest(last, before)
    return None if whole else expected
