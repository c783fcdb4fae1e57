"""Decisions about a repair: what was talked about and what changes, the client's word on it, and when it is over."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from server.alliance.rules import PARAMETERS, Parameters

Answer = Literal["helped", "not_yet", "leave_it"]
Standing = Literal["open", "not_yet", "helped", "leave_it", "quiet"]


@dataclass(frozen=True)
class Repair:
    """What the therapist wrote for the client after they talked. ``version`` counts its changes."""

    id: uuid.UUID
    version: int
    agreed_at: datetime
    talked: str | None
    changes: str | None


@dataclass(frozen=True)
class Reply:
    """The client's word on one version of a repair."""

    entry: uuid.UUID
    repair: uuid.UUID | None
    version: int
    answer: Answer
    words: str | None
    on: date
    received_at: datetime


@dataclass(frozen=True)
class Course:
    """A repair, the last word on it as it is now, and how it stands."""

    repair: Repair
    reply: Reply | None
    standing: Standing

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something."""
        return self.standing in ("open", "not_yet")


def courses(
    repairs: Iterable[Repair],
    replies: Sequence[Reply],
    starts: Sequence[datetime],
    now: datetime,
    by: Parameters = PARAMETERS,
) -> list[Course]:
    """Every repair with how it stands, oldest first; at most the last one is open.

    ``replies`` are in the order of arrival, and one counts for the version it was given to. *Not yet* keeps it open.
    Without a word it closes by itself once three sessions have begun, which ``starts`` tells.
    """
    found = []
    ordered = sorted(repairs, key=lambda one: one.agreed_at)
    for repair in ordered:
        about = (one for one in replies if (one.repair, one.version) == (repair.id, repair.version))
        reply = next(iter(reversed(list(about))), None)
        standing: Standing = reply.answer if reply else "open"
        since = max(repair.agreed_at, reply.received_at) if reply else repair.agreed_at
        silent = sum(since < start <= now for start in starts) >= by.quiet
        if standing in ("open", "not_yet") and (silent or repair is not ordered[-1]):
            standing = "quiet"
        found.append(Course(repair, reply, standing))
    return found


def open_one(found: Sequence[Course]) -> Repair | None:
    """The one that still waits for a word."""
    return found[-1].repair if found and found[-1].is_open else None
