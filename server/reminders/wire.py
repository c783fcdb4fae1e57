"""The wire's models of reminders. TypeScript types are made from these.

What the client decides travels up as entries; that a push was shown or opened, and where pushes go, by routes of its
own, since it is worth nothing while there is no network.
"""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from server.entries.envelope import Day, Moment, TimeOfDay, Wire
from server.reminders.rules import Nth, Why

About = Literal["homework", "session", "look", "review", "outcome", "week", "test"]
Weekdays = list[Annotated[int, Field(ge=0, le=6)]]
Times = Annotated[list[TimeOfDay], Field(min_length=1, max_length=4)]

MOST_A_DAY = 5
TWO_DAYS = 2 * 24 * 60


class OnDays(Wire):
    """At local times, every ``every`` days, or on ``weekdays`` (0 is Monday) of every ``every``th week."""

    type: Literal["on_days"]
    at: Times
    first: date
    last: date | None
    every: int = Field(ge=1, le=52)
    weekdays: Weekdays = Field(max_length=7)


class AfterSessions(Wire):
    """So many minutes after the end of each session."""

    type: Literal["after_sessions"]
    minutes: int = Field(ge=0, le=TWO_DAYS)


AnyTimes = Annotated[OnDays | AfterSessions, Field(discriminator="type")]


class ReminderChoiceBody(Wire):
    """What the client makes of one reminder (the entry's subject). What is null stays as it was agreed."""

    on: bool
    at: Times | None
    weekdays: Weekdays | None = Field(max_length=7)
    minutes: int | None = Field(ge=0, le=TWO_DAYS)


class ReminderHoursBody(Wire):
    """When the client wants to hear from us. Quiet hours that are equal: none. ``paused_until`` is the last day of it.

    ``follow_up_minutes`` null: no follow-up.
    """

    quiet_from: TimeOfDay
    quiet_to: TimeOfDay
    paused_until: Day | None
    most_a_day: int = Field(ge=1, le=MOST_A_DAY)
    follow_up_minutes: int | None = Field(ge=30, le=24 * 60)


class ReminderDoneBody(Wire):
    """*Done*, pressed on the notification: the occurrence (the entry's subject), and nothing else."""


class ReminderStopBody(Wire):
    """Answered, but what was written stays on the phone. ``due`` names which time of the reminder (the subject)."""

    due: str = Field(max_length=40)


class ReminderLaterBody(Wire):
    """*Later*: until when to put the occurrence (the subject) off."""

    until: Moment


class AgreedReminder(BaseModel):
    """One reminder as it is now: the client's word over what was agreed.

    ``times`` is set for "so many times a week, any day"; an answer counts for ``stays`` days after its day. ``own``:
    the client changed it. ``asks_time``: three went without an answer, it is time to ask whether the time still suits.
    """

    id: uuid.UUID
    about: About
    subject: uuid.UUID | None
    on: bool
    own: bool
    when: AnyTimes
    times: int | None
    stays: int = 1
    asks_time: bool


class AgreedReminders(BaseModel):
    """What the phone knows of its reminders without a network. ``turned_on``: the client asked for reminders."""

    turned_on: bool
    hours: ReminderHoursBody
    reminders: list[AgreedReminder]


class PushAddress(Wire):
    """What ``PushSubscription.toJSON()`` gives: keys are base64url. ``vapid`` is the sender's key it was made for."""

    endpoint: str = Field(min_length=1, max_length=1000)
    p256dh: str = Field(max_length=100)
    auth: str = Field(max_length=40)
    vapid: str = Field(max_length=100)


class ReminderPhoneRequest(Wire):
    """Said at every start of the app: the phone's zone, and where it takes pushes; null: it takes none."""

    zone: str = Field(max_length=64)
    subscription: PushAddress | None


class ReminderPhoneReply(BaseModel):
    """What the server makes of it. ``kept``: pushes go there; ``lost``: it knew an address here, which is gone now.

    ``push_key`` is the sender's public key (base64url), null where this practice sends none.
    """

    kept: bool
    lost: bool
    push_key: str | None


class SeenRequest(Wire):
    """What became of an occurrence on this phone."""

    occurrence: uuid.UUID
    what: Literal["shown", "opened"]


class TestReply(BaseModel):
    """The occurrence to look for in the delivery list."""

    occurrence: uuid.UUID


class DeliveryStep(BaseModel):
    """One attempt to reach one phone, and how far it came. ``failed`` is a code of ours."""

    nth: Nth
    phone: str
    this_phone: bool
    decided_at: datetime
    accepted_at: datetime | None
    shown_at: datetime | None
    opened_at: datetime | None
    failed: str | None


class DeliveryItem(BaseModel):
    """One occurrence and what became of it. ``why`` says how it ended; null while it runs."""

    occurrence: uuid.UUID
    reminder: uuid.UUID | None
    about: About
    subject: uuid.UUID | None
    day: date
    due_at: datetime
    open_until: datetime
    later_until: datetime | None
    why: Why | None
    steps: list[DeliveryStep]


class ComingItem(BaseModel):
    """The next time of one reminder."""

    reminder: uuid.UUID
    about: About
    subject: uuid.UUID | None
    due_at: datetime


class DeliveriesReply(BaseModel):
    """The delivery list: what is planned, and what came of the last four weeks, the newest first."""

    coming: list[ComingItem]
    items: list[DeliveryItem]
