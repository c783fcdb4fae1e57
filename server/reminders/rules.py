"""Decisions about one person's reminders: what is open, what is sent when, and when it is enough. Pure.

One person is decided about at a time and as a whole, so that "one a day at most" holds however many workers there are.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from server.entries.rules import local_day
from server.meetings.rules import moment
from server.reminders.schedule import DAY, Place

FRESH = timedelta(hours=12)
NEXT_PHONE_AFTER = timedelta(minutes=15)
ASKS_AFTER = 3

Nth = Literal["nudge", "follow_up", "later", "test"]
Why = Literal["answered", "off", "over", "late", "newer", "paused", "quiet", "enough_today", "no_phone", "failed"]


@dataclass(frozen=True)
class Hours:
    """When a person wants to hear from us. Quiet hours are local times and may lie across midnight; equal: none.

    ``paused_until`` is the last day of a pause. ``follow_up`` is how long after a nudge the one follow-up comes.
    """

    place: Place
    quiet_from: str = "22:00"
    quiet_to: str = "08:00"
    paused_until: date | None = None
    most_a_day: int = 1
    follow_up: timedelta | None = timedelta(hours=4)


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
    """One time a reminder is due, and what became of it.

    ``open_until`` is how long an answer still counts; ``later`` the time the client put it off to.
    """

    id: uuid.UUID
    reminder: uuid.UUID | None
    due: datetime
    open_until: datetime
    later: datetime | None = None
    sent: Sequence[Sent] = ()
    why: Why | None = None

    def of(self, nth: Nth) -> list[Sent]:
        """The attempts of one kind."""
        return [one for one in self.sent if one.nth == nth]


@dataclass(frozen=True)
class Person:
    """Whoever is reminded: their hours, their phones (the one to try first leads), and which reminders are on.

    ``nudged`` counts, by day, the occurrences for which somebody was disturbed; those put off by the client are not
    counted.
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
    """Nothing to do before ``until``. ``why`` says what holds a first nudge back."""

    until: datetime
    why: Why | None = None


@dataclass(frozen=True)
class End:
    """Nothing more is sent for it."""

    why: Why


Decision = Nudge | Wait | End


def open_until(due: datetime, about: date, stays: int, following: datetime | None, place: Place) -> datetime:
    """How long an answer counts: so many days after the day it is about, or until the next time is due."""
    over = moment(about + (1 + stays) * DAY, place.day_ends_at, place.zone)
    over = max(over, due)
    return over if following is None else min(over, max(following, due))


def decide(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    """What to do for one occurrence that is due. ``newer``: a later one of the same reminder is due as well."""
    if one.id in who.answered:
        return End("answered")
    if one.reminder is not None and one.reminder not in who.on:
        return End("off")
    if now >= one.open_until:
        return End("over" if one.sent else "late")
    if one.reminder is None:
        return _test(one, who)
    if one.later is not None and all(sent.at < one.later for sent in one.of("later")):
        return _put_off(one, who, now)
    first = one.of("later") or one.of("nudge")
    if not first:
        return _first(one, who, newer, now)
    return _after(one, first, who, now)


def _test(one: Occurrence, who: Person) -> Decision:
    tried = {sent.phone for sent in one.sent}
    left = [phone for phone in who.phones if phone not in tried]
    if not left:
        return Wait(one.open_until) if one.sent else End("no_phone")
    return Nudge("test", left[0], one.open_until)


def _put_off(one: Occurrence, who: Person, now: datetime) -> Decision:
    """The client named the time: neither quiet hours nor the day's measure hold it back, only a pause."""
    assert one.later is not None
    if one.later > now:
        return Wait(min(one.later, one.open_until))
    if _paused(who.hours, now) is not None:
        return End("paused")
    return _nudge("later", who, one.sent, now)


def _first(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    """The first nudge, once; after a long silence of the server only the newest, and none that comes too late."""
    if newer:
        return End("newer")
    held = held_until(who.hours, now)
    freshest = fresh_until(one, who.hours)
    if now >= freshest:
        return End("late")
    if held is not None:
        until, why = held
        return Wait(until, why) if until < freshest else End(why)
    others = who.nudged.get(_day(now, who.hours), frozenset()) - {one.id}
    if len(others) >= who.hours.most_a_day:
        return End("enough_today")
    return _nudge("nudge", who, (), now)


def fresh_until(one: Occurrence, hours: Hours) -> datetime:
    """Up to when a first nudge may come: half a day after it is due, or after the quiet hours it fell into."""
    held = held_until(hours, one.due)
    begins = one.due if held is None or held[1] == "paused" else held[0]
    return min(begins + FRESH, one.open_until)


def _after(one: Occurrence, first: Sequence[Sent], who: Person, now: datetime) -> Decision:
    """After a nudge: another phone where it did not show, one follow-up, then silence until it closes."""
    held = held_until(who.hours, now)
    if held is not None:
        return Wait(min(held[0], one.open_until))
    follows = one.of("follow_up")
    tries: Sequence[Sent] = follows or first
    another = _another_phone(one, tries, who, now)
    if isinstance(another, Nudge):
        return another
    until = one.open_until if another is None else another.until
    at = None if follows else _follow_at(first, who)
    if at is None or at >= one.open_until:
        return Wait(until)
    return _nudge("follow_up", who, first, now) if now >= at else Wait(min(at, until))


def _follow_at(first: Sequence[Sent], who: Person) -> datetime | None:
    follow_up = who.hours.follow_up
    return None if follow_up is None else min(sent.at for sent in first) + follow_up


def _another_phone(one: Occurrence, tries: Sequence[Sent], who: Person, now: datetime) -> Nudge | Wait | None:
    """The next phone, when none has shown it; ``None`` when there is nothing more to try."""
    if any(sent.shown for sent in tries):
        return None
    left = [phone for phone in who.phones if phone not in {sent.phone for sent in tries}]
    if not left:
        return None
    last = max(tries, key=lambda sent: sent.at)
    patience = last.at if last.failed else last.at + NEXT_PHONE_AFTER
    if now < patience:
        return Wait(min(patience, one.open_until))
    return Nudge(last.nth, left[0], now + NEXT_PHONE_AFTER)


def _nudge(nth: Nth, who: Person, before: Sequence[Sent], now: datetime) -> Decision:
    """To the phone that showed the last one, else to the first."""
    if not who.phones:
        return End("no_phone")
    shown = [sent.phone for sent in before if sent.shown and sent.phone in who.phones]
    return Nudge(nth, shown[-1] if shown else who.phones[0], now + NEXT_PHONE_AFTER)


def held_until(hours: Hours, now: datetime) -> tuple[datetime, Why] | None:
    """Until when, and why, nobody is to be disturbed now; ``None`` when one may."""
    paused = _paused(hours, now)
    if paused is not None:
        return paused, "paused"
    quiet = quiet_until(hours, now)
    return None if quiet is None else (quiet, "quiet")


def _paused(hours: Hours, now: datetime) -> datetime | None:
    """The end of a pause: when its last day is over, as the client means it."""
    if hours.paused_until is None:
        return None
    over = moment(hours.paused_until + DAY, hours.place.day_ends_at, hours.place.zone)
    return over if now < over else None


def quiet_until(hours: Hours, now: datetime) -> datetime | None:
    """The end of the quiet hours that ``now`` lies in, by the clock on the wall; ``None`` outside of them.

    At their end somebody may be disturbed, at their beginning no more. Where clocks change, the wall decides.
    """
    begins, over = time.fromisoformat(hours.quiet_from), time.fromisoformat(hours.quiet_to)
    if begins == over:
        return None
    zone = hours.place.zone
    today = local_day(now, zone, "00:00")
    across = begins > over
    for day in (today - DAY, today):
        start = moment(day, hours.quiet_from, zone)
        end = moment(day + DAY if across else day, hours.quiet_to, zone)
        if start <= now < end:
            return end
    return None


def _day(now: datetime, hours: Hours) -> date:
    return local_day(now, hours.place.zone, hours.place.day_ends_at)


def went_out(one: Occurrence, nth: Nth, phone: uuid.UUID, now: datetime) -> Occurrence:
    """The occurrence once an attempt was made."""
    return replace(one, sent=(*one.sent, Sent(nth, phone, now)))


def asks_time(whys: Sequence[Why | None]) -> bool:
    """Whether it is time to ask, inside the app, if the time still suits: the last three that reached a phone went
    without an answer. ``whys`` are how the nudged occurrences of one reminder ended, the newest last.
    """
    return len(whys) >= ASKS_AFTER and all(why == "over" for why in whys[-ASKS_AFTER:])
