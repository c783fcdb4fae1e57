"""How the demo's weeks are told: homework as pieces, each week's logs as letters, ratings as pairs, some with words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from server.demo import people
from server.goals.rules import Answer
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
    goal: str | None = None
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
class Remark:
    """What stands beside one rating, how many minutes after the session it was made, and who can read it when."""

    words: str | None = None
    felt_off: bool = False
    bring_up: bool = False
    after: int = 50
    share: str = "before"


@dataclass(frozen=True)
class Look:
    """One look at an expectation, so many days after it was set, and the likelihood it was changed to."""

    day: int
    looks: Literal["too_hopeful", "about_right", "too_careful"]
    then: Literal["keep", "change", "talk"] = "keep"
    likelihood: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Expected:
    """What was expected in week ``week`` to come about ``days`` later, and what did.

    ``levels`` are the words for much less, less, more and much more. ``level`` is what was reached; ``None`` without a
    review.
    """

    words: str
    week: int
    days: int
    likelihood: int
    levels: tuple[str, str, str, str] | None = None
    looks: tuple[Look, ...] = ()
    level: int | None = None
    happened: str | None = None
    learned: str | None = None
    in_the_way: str | None = None
    about: str | None = None


@dataclass(frozen=True)
class Feared:
    """A feared situation: what would happen, how likely and how bad, and what did. Days count from the session."""

    situation: str
    fear: str
    week: int
    day: int
    likelihood: int
    bad: int
    happened: Literal["yes", "partly", "no"] | None = None
    was: int | None = None
    what: str | None = None
    learned: str | None = None


@dataclass(frozen=True)
class Mended:
    """What was talked about in a session and what changes, and the client's word on it so many days later."""

    week: int
    talked: str
    changes: str
    answer: Literal["helped", "not_yet", "leave_it"] | None = None
    words: str | None = None
    days: int = 8


@dataclass(frozen=True)
class Turn:
    """What one of the two said of a goal, so many days after the session of ``week`` (0: in it).

    ``words`` are the goal's own, where they are put anew; ``note`` is said with it. The therapist sets when both look
    at it again, so many weeks later.
    """

    week: int
    who: Literal["client", "therapist"]
    says: Answer = "yes"
    words: str | None = None
    note: str | None = None
    day: int = 0
    again_in: int | None = None


@dataclass(frozen=True)
class Aim:
    """A goal, in the words it was first put in, and all that was said of it. The first turn proposes it."""

    words: str
    turns: Sequence[Turn]


@dataclass(frozen=True)
class Therapy:
    """What is expected of the therapy itself, written after the session of ``week``."""

    week: int
    change: str
    hope: str
    sessions: int | None = None


@dataclass(frozen=True)
class Story:
    """One client's weeks, twelve unless they began later.

    ``ahead`` counts working days from today to the next session, four at most: with five the last one could be today.
    ``moved``, ``cancelled`` and ``no_show`` are numbers of past sessions (0 is the first). ``scores`` has
    "safety/respect" for each past session, "." where nothing was said, "?" for rather not answering, "x" for "we didn't
    meet". ``pillars`` are the other five, as rated once a month: rapport, goals, expectations, responsibility, empathy.
    ``away`` names the zone of weeks spent elsewhere.
    """

    name: str
    phone: str
    ahead: int
    at: str
    pieces: Sequence[Piece]
    weeks: int = 12
    moved: int | None = None
    cancelled: int | None = None
    no_show: int | None = None
    scores: str = ""
    remarks: Mapping[int, Remark] = field(default_factory=dict)
    pillars: tuple[int, int, int, int, int] | None = None
    expected: Sequence[Expected] = ()
    feared: Sequence[Feared] = ()
    therapy: Sequence[Therapy] = ()
    mended: Sequence[Mended] = ()
    aims: Sequence[Aim] = ()
    away: Mapping[int, str] = field(default_factory=dict)

    def zone_in(self, week: int) -> str:
        """Where the phone is in this week."""
        return self.away.get(week, people.ZONE)
