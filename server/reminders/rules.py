"""Decisions about one person's reminders: what is open, what is sent when, and when it is enough. Pure.

One person is decided about at a time and as a whole, so that "one a day at most" holds however many workers there are.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.reminders.hours import Hours, held_until, pause_ends, quiet_until, shows_until
from server.reminders.occurrences import (
    Decision,
    End,
    Nth,
    Nudge,
    Occurrence,
    Person,
    Sent,
    Wait,
    Why,
    disturbed,
    went_out,
)
from server.reminders.schedule import ends, open_until

__all__ = [
    "Decision",
    "End",
    "Hours",
    "Nth",
    "Nudge",
    "Occurrence",
    "Person",
    "Sent",
    "Wait",
    "Why",
    "asks_time",
    "decide",
    "disturbed",
    "fresh_until",
    "held_until",
    "open_until",
    "quiet_until",
    "shows_until",
    "went_out",
]

FRESH = timedelta(hours=12)
NEXT_PHONE_AFTER = timedelta(minutes=15)
ON_TIME = timedelta(minutes=15)
ASKS_AFTER = 3


def decide(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    """What to do for one occurrence. ``newer``: a later one of the same reminder is due as well."""
    if one.id in who.answered:
        return End("answered")
    if one.reminder is not None and one.reminder not in who.on:
        return End("off")
    if now >= one.open_until:
        return End(_closed(one))
    if one.reminder is None:
        return _test(one, who, now)
    if now < one.wanted:
        return _wait(one, now, one.wanted)
    return _go_on(one, who, newer, now) if one.begun else _begin(one, who, newer, now)


def _closed(one: Occurrence) -> Why:
    """How an occurrence ended that nothing ended before its time."""
    if one.sent and all(sent.failed for sent in one.sent):
        return "failed"
    return "over" if one.sent or one.later is not None else "late"


def _test(one: Occurrence, who: Person, now: datetime) -> Decision:
    """To every phone, at once and at any hour: the client asked for it."""
    tried = {sent.phone for sent in one.sent}
    left = [phone for phone in who.phones if phone not in tried]
    if left:
        return Nudge("test", left[0], now if left[1:] else one.open_until)
    return _wait(one, now) if one.sent else End("no_phone")


def _begin(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    """The first nudge, once; after a long silence of the server only the newest, and none that comes too late.

    What falls into a pause is not made up for. The client's own *Later* knows no quiet hours and no measure, but when
    we are late with it we are no ruder than with others.
    """
    pause = pause_ends(who.hours)
    if pause is not None and one.wanted < pause:
        return End("paused")
    own = one.later is not None
    if not (own and now < one.wanted + ON_TIME):
        if newer:
            return End("newer")
        fresh = fresh_until(one, who.hours)
        if now >= fresh:
            return End("late")
        quiet = quiet_until(who.hours, now)
        if quiet is not None:
            return Wait(quiet, "quiet") if quiet < fresh else End("quiet")
    if not own and _enough(one, who, now):
        return End("enough_today")
    if not who.phones:
        return End("no_phone")
    return _nudge(one, "later" if own else "nudge", _phone(one.sent, who), now)


def fresh_until(one: Occurrence, hours: Hours) -> datetime:
    """Up to when it may begin: half a day after it is wanted, or after the quiet hours it fell into."""
    begins = quiet_until(hours, one.wanted) or one.wanted
    return min(begins + FRESH, one.open_until)


def _enough(one: Occurrence, who: Person, now: datetime) -> bool:
    """Whether somebody was disturbed today for as many others as they want to hear of."""
    others = who.nudged.get(who.hours.day(now), frozenset()) - {one.id}
    return len(others) >= who.hours.most_a_day


@dataclass(frozen=True)
class _Step:
    """What may come next, and when."""

    at: datetime
    nth: Nth
    phone: uuid.UUID


def _go_on(one: Occurrence, who: Person, newer: bool, now: datetime) -> Decision:
    """After a nudge: another phone where it did not show, one follow-up, then silence until it closes."""
    another, follow_up = _another_phone(one, who), _follow_up(one, who)
    if another is None and all(sent.failed for sent in one.sent):
        return End("failed")
    steps = [step for step in (another, follow_up) if step is not None]
    if newer or not steps:
        return _wait(one, now)
    step = min(steps, key=lambda step: step.at)
    if now < step.at:
        return _wait(one, now, step.at)
    held = held_until(who.hours, now)
    if held is not None:
        return _wait(one, now, held[0])
    if step.nth != "later" and not _fits_today(one, who, now):
        return _wait(one, now, ends(who.hours.day(now), who.hours.place))
    return _nudge(one, step.nth, step.phone, now)


def _another_phone(one: Occurrence, who: Person) -> _Step | None:
    """The next phone, when none has shown it; ``None`` when there is nothing more to try."""
    tries = one.tries
    left = [phone for phone in who.phones if phone not in {sent.phone for sent in tries}]
    if not left or any(sent.shown for sent in tries):
        return None
    last = max(tries, key=lambda sent: sent.at)
    return _Step(last.at if last.failed else last.at + NEXT_PHONE_AFTER, last.nth, left[0])


def _follow_up(one: Occurrence, who: Person) -> _Step | None:
    """The one follow-up, so long after the last attempt; ``None`` when it was, or nobody wants or can get it."""
    after = who.hours.follow_up
    if after is None or one.of("follow_up") or not who.phones:
        return None
    return _Step(max(sent.at for sent in one.tries) + after, "follow_up", _phone(one.tries, who))


def _fits_today(one: Occurrence, who: Person, now: datetime) -> bool:
    """Whether today has room for it. On another day than the nudge's, only while it stays open all day: what ends today
    mostly ends because the same reminder is due again, and must not take the place of that.
    """
    today = who.hours.day(now)
    begun = any(who.hours.day(sent.at) == today for sent in one.of("nudge"))
    return not _enough(one, who, now) and (begun or one.open_until >= ends(today, who.hours.place))


def _phone(before: Sequence[Sent], who: Person) -> uuid.UUID:
    """The phone that showed the last one, else the first."""
    shown = [sent for sent in before if sent.shown and sent.phone in who.phones]
    return max(shown, key=lambda sent: sent.at).phone if shown else who.phones[0]


def _nudge(one: Occurrence, nth: Nth, phone: uuid.UUID, now: datetime) -> Nudge:
    return Nudge(nth, phone, min(now + NEXT_PHONE_AFTER, one.open_until))


def _wait(one: Occurrence, now: datetime, *times: datetime) -> Wait:
    """Until the first of these that is ahead, or until it closes."""
    return Wait(min(at for at in (one.open_until, *times) if at > now))


def asks_time(whys: Sequence[Why | None]) -> bool:
    """Whether it is time to ask, inside the app, if the time still suits: the last three that reached a phone went
    without an answer. ``whys`` are how the nudged occurrences of one reminder ended, the newest last.
    """
    return len(whys) >= ASKS_AFTER and all(why == "over" for why in whys[-ASKS_AFTER:])
