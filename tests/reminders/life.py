"""A week of somebody who is reminded, with all that comes between: the loop, driven as it is, and what befalls it.

Made from a source of chance. Whatever is decided on the way is handed to a watch, which knows the rules by itself.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from server.reminders import rules
from server.reminders.rules import Decision, End, Hours, Nudge, Occurrence, Person, Sent
from server.reminders.schedule import Calendar, Place, dues, next_due, occurrence_id, open_until

ZONES = ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Asia/Kolkata", "Pacific/Apia")
STARTS = (datetime(2026, 3, 5, tzinfo=UTC), datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC))
LASTS = timedelta(days=6)
MINUTE = timedelta(minutes=1)
TIMES = ("00:30", "02:30", "07:30", "09:00", "14:00", "19:00", "21:50", "22:30")
QUIET = (("22:00", "08:00"), ("23:30", "02:30"), ("13:00", "15:00"), ("00:00", "00:00"), ("02:30", "09:00"))


@dataclass
class Phone:
    """Whether it shows what it gets, and whether it is there to get it."""

    shows: bool = True
    there: bool = True


@dataclass
class Life:
    """``at`` is the time; the clock of the server shows it ``askew``. Until ``down`` the loop stands still."""

    chance: Random
    at: datetime
    hours: Hours
    reminders: dict[uuid.UUID, tuple[Calendar, int]]
    phones: dict[uuid.UUID, Phone]
    on: set[uuid.UUID]
    since: dict[uuid.UUID, datetime]
    answered: set[uuid.UUID] = field(default_factory=set)
    occurrences: dict[uuid.UUID, Occurrence] = field(default_factory=dict)
    askew: timedelta = timedelta()
    down: datetime = STARTS[0]
    looks: int = 0

    @property
    def now(self) -> datetime:
        return self.at + self.askew

    def running(self) -> list[Occurrence]:
        return sorted((one for one in self.occurrences.values() if one.why is None), key=lambda one: (one.due, one.id))

    def newer(self, one: Occurrence) -> bool:
        theirs = [other for other in self.running() if other.reminder == one.reminder]
        return one.reminder is not None and theirs[-1].id != one.id

    def reached(self) -> list[uuid.UUID]:
        return [phone for phone, state in self.phones.items() if state.there]


Watch = Callable[[Life, Occurrence, Decision], None]


def born(chance: Random) -> Life:
    """Somebody with some reminders, phones and hours."""
    at = chance.choice(STARTS)
    reminders = {}
    for n in range(chance.randint(1, 3)):
        weekdays = tuple(chance.sample(range(7), chance.randint(0, 4)))
        times = tuple(chance.sample(TIMES, chance.randint(1, 2)))
        first = at.date() - timedelta(days=chance.randint(0, 9))
        reminders[uuid.UUID(int=100 + n)] = Calendar(times, first, None, 1, weekdays), chance.randint(0, 3)
    hours = Hours(
        Place(chance.choice(ZONES), "03:00"),
        *chance.choice(QUIET),
        most_a_day=chance.randint(1, 3),
        follow_up=chance.choice([None, timedelta(minutes=30), timedelta(hours=4), timedelta(hours=10)]),
    )
    phones = {uuid.UUID(int=n + 1): Phone(chance.random() < 0.7) for n in range(chance.randint(1, 3))}
    return Life(chance, at, hours, reminders, phones, set(reminders), dict.fromkeys(reminders, at))


def live(life: Life, watch: Watch) -> None:
    """Lives through the week, and on until nothing is open any more."""
    begun = life.at
    events = sorted(begun + life.chance.random() * LASTS for _ in range(life.chance.randint(0, 30)))
    look_at: datetime | None = begun
    while life.looks < 3000:
        coming = events[0] if events else None
        if look_at is not None and (coming is None or max(look_at, life.down) <= coming):
            life.at = max(look_at, life.down, life.at)
            look_at = _look(life, watch, quiet=life.at > begun + LASTS)
        elif coming is not None:
            life.at = max(events.pop(0), life.at)
            _befall(life)
            look_at = life.at
        else:
            return
    raise AssertionError("it looks again and again")


def _look(life: Life, watch: Watch, quiet: bool) -> datetime | None:
    """One look, as ``looking.look`` has it. ``quiet``: the week is over, and no new times come."""
    life.looks += 1
    ahead = [] if quiet else [at for at in (_open(life, one) for one in life.reminders) if at is not None]
    for one in life.running():
        who = Person(
            life.hours,
            life.reached(),
            frozenset(life.on),
            frozenset(life.answered),
            rules.disturbed(life.occurrences.values(), life.hours),
        )
        decided = rules.decide(one, who, life.newer(one), life.now)
        watch(life, one, decided)
        if isinstance(decided, End):
            life.occurrences[one.id] = replace(one, why=decided.why)
        elif isinstance(decided, Nudge):
            state = life.phones[decided.phone]
            failed = life.chance.random() < 0.1
            attempt = Sent(decided.nth, decided.phone, life.now, state.shows and not failed, failed)
            life.occurrences[one.id] = replace(one, sent=(*one.sent, attempt))
            ahead.append(life.now if failed else decided.look)
        else:
            ahead.append(decided.until)
    return min(ahead) - life.askew if ahead else None


def _open(life: Life, reminder: uuid.UUID) -> datetime | None:
    """Opens what is due, and says when the next is."""
    if reminder not in life.on:
        return None
    schedule, stays = life.reminders[reminder]
    place, now = life.hours.place, life.now
    for due in dues(schedule, place, (), max(life.since[reminder], now - timedelta(days=8)), now):
        id_ = occurrence_id(reminder, due.name)
        following = next_due(schedule, place, (), due.at)
        until = open_until(due.at, due.day, stays, None if following is None else following.at, place)
        life.occurrences.setdefault(id_, Occurrence(id_, reminder, due.at, until))
    coming = next_due(schedule, place, (), now)
    return None if coming is None else coming.at


def _befall(life: Life) -> None:
    """Something happens."""
    chance, hours, now = life.chance, life.hours, life.now
    what = chance.choice(
        [_answer, _answer, _later, _later, _later, _pause, _turn, _phone, _phone, _test, _silence, _clock]
    )
    if what is _clock and chance.random() < 0.3:
        life.hours = replace(hours, place=Place(chance.choice(ZONES), "03:00"))
    elif what is _pause and chance.random() < 0.5:
        life.hours = replace(hours, most_a_day=chance.randint(1, 3), quiet_from="21:00")
    else:
        what(life, now)


def _answer(life: Life, now: datetime) -> None:
    """To what was due, or to what will be."""
    reminder = life.chance.choice(list(life.reminders))
    coming = next_due(life.reminders[reminder][0], life.hours.place, (), now)
    ahead = [] if coming is None else [occurrence_id(reminder, coming.name)]
    life.answered.add(life.chance.choice([*life.occurrences, *ahead] or [reminder]))


def _later(life: Life, now: datetime) -> None:
    """It may arrive long after it was pressed, and for what had ended."""
    pressed = [one for one in life.occurrences.values() if one.reminder is not None and now < one.open_until]
    pressed = [one for one in pressed if one.why != "answered" and one.id not in life.answered]
    if pressed:
        one = life.chance.choice(pressed)
        later = min(now + life.chance.randint(-400, 900) * MINUTE, one.open_until)
        life.occurrences[one.id] = replace(one, later=later, why=None)


def _pause(life: Life, now: datetime) -> None:
    until = life.chance.choice([None, now.date(), now.date() + timedelta(days=life.chance.randint(1, 2))])
    life.hours = replace(life.hours, paused_until=until)


def _turn(life: Life, now: datetime) -> None:
    reminder = life.chance.choice(list(life.reminders))
    if reminder in life.on:
        life.on.discard(reminder)
    else:
        life.on.add(reminder)
        life.since[reminder] = now


def _phone(life: Life, now: datetime) -> None:
    state = life.chance.choice(list(life.phones.values()))
    state.shows, state.there = life.chance.random() < 0.6, life.chance.random() < 0.8


def _test(life: Life, now: datetime) -> None:
    id_ = uuid.UUID(int=1000 + life.looks)
    life.occurrences.setdefault(id_, Occurrence(id_, None, now, now + 15 * MINUTE))


def _silence(life: Life, now: datetime) -> None:
    life.down = life.at + life.chance.randint(10, 3000) * MINUTE


def _clock(life: Life, now: datetime) -> None:
    life.askew += life.chance.randint(-150, 150) * MINUTE
