"""The wire's models of expectations. Levels are those of goal attainment scaling: 0 is what is realistically expected,
-2 much less, +2 much more. TypeScript types are made from these."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from server.entries.envelope import Day, Passage, Wire

Level = Annotated[int, Field(strict=True, ge=-2, le=2)]
Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
Looks = Literal["too_hopeful", "about_right", "too_careful"]
Then = Literal["keep", "change", "talk"]
Happened = Literal["yes", "partly", "no"]

MOST_SESSIONS = 200


class Levels(Wire):
    """A ladder of five levels by a day: ``words`` is level 0, ``start`` the level it begins from."""

    words: Passage
    by: Day
    much_less: Passage | None
    less: Passage | None
    more: Passage | None
    much_more: Passage | None
    start: Level


class ExpectationBody(Levels):
    """What the client realistically expects. ``likelihood`` is of reaching level 0 or better.

    ``offered`` is the id of the ladder it was picked from, null where it is in the client's own words.
    """

    likelihood: Percent | None
    in_the_way: Passage | None
    offered: uuid.UUID | None


class ExpectationLookBody(Wire):
    """How an expectation looks today, and what to do with it. What was not changed is null."""

    looks: Looks
    then: Then
    words: Passage | None
    by: Day | None
    likelihood: Percent | None
    note: Passage | None


class ExpectationReviewBody(Wire):
    """What happened in the end. ``level`` null: rather not say."""

    level: Level | None
    happened: Passage | None
    learned: Passage | None


class TherapyExpectationBody(Wire):
    """What can realistically change in the time and sessions there are, and what gives hope. One of them is said."""

    change: Passage | None
    hope: Passage | None
    sessions: Annotated[int, Field(strict=True, ge=1, le=MOST_SESSIONS)] | None


class PredictionBody(Wire):
    """What is feared of one situation: how likely, and how bad it will be. More of it is not better."""

    situation: Passage
    fear: Passage
    likelihood: Percent | None
    how_bad: Percent | None
    on: Day | None


class PredictionOutcomeBody(Wire):
    """What became of what was feared."""

    happened: Happened
    how_bad: Percent | None
    what: Passage | None
    learned: Passage | None


class Ladder(Levels):
    """A ladder written in the room. ``subject`` is the assignment or goal it is about, null where it stands alone."""

    subject: uuid.UUID | None


class OfferedLadder(Ladder):
    """A ladder as it comes down, to be picked or not: ``version`` counts its changes."""

    id: uuid.UUID
    version: int
    ended_at: datetime | None


class TherapyLook(Wire):
    """The therapist's own view of what therapy can change, and when it is time to look at it again together.

    ``again_from`` is the start of the session ``every`` sessions after the client said it last; null where none is
    in sight, or nothing was said yet.
    """

    theirs: TherapyExpectationBody | None
    every: int
    again_from: datetime | None
