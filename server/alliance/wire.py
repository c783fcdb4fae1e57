"""The wire's models of a rated session, and of a repair with the client's word on it. TypeScript is made from them."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.entries.envelope import Grade, Moment, Wire, Words

Outcome = Literal["rated", "did_not_meet", "rather_not"]
Wording = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[ -~]+$")]


class PillarGrades(Wire):
    """Once a month, the pillars besides safety and respect, each 0 to 10."""

    rapport: Grade | None
    goals: Grade | None
    expectations: Grade | None
    responsibility: Grade | None
    empathy: Grade | None


class AllianceCheckInBody(Wire):
    """How one session felt, each grade 0 to 10; what was not answered is null, never a number.

    The times are the session's as the phone knew them. Of one that the therapist never entered there is at most a
    start, about which the client was asked. ``wording`` is the version of the questions that were read.
    """

    outcome: Outcome
    safety: Grade | None
    respect: Grade | None
    felt_off: bool
    pillars: PillarGrades | None
    words: Words | None
    session_started_at: Moment | None
    session_ended_at: Moment | None
    wording: Wording


class OfferedRepair(Wire):
    """What the two talked about and what changes, as the therapist wrote it for the client.

    ``version`` counts its changes. ``open`` while it waits for the client's word: at most one does.
    """

    id: uuid.UUID
    version: int
    agreed_at: datetime
    talked: str | None
    changes: str | None
    open: bool


class RepairBody(Wire):
    """A repair as it is kept."""

    talked: str | None
    changes: str | None


class RepairReplyBody(Wire):
    """The client's word on a repair, in the version that was read: whether it helped, or to leave it."""

    answer: Literal["helped", "not_yet", "leave_it"]
    version: int = Field(ge=1)
    words: Words | None
