"""What is sent to a phone: the message, and the form of its payload."""

import json
import re
from dataclasses import dataclass
from typing import Literal

# Every payload has this length, so that its length tells nothing; what push services take ends at 4096 encrypted.
PAYLOAD_BYTES = 2048
LONGEST_TTL = 28 * 24 * 3600
TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
Urgency = Literal["low", "normal", "high"]


@dataclass(frozen=True)
class Message:
    """What is sent to one browser. ``payload`` is JSON; ``ttl`` in seconds, from 1 (Edge refuses 0) to 28 days.

    ``topic`` (1–32 of ``A-Za-z0-9_-``): a newer message takes the place of one that still waits. ``attempt`` counts
    from 0 the times it was tried before. Raises ``ValueError`` for what push services would refuse.
    """

    payload: bytes
    ttl: int
    urgency: Urgency = "normal"
    topic: str | None = None
    attempt: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.ttl <= LONGEST_TTL:
            raise ValueError(f"a TTL of {self.ttl} s is not from 1 s to 28 days")
        if len(self.payload) > PAYLOAD_BYTES:
            raise ValueError(f"the payload has {len(self.payload)} bytes, and {PAYLOAD_BYTES} is the most")
        if self.topic is not None and not TOPIC.fullmatch(self.topic):
            raise ValueError("a topic has 1 to 32 letters, digits, - or _")


def notification(title: str, body: str, navigate: str, occurrence: str, *, one_tap: bool = False) -> bytes:
    """The payload of a notification in the form of Declarative Web Push, which iOS 18.4 shows without our worker.

    ``navigate`` is the whole address a tap opens; ``occurrence`` an opaque id, by which a later notification takes the
    place of an earlier one; ``one_tap``: *Done* can answer it where it stands. Title and body are the same for
    everybody: a lock screen is read by whoever is near.
    """
    data = {"occurrence": occurrence, "one_tap": one_tap}
    shown = {"title": title, "body": body, "navigate": navigate, "tag": occurrence, "data": data}
    return json.dumps({"web_push": 8030, "notification": shown}, ensure_ascii=False, separators=(",", ":")).encode()
