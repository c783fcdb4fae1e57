"""What a decision about reminders is made from, and what it comes to. Pure values."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from server.reminders.hours import Hours

Nth = Literal["nudge", "follow_up", "later", "test"]
Why = Literal["answered", "off", "over", "late", "newer", "paused", "quiet", "enough_today", "no_phone", "failed"]


@dataclass(frozen=True)
class Sent:
    """One attempt to reach one phone. ``at`` is when it was decided; ``failed`` that it cannot arrive any more."""

    nth: Nth
    phone: uuid.UUID
    at: datetime
    shown: bool = False
    failed: bool = False


@dataclass(frozen=True)
class Occurrence:
    """One time a reminder is due, and what became of it. ``reminder`` is ``None`` for a test.

    ``open_until`` is how long an answer still counts; ``later`` the time the client put it off to, the last one.
    """

    id: uuid.UUID
    reminder: uuid.UUID | None
    due: datetime
    open_until: datetime
    later: datetime | None = None
    sent: Sequence[Sent] = ()
    why: Why | None = None

    @property
    def wanted(self) -> datetime:
        """When to begin: at the time the client put it off to, else when it is due."""
        return self.later or self.due

    @property
    def begun(self) -> bool:
        """Whether the nudge that is wanted was sent. Each *Later* wants one of its own."""
        return bool(self.sent) if self.later is None else any(sent.at >= self.later for sent in self.of("later"))

    @property
    def tries(self) -> list[Sent]:
        """The attempts of the round that goes on: of the nudge, of what it was put off to, or of the follow-up."""
        last = max(self.sent, key=lambda sent: sent.at).nth
        return [sent for sent in self.of(last) if last != "later" or sent.at >= self.wanted]

    def of(self, nth: Nth) -> list[Sent]:
        """The attempts of one kind."""
        return [one for one in self.sent if one.nth == nth]


@dataclass(frozen=True)
class Person:
    """Whoever is reminded: their hours, their phones (the one to try first leads), and which reminders are on.

    ``nudged``: what ``disturbed`` makes of their occurrences.
    """

    hours: Hours
    phones: Sequence[uuid.UUID]
    on: frozenset[uuid.UUID]
    answered: frozenset[uuid.UUID] = frozenset()
    nudged: Mapping[date, frozenset[uuid.UUID]] = field(default_factory=dict)


@dataclass(frozen=True)
class Nudge:
    """Send one now; then look again at ``look``."""

    nth: Nth
    phone: uuid.UUID
    look: datetime


@dataclass(frozen=True)
class Wait:
    """Nothing to do before ``until``, which is ahead. ``why`` says what holds a first nudge back."""

    until: datetime
    why: Why | None = None


@dataclass(frozen=True)
class End:
    """Nothing more is sent for it."""

    why: Why


Decision = Nudge | Wait | End


def disturbed(occurrences: Iterable[Occurrence], hours: Hours) -> dict[date, frozenset[uuid.UUID]]:
    """By day, the occurrences for which somebody was disturbed: by a nudge or a follow-up that did not fail.

    What the client put off, and a test, they asked for themselves.
    """
    found: dict[date, frozenset[uuid.UUID]] = {}
    for one in occurrences:
        for sent in (*one.of("nudge"), *one.of("follow_up")):
            if not sent.failed:
                day = hours.day(sent.at)
                found[day] = found.get(day, frozenset()) | {one.id}
    return found


def went_out(one: Occurrence, nth: Nth, phone: uuid.UUID, now: datetime) -> Occurrence:
    """The occurrence once an attempt was made."""
    return replace(one, sent=(*one.sent, Sent(nth, phone, now)))
