"""One look at some people, each as a whole: what is due gets its occurrence, and what to send is decided."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import uuid_utils.compat
from sqlalchemy.orm import Session

from server.reminders import rules
from server.reminders.choices import open_one
from server.reminders.known import AHEAD, BACK, Known, answered
from server.reminders.models import Delivery, PushSubscription, Reminder, ReminderOccurrence
from server.reminders.rules import End, Hours, Nudge, Occurrence, Person, Sent, Why
from server.reminders.schedule import AfterSession, Due, dues, next_due, occurrence_id
from server.reminders.times import effective, is_on, schedule_of

AT_LATEST = timedelta(days=2)


@dataclass(frozen=True)
class ToSend:
    """One attempt, decided and written down, and to whom it goes. After ``until`` it must not show any more."""

    delivery: Delivery
    phone: PushSubscription
    occurrence: ReminderOccurrence
    one_tap: bool
    until: datetime


@dataclass(frozen=True)
class Looked:
    """What one look came to: what to send now, when to look again, and whether the phone is to fetch what is agreed."""

    sends: Sequence[ToSend]
    next_at: datetime
    tells: bool = False


def open_what_is_due(db: Session, known: Known, now: datetime) -> datetime:
    """Makes the occurrences that are due. Returns when to look again for the next one."""
    hours = known.rules_hours()
    upcoming = [_open(db, known, row, hours, now) for row in known.reminders if is_on(row)]
    return min([now + AT_LATEST, *(at for at in upcoming if at is not None)])


def look(db: Session, known: Known, again: datetime, now: datetime) -> Looked:
    """Decides about all that runs, and writes it down. Nothing is sent yet. ``again``: when to look at the latest."""
    hours = known.rules_hours()
    every = sorted(known.occurrences.values(), key=lambda one: (one.due_at, one.id))
    newest = _newest(known)
    # The newest first: after a long silence of the server, the day's place is its.
    running = [one for one in reversed(every) if one.ended_at is None]
    person = _person(known, hours)
    sends: list[ToSend] = []
    looks, tells = [again], False
    for row in running:
        one = _as_ruled(row, known.deliveries[row.id])
        newer = row.reminder_id is not None and newest[row.reminder_id] > (row.due_at, row.id)
        decided = rules.decide(one, person, newer, now)
        if isinstance(decided, End):
            _end(known, row, decided.why, now)
            if decided.why == "over":
                # After the third in a row the app asks whether the time still suits.
                tells = True
            continue
        if isinstance(decided, Nudge):
            sends.append(_to_send(known, row, _attempt(db, row, decided, now), now))
            known.deliveries[row.id].append(sends[-1].delivery)
            person = _person(known, hours)
            looks.append(decided.look)
        else:
            looks.append(decided.until)
        unfinished, later = _unfinished(known, row, sends, now)
        sends += unfinished
        looks += later
    known.hours.agreed_seen = known.agreed + tells
    return Looked(sends, max(min(looks), now), tells)


def _newest(known: Known) -> dict[uuid.UUID | None, tuple[datetime, uuid.UUID]]:
    """The latest occurrence of each reminder."""
    found: dict[uuid.UUID | None, tuple[datetime, uuid.UUID]] = {}
    running = ((one.reminder_id, one.due_at, one.id) for one in known.occurrences.values())
    before = ((reminder, due, id_) for id_, (reminder, due) in known.past.items())
    for reminder, due, id_ in (*running, *before):
        found[reminder] = max(found.get(reminder, (due, id_)), (due, id_))
    return found


def _open(db: Session, known: Known, row: Reminder, hours: Hours, now: datetime) -> datetime | None:
    """Makes the occurrences of one reminder; a moved or cancelled session takes its own along. The next time."""
    schedule = schedule_of(effective(row))
    since = max(row.since, known.hours.turned_on_at or now, now - BACK)
    # Of a calendar only the next times matter: an answer counts no longer than until then.
    reach = AHEAD if isinstance(schedule, AfterSession) else timedelta(days=row.stays + 2)
    found = dues(schedule, hours.place, known.meetings, since, now + reach)
    ahead = [due for due in found if due.at > now]
    if isinstance(schedule, AfterSession):
        _follow_moves(db, known, row, found, now)
    for due in found:
        id_ = occurrence_id(row.id, due.name)
        if due.at <= now and id_ not in known.occurrences and id_ not in known.past:
            one = open_one(row, due, known.hours, known.setting.day_ends_at, found)
            db.add(one)
            known.occurrences[one.id] = one
    if ahead:
        return ahead[0].at
    following = next_due(schedule, hours.place, known.meetings, now)
    return None if following is None else following.at


def _follow_moves(db: Session, known: Known, row: Reminder, found: Sequence[Due], now: datetime) -> None:
    """A session's reminder goes where its session goes, as long as nobody was disturbed for it; with one that does not
    take place, nothing more is sent.
    """
    times = {occurrence_id(row.id, due.name): due for due in found}
    for one in list(known.occurrences.values()):
        if one.reminder_id != row.id or one.ended_at is not None:
            continue
        due = times.get(one.id)
        if due is None and one.due_at > now - BACK:
            _end(known, one, "off", now)
        elif due is not None and due.at > now and not known.deliveries[one.id]:
            del known.occurrences[one.id]
            db.delete(one)


def _person(known: Known, hours: Hours) -> Person:
    every = (_as_ruled(one, known.deliveries[one.id]) for one in known.occurrences.values())
    return Person(
        hours=hours,
        phones=[phone.id for phone in known.phones],
        on=frozenset(row.id for row in known.reminders if is_on(row)),
        answered=frozenset(id_ for id_, one in known.occurrences.items() if not one.ended_at and answered(known, one)),
        nudged=rules.disturbed(every, hours),
    )


def _as_ruled(row: ReminderOccurrence, deliveries: Iterable[Delivery]) -> Occurrence:
    sent = sorted(deliveries, key=lambda one: (one.decided_at, one.id))
    return Occurrence(
        id=row.id,
        reminder=row.reminder_id,
        due=row.due_at,
        open_until=row.open_until,
        later=row.later_until,
        sent=[
            Sent(one.nth, one.subscription_id, one.decided_at, one.shown_at is not None, one.failed_at is not None)  # type: ignore[arg-type]  # only such are written
            for one in sent
        ],
    )


def _attempt(db: Session, row: ReminderOccurrence, decided: Nudge, now: datetime) -> Delivery:
    delivery = Delivery(
        practice_id=row.practice_id,
        owner_id=row.owner_id,
        id=uuid_utils.compat.uuid7(),
        occurrence_id=row.id,
        subscription_id=decided.phone,
        nth=decided.nth,
        decided_at=now,
        tries=0,
    )
    db.add(delivery)
    return delivery


def _to_send(known: Known, row: ReminderOccurrence, delivery: Delivery, now: datetime) -> ToSend:
    phone = next(one for one in known.phones if one.id == delivery.subscription_id)
    one_tap = any(one.id == row.reminder_id and one.one_tap for one in known.reminders)
    own_wish = delivery.nth in ("later", "test")
    until = row.open_until if own_wish else rules.shows_until(row.open_until, known.rules_hours(), now)
    return ToSend(delivery, phone, row, one_tap, until)


def _unfinished(
    known: Known, row: ReminderOccurrence, now_sent: Sequence[ToSend], now: datetime
) -> tuple[list[ToSend], list[datetime]]:
    """Attempts of which nothing was heard: their worker died, or the push service asked to come again later."""
    fresh = {one.delivery.id for one in now_sent}
    again: list[ToSend] = []
    later: list[datetime] = []
    for one in known.deliveries[row.id]:
        if one.id in fresh or one.accepted_at is not None or one.failed_at is not None:
            continue
        if all(phone.id != one.subscription_id for phone in known.phones):
            one.failed_at, one.code = now, "gone"
            later.append(now)
        elif one.retry_at is not None and one.retry_at > now:
            later.append(one.retry_at)
        elif one.nth in ("nudge", "follow_up") and (held := rules.held_until(known.rules_hours(), now)) is not None:
            later.append(held[0])
        else:
            again.append(_to_send(known, row, one, now))
    return again, later


def _end(known: Known, row: ReminderOccurrence, why: Why, now: datetime) -> None:
    row.ended_at, row.why = now, why
    for one in known.deliveries[row.id]:
        if one.accepted_at is None and one.failed_at is None:
            one.failed_at, one.code = now, "over"
