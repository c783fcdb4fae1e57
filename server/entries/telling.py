"""How what a client wrote, and what was agreed with them, is said to the client themselves, in words that last.

Days have their year and nothing is "yesterday": it may be read in ten years, away from the app.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from server.i18n import gettext as _


@dataclass(frozen=True)
class Said:
    """One line. ``value`` is ``None`` where nothing was answered."""

    name: str
    value: str | None


@dataclass(frozen=True)
class Telling:
    """One entry or agreed thing: what it is, and its lines."""

    title: str
    lines: Sequence[Said] = ()


Tell = Callable[[BaseModel], Telling]


@dataclass(frozen=True)
class ComesDown:
    """One kind of agreed thing that the client sees. What ``body`` has no field for stays with the therapist."""

    body: type[BaseModel]
    tell: Tell

    def shown(self, kept: dict[str, Any]) -> dict[str, Any]:
        """What of a kept body is the client's to see."""
        return {name: value for name, value in kept.items() if name in self.body.model_fields}


@dataclass(frozen=True)
class Shared:
    """Something else that the therapist lets the client see, about one agreed thing."""

    about: uuid.UUID
    telling: Telling
    data: dict[str, Any]


def said(name: str, value: str | None) -> Iterator[Said]:
    """A line where something was said; none where nothing was, and nothing was asked in particular."""
    if value:
        yield Said(name, value)


def of_ten(name: str, value: int | None) -> Said:
    """A grade, also where it was not answered."""
    return Said(name, None if value is None else _("{n} of 10").format(n=value))


def of_hundred(name: str, value: int | None) -> Said:
    """A likelihood or a measure in 100, also where it was not answered."""
    return Said(name, None if value is None else _("{n} in 100").format(n=value))
