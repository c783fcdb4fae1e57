"""What comes down to a phone, typed. The rooms make it; a test holds what they make against these models."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from server.alliance.wire import OfferedRepair
from server.expectations.wire import OfferedLadder, TherapyLook
from server.goals.wire import OfferedGoal
from server.homework.wire import Assignment
from server.reminders.wire import AgreedReminders


class AgreedPractice(BaseModel):
    """The practice's name and its way of counting days (``first_weekday``: 0 is Monday)."""

    name: str
    zone: str
    first_weekday: int
    day_ends_at: str


class AgreedCover(BaseModel):
    """Who reads while the therapist is away, and the last day of it."""

    name: str
    until: date


class AgreedTherapist(BaseModel):
    """The therapist, when they usually read, in their own words, and who reads for them today, if they are away."""

    name: str
    reads: str | None
    cover: AgreedCover | None = None


class AgreedText(BaseModel):
    """A text of the practice, in the version that holds."""

    version: str
    title: str
    paragraphs: list[str]


class HelpLine(BaseModel):
    """Somebody to call."""

    name: str
    number: str
    hours: str


class AgreedTexts(BaseModel):
    """What is read, and whom to call."""

    consent: AgreedText
    confidentiality: AgreedText
    sessions: AgreedText | None = None
    help_lines: list[HelpLine]


class Meeting(BaseModel):
    """A therapy session. Times are UTC, ``zone`` is where it is held."""

    id: str
    starts_at: str
    zone: str
    minutes: int
    state: Literal["planned", "held", "cancelled", "no_show"]
    moved_from: str | None


class AgreedReceipt(BaseModel):
    """What became of an entry at the therapist's, or at a colleague's who covers: ``by`` is the name."""

    entry: str
    by: str | None = None
    opened_at: str | None
    talked_at: str | None


class Opened(BaseModel):
    """Who opened what, and when."""

    at: str
    who: str
    what: str


class AgreedErase(BaseModel):
    """The client asked that all be erased: from when on that is done. Until then they can take it back."""

    at: str


class Agreed(BaseModel):
    """All that comes down to a phone, always as a whole. Each room fills its own part.

    What a snapshot of an older server does not have, has a default here: a phone may still hold such a one.
    """

    practice: AgreedPractice
    therapist: AgreedTherapist
    texts: AgreedTexts
    homework: list[Assignment]
    meetings: list[Meeting]
    receipts: list[AgreedReceipt]
    opened: list[Opened]
    ladders: list[OfferedLadder] = []
    therapy_look: TherapyLook | None = None
    reminders: AgreedReminders | None = None
    repairs: list[OfferedRepair] = []
    goals: list[OfferedGoal] = []
    erase: AgreedErase | None = None
