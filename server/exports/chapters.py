"""What the copy is made of: chapters of pieces, each said in words and given as data."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from server.clock import on_the_wire
from server.entries.kind import Kinds, WhoseEntries
from server.entries.telling import Said


@dataclass(frozen=True)
class Piece:
    """One thing: in words for a person, and as it is kept for a machine."""

    title: str
    lines: Sequence[Said] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Chapter:
    """Things of one sort. ``key`` names them in the data."""

    key: str
    title: str
    pieces: Sequence[Piece]
    lead: str | None = None


@dataclass(frozen=True)
class Asked:
    """Whose copy it is, and what is needed to read it. ``names`` collects what things are called, by id."""

    db: Session
    whose: WhoseEntries
    kinds: Kinds
    now: datetime
    names: dict[uuid.UUID, str] = field(default_factory=dict)


class Logged(Protocol):
    """One line of the access log, in words."""

    @property
    def n(self) -> int:
        """Its number."""

    @property
    def at(self) -> datetime:
        """When it was."""

    @property
    def text(self) -> str:
        """The sentence."""


Log = Callable[[Session, WhoseEntries], Iterable[Logged]]
"""The whole access log of one client, oldest first: the app hands in who can say it in sentences."""


def plain(of: Mapping[str, Any]) -> dict[str, Any]:
    """A row's values as JSON can hold them."""
    return {name: _plain(value) for name, value in of.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return on_the_wire(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value
