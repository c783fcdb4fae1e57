"""The wire's models of homework: what comes down to the phone, and what the client reports. TypeScript types are made
from these."""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.entries.envelope import Grade, Line, Moment, Passage, TimeOfDay, Wire, Words
from server.homework.rules import Answer

Style = Literal["directive", "nondirective", "facilitative", "supportive", "task_oriented"]
ObstacleCode = Literal["avoided", "forgot", "when_where_how", "no_why", "boring", "no_time", "nothing_to_gain", "other"]
EveryWeeks = Literal[1, 2, 4]

KIND = "homework"
MOST_STEPS = 20


class Step(Wire):
    """One step of an assignment. Its id stays the same when the text changes."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    text: Line


class DaysSchedule(Wire):
    """On fixed weekdays (0 is Monday), about these local times.

    Of every ``every_weeks``th week (from Monday), counted from the one the plan starts in.
    """

    type: Literal["days"]
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(min_length=1, max_length=7)
    at: list[TimeOfDay] = Field(max_length=4)
    every_weeks: EveryWeeks = 1


class TimesAWeekSchedule(Wire):
    """So many times a week, any day; reminded of about that time, where one was agreed."""

    type: Literal["times_a_week"]
    times: int = Field(ge=1, le=14)
    at: TimeOfDay | None = None


class OnceSchedule(Wire):
    """On one day, at a local time where one was agreed."""

    type: Literal["once"]
    on: date
    at: TimeOfDay | None


AnySchedule = Annotated[DaysSchedule | TimesAWeekSchedule | OnceSchedule, Field(discriminator="type")]


class NamedGoal(Wire):
    """The goal that an assignment is for, in the words it had when that was agreed."""

    id: uuid.UUID
    words: Line


class Plan(Wire):
    """What both agreed in the room: the plan card. ``confidence`` is the client's, 0 to 10."""

    what: Line
    why: Line | None
    style: Style
    scales: bool
    steps: list[Step] = Field(max_length=MOST_STEPS)
    where: Line | None
    how_long: Line | None
    confidence: Grade | None
    obstacle: ObstacleCode | None
    then: Passage | None
    therapist_does: Passage | None
    schedule: AnySchedule
    starts_on: date
    ends_on: date | None
    goal: NamedGoal | None = None


class SharedMark(Wire):
    """What a therapist marked of the days from ``first`` to ``last``, and lets the client see. ``by`` is their name."""

    by: str
    first: date
    last: date
    quantity: Grade | None
    quality: Grade | None


class Assignment(Plan):
    """A plan as it comes down: ``version`` counts its changes. A snapshot of an older server has no ``marks``."""

    id: uuid.UUID
    version: int
    ended_at: datetime | None
    marks: tuple[SharedMark, ...] = ()


class Tick(Wire):
    """One step done, and when."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    ticked_at: Moment


class HomeworkBody(Wire):
    """What the client says of one time. Only ``answer`` is needed; what was not answered is null, never a number."""

    answer: Answer
    quantity: Grade | None
    quality: Grade | None
    difficulty: Grade | None
    obstacles: list[ObstacleCode] = Field(max_length=8)
    steps: list[Tick] = Field(max_length=MOST_STEPS)
    words: Words | None
