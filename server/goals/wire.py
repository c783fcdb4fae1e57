"""The wire's models of goals. TypeScript types are made from these."""

import uuid
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from server.entries.envelope import Line, Passage, Wire, Words
from server.goals.rules import Answer, Stance

Version = Annotated[int, Field(strict=True, ge=1)]


class GoalProposalBody(Wire):
    """What the client would like to work towards, and why it matters to them."""

    words: Line
    why: Passage | None


class GoalReplyBody(Wire):
    """The client's word on one version of a goal. ``wording`` is how they would put it, where they would change it."""

    answer: Answer
    version: Version
    wording: Line | None
    words: Words | None


class Began(Wire):
    """The client's proposal that a goal began with, as it was when the therapist answered it."""

    entry: uuid.UUID
    revision: Version


class WrittenGoal(Wire):
    """One version of a goal as the therapist wrote it. ``note`` is for the client."""

    words: Line
    revisit_on: date | None
    stance: Stance
    note: Passage | None
    began: Began | None


class GoalVersion(Wire):
    """One version as it comes down. ``version`` counts from 1, ``at`` is when it was written."""

    version: int
    at: datetime
    words: str
    revisit_on: date | None
    stance: Stance
    note: str | None


class OfferedGoal(Wire):
    """A goal as it comes down, with all its versions, oldest first. What became of it, each side finds by the rules."""

    id: uuid.UUID
    began: Began | None
    versions: list[GoalVersion]
