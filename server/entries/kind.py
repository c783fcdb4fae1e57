"""EntryKind: the one contract between the rooms and everything that carries, keeps or shows entries."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from server.entries.sections import Counts, Section
from server.vault import Ring


@dataclass(frozen=True)
class Refusal:
    """Why one entry cannot be kept as it is. ``code`` is stable; ``reason`` a sentence the client can act on."""

    code: str
    reason: str


@dataclass(frozen=True)
class WhoseEntries:
    """One client, with the opened keys to read and write for them, and the practice's way of counting days."""

    practice: uuid.UUID
    client: uuid.UUID
    ring: Ring
    zone: str
    first_weekday: int
    day_ends_at: str


@dataclass(frozen=True)
class Written:
    """One current, readable entry as a room sees it."""

    id: uuid.UUID
    revision: int
    kind: str
    subject: uuid.UUID | None
    share: str
    bring_up: bool
    local_date: date
    recorded_at: datetime
    received_at: datetime
    zone: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Week:
    """What a room is given to say something about: one client, the days from ``first`` to ``last``, and its entries.

    ``held`` are entries of this kind that may not be read yet: their subject and day, never their content.
    ``opened`` and ``talked`` tell when an entry was first opened by this therapist and when it was talked about.
    """

    whose: WhoseEntries
    first: date
    last: date
    today: date
    now: datetime
    entries: Sequence[Written]
    held: Sequence[tuple[uuid.UUID | None, date]] = ()
    opened: Mapping[uuid.UUID, datetime] = field(default_factory=dict)
    talked: Mapping[uuid.UUID, datetime] = field(default_factory=dict)


Agreed = dict[str, Any]


def nothing_agreed(_db: Session, _whose: WhoseEntries, _now: datetime) -> Agreed:
    """For kinds that offer nothing on the phone."""
    return {}


def nothing_follows(_db: Session, _whose: WhoseEntries, _entries: Sequence[Written], _now: datetime) -> None:
    """For kinds whose entries set nothing in motion."""


def nothing_to_say(_db: Session, _week: Week) -> Section | None:
    """For kinds that have no section on the weekly page."""
    return None


def no_counts(_db: Session, _weeks: Sequence[Week]) -> Mapping[uuid.UUID, Counts]:
    """For kinds that have no counts on the caseload."""
    return {}


@dataclass(frozen=True)
class EntryKind:
    """What a room offers for one kind of entry.

    ``body`` is the wire model, from which the phone's type is generated. ``check`` refuses a well-formed body for what
    only the room knows. ``agreed`` is this room's part of what comes down; ``stored`` what follows from new entries;
    ``summarise`` one section for one client and one week; ``at_a_glance`` counts of several clients of one practice, by
    client, in a number of queries that does not grow (their entries reach back to a week before ``first``).
    """

    kind: str
    body: type[BaseModel]
    check: Callable[[BaseModel], Refusal | None] = lambda _body: None
    agreed: Callable[[Session, WhoseEntries, datetime], Agreed] = nothing_agreed
    stored: Callable[[Session, WhoseEntries, Sequence[Written], datetime], None] = nothing_follows
    summarise: Callable[[Session, Week], Section | None] = nothing_to_say
    at_a_glance: Callable[[Session, Sequence[Week]], Mapping[uuid.UUID, Counts]] = no_counts
    needs_subject: bool = False


Kinds = Mapping[str, EntryKind]


def by_name(kinds: Iterable[EntryKind]) -> Kinds:
    """The kinds, by the name that stands in the clear column."""
    return {kind.kind: kind for kind in kinds}
