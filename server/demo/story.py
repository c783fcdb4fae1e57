"""How the demo's twelve weeks are told: homework as pieces, each week's logs as letters, some with words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from server.homework.wire import ObstacleCode, Style

Mark = Literal["D", "P", "N", "L", "W", "."]
"""Done, partly, not this time, done but written three days later, done and kept until we meet, no word."""


@dataclass(frozen=True)
class Said:
    """What stands beside one log: words, what got in the way, and whether the client asks to have it brought up."""

    words: str | None = None
    obstacles: tuple[ObstacleCode, ...] = ()
    bring_up: bool = False


@dataclass(frozen=True)
class Piece:
    """One assignment and what became of it.

    ``days`` are days after the session (1 is the day after). ``weeks`` has a string for each week from ``first`` on,
    with one mark for each of ``days``. ``hard`` is how hard it was at first and at last. Without ``times`` it is due on
    these days; with ``once`` on the first of them alone.
    """

    what: str
    style: Style
    days: tuple[int, ...]
    at: str
    first: int
    weeks: Sequence[str]
    why: str | None = None
    steps: tuple[str, ...] = ()
    where: str | None = None
    how_long: str | None = None
    confidence: int | None = None
    obstacle: ObstacleCode | None = None
    then: str | None = None
    therapist_does: str | None = None
    times: int | None = None
    once: bool = False
    hard: tuple[int, int] = (6, 4)
    said: Mapping[tuple[int, int], Said] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last week it was agreed for."""
        return self.first + len(self.weeks) - 1


@dataclass(frozen=True)
class Story:
    """One client's twelve weeks.

    ``ahead`` counts working days from today to the next session; ``moved``, ``cancelled`` and ``no_show`` are
    numbers of past sessions (0 is the first).
    """

    name: str
    phone: str
    ahead: int
    at: str
    pieces: Sequence[Piece]
    moved: int | None = None
    cancelled: int | None = None
    no_show: int | None = None
