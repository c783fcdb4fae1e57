"""EntryKind: the one contract between the rooms and everything that carries, keeps or shows entries."""

import uuid
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel
from sqlalchemy.orm import Session

from server.entries.envelope import Envelope
from server.entries.sections import Counts, Section, Text
from server.entries.telling import ComesDown, Shared, Tell
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


Held = tuple[str, uuid.UUID | None, date]
"""An entry that may not be read yet: its kind, subject and day, never its content."""

Reader = Literal["therapist", "client"]
BROUGHT_UP_FOR = timedelta(weeks=4)
"""So long a wish is repeated until it was talked about: one that was held opens in a week that is over by then."""


def to_bring_up(entry: Written, talked: Container[uuid.UUID], first: date) -> bool:
    """Whether the client still asks for it to be brought up, on a page that begins with the day ``first``."""
    return entry.bring_up and entry.id not in talked and entry.local_date >= first - BROUGHT_UP_FOR


@dataclass(frozen=True)
class Week:
    """What a room is given to say something about: one client, the days from ``first`` to ``last``, and its entries.

    ``entries`` and ``held`` reach back before ``first`` as far as the kind asked for, in the order of arrival.
    ``opened`` and ``talked`` tell when an entry was first opened by this therapist and when it was talked about; on
    the caseload ``opened`` stays empty, and ``talked`` reaches back twelve weeks.
    ``called`` names, on the weekly page, what is agreed in every room and runs: an entry may be about one of them.
    ``account`` is the therapist who reads, or whose client previews it; on the caseload it is not said.
    For the client as ``reader`` it is a preview of the same page, which says "lower than your usual" and never more.
    """

    whose: WhoseEntries
    first: date
    last: date
    today: date
    now: datetime
    entries: Sequence[Written]
    held: Sequence[Held] = ()
    opened: Mapping[uuid.UUID, datetime] = field(default_factory=dict)
    talked: Mapping[uuid.UUID, datetime] = field(default_factory=dict)
    reader: Reader = "therapist"
    called: Mapping[uuid.UUID, str] = field(default_factory=dict)
    account: uuid.UUID | None = None

    @property
    def within(self) -> list[Written]:
        """The entries about the days of the week itself."""
        return [one for one in self.entries if one.local_date >= self.first]

    def to_bring_up(self, entry: Written) -> bool:
        """Whether the client still asks for this entry to be brought up."""
        return to_bring_up(entry, self.talked, self.first)


@dataclass(frozen=True)
class Glance:
    """What a kind says of one client on the caseload: counts, and reasons to look, as sentences.

    A reason in the tone "ask" moves the client up.
    """

    counts: Sequence[Counts] = ()
    reasons: Sequence[Text] = ()


Agreed = dict[str, Any]


def nothing_agreed(_db: Session, _whose: WhoseEntries, _now: datetime) -> Agreed:
    """For kinds that offer nothing on the phone."""
    return {}


def nothing_follows(_db: Session, _whose: WhoseEntries, _entries: Sequence[Written], _now: datetime) -> None:
    """For kinds whose entries set nothing in motion."""


def nothing_to_say(_db: Session, _week: Week) -> Section | None:
    """For kinds that have no section on the weekly page."""
    return None


def nothing_at_a_glance(_db: Session, _weeks: Sequence[Week]) -> Mapping[uuid.UUID, Glance]:
    """For kinds that say nothing on the caseload."""
    return {}


def no_other_subjects(_db: Session, _whose: WhoseEntries, _asked: set[uuid.UUID]) -> set[uuid.UUID]:
    """For kinds that are about agreed things or other entries, or about nothing."""
    return set()


def nothing_called(_db: Session, _whose: WhoseEntries) -> Mapping[uuid.UUID, str]:
    """For kinds that are about nothing both agreed on."""
    return {}


def nothing_shared(_db: Session, _whose: WhoseEntries) -> Sequence[Shared]:
    """For kinds beside which the therapist writes nothing that the client may see."""
    return ()


@dataclass(frozen=True)
class EntryKind:
    """What a room offers for one kind of entry.

    ``body`` is the wire model, from which the phone's type is generated. ``check`` refuses a well-formed body for what
    only the room knows. ``agreed`` is this room's part of what comes down; ``stored`` what follows from new entries;
    ``summarise`` one section for one client and one week; ``at_a_glance`` what to say of several clients of one
    practice on the caseload, by client, in a number of queries that does not grow. Both are also given the entries of
    ``with_kinds``, from ``look_back`` (``glance_back`` on the caseload) before the week's first day.
    ``subjects`` tells which of these ids are this client's own, where they are neither agreed things nor entries.
    ``called`` names the running agreed things of this room, by id: another room's may be about one of them.
    ``tell`` says an entry to the client in their copy of everything, and ``comes_down`` each kind of agreed thing of
    this room that they see; ``shared`` is what else the therapist lets them see.
    ``one_tap`` is the body of an answer given without its form; ``becomes`` says for what another entry this one
    stands, as *Done* on a notification does, where it is told by nothing but the occurrence it answers. Where that day
    has its answer already, it stands for itself.
    """

    kind: str
    body: type[BaseModel]
    check: Callable[[BaseModel], Refusal | None] = lambda _body: None
    agreed: Callable[[Session, WhoseEntries, datetime], Agreed] = nothing_agreed
    stored: Callable[[Session, WhoseEntries, Sequence[Written], datetime], None] = nothing_follows
    summarise: Callable[[Session, Week], Section | None] = nothing_to_say
    at_a_glance: Callable[[Session, Sequence[Week]], Mapping[uuid.UUID, Glance]] = nothing_at_a_glance
    with_kinds: tuple[str, ...] = ()
    look_back: timedelta = BROUGHT_UP_FOR
    glance_back: timedelta = BROUGHT_UP_FOR
    subjects: Callable[[Session, WhoseEntries, set[uuid.UUID]], set[uuid.UUID]] = no_other_subjects
    called: Callable[[Session, WhoseEntries], Mapping[uuid.UUID, str]] = nothing_called
    needs_subject: bool = False
    tell: Tell | None = None
    comes_down: Mapping[str, ComesDown] = field(default_factory=dict)
    shared: Callable[[Session, WhoseEntries], Sequence[Shared]] = nothing_shared
    one_tap: Mapping[str, Any] | None = None
    becomes: "Callable[[Session, WhoseEntries, Envelope, Kinds], Envelope | None] | None" = None

    @property
    def reads(self) -> tuple[str, ...]:
        """The kinds whose entries its section is made of; none where it has no section."""
        return () if self.summarise is nothing_to_say else (self.kind, *self.with_kinds)


Kinds = Mapping[str, EntryKind]


def by_name(kinds: Iterable[EntryKind]) -> Kinds:
    """The kinds, by the name that stands in the clear column."""
    return {kind.kind: kind for kind in kinds}


def reach_of(kinds: Kinds, back: Callable[[EntryKind], timedelta]) -> dict[str, timedelta]:
    """How far back each kind that is shown has to be read, by its name."""
    reach: dict[str, timedelta] = {}
    for kind in kinds.values():
        for name in kind.reads:
            reach[name] = max(reach.get(name, timedelta()), back(kind))
    return reach
