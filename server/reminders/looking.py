"""One look at some people's reminders, each as a whole: what is due gets its occurrence, and what to send is decided.

Everything is read in a number of queries that does not grow with the people; each is decided about in memory.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import uuid_utils.compat
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from server.accounts.models import Account, Client, Device
from server.entries.models import Entry, Stream
from server.meetings import Meeting, between_of
from server.practice.models import Practice
from server.reminders import rules
from server.reminders.choices import open_one
from server.reminders.models import Delivery, PushSubscription, Reminder, ReminderHours, ReminderOccurrence
from server.reminders.rules import End, Hours, Nudge, Occurrence, Person, Sent, Why
from server.reminders.schedule import AfterSession, Due, dues, next_due, occurrence_id, place_in_week
from server.reminders.times import effective, hours_of, is_on, is_once, schedule_of

BACK = timedelta(days=8)
# What ended before disturbs nobody today, wherever they are.
LATELY = timedelta(days=2)
AHEAD = timedelta(weeks=5)
AT_LATEST = timedelta(days=2)


@dataclass(frozen=True)
class Setting:
    """What a practice says for all its people."""

    day_ends_at: str
    first_weekday: int


@dataclass
class Known:
    """All that is known of one person, as rows. ``past`` are the occurrences that ended a while ago, by id: of which
    reminder, and when they were due.
    """

    hours: ReminderHours
    setting: Setting
    agreed: int = 0
    reminders: list[Reminder] = field(default_factory=list)
    meetings: Sequence[Meeting] = ()
    occurrences: dict[uuid.UUID, ReminderOccurrence] = field(default_factory=dict)
    past: dict[uuid.UUID, tuple[uuid.UUID | None, datetime]] = field(default_factory=dict)
    deliveries: dict[uuid.UUID, list[Delivery]] = field(default_factory=lambda: defaultdict(list))
    phones: list[PushSubscription] = field(default_factory=list)
    answers: set[tuple[str, uuid.UUID, date]] = field(default_factory=set)

    def rules_hours(self) -> Hours:
        """Their hours as the rules reckon with them."""
        return hours_of(self.hours, self.setting.day_ends_at)


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


def know(db: Session, practice: uuid.UUID, rows: Sequence[ReminderHours], now: datetime) -> list[Known]:
    """Reads what is known of these people of one practice."""
    tenant = db.get_one(Practice, practice)
    setting = Setting(tenant.day_ends_at, tenant.first_weekday)
    found = {row.owner_id: Known(row, setting) for row in rows}
    owners = list(found)
    for owner, agreed in db.execute(
        select(Stream.client_id, Stream.agreed).where(Stream.practice_id == practice, Stream.client_id.in_(owners))
    ):
        found[owner].agreed = agreed
    for reminder in db.scalars(
        select(Reminder).where(
            Reminder.practice_id == practice, Reminder.owner_id.in_(owners), Reminder.ended_at.is_(None)
        )
    ):
        found[reminder.owner_id].reminders.append(reminder)
    _occurrences(db, practice, found, now)
    _phones(db, practice, found)
    _answers(db, practice, found, now)
    _meetings(db, practice, found, now)
    return list(found.values())


def _occurrences(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known], now: datetime) -> None:
    """Those that run or ended lately, with their attempts; of those before, only that they were."""
    row = ReminderOccurrence
    mine = (row.practice_id == practice, row.owner_id.in_(list(found)), row.due_at >= now - BACK - BACK)
    lately = or_(row.ended_at.is_(None), row.ended_at >= now - LATELY)
    for one in db.scalars(select(row).where(*mine, lately)):
        found[one.owner_id].occurrences[one.id] = one
    plain = select(row.owner_id, row.id, row.reminder_id, row.due_at).where(*mine, row.ended_at < now - LATELY)
    for owner, id_, reminder, due in db.execute(plain):
        found[owner].past[id_] = (reminder, due)
    of_it = and_(
        Delivery.practice_id == row.practice_id, Delivery.owner_id == row.owner_id, Delivery.occurrence_id == row.id
    )
    for sent in db.scalars(select(Delivery).join(row, of_it).where(*mine, lately)):
        found[sent.owner_id].deliveries[sent.occurrence_id].append(sent)


def _phones(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known]) -> None:
    """Addresses of phones and browsers that are still the person's; the one that showed something last comes first."""
    wanted = (
        select(PushSubscription)
        .outerjoin(
            Device, (Device.practice_id == PushSubscription.practice_id) & (Device.id == PushSubscription.device_id)
        )
        .outerjoin(
            Account, (Account.practice_id == PushSubscription.practice_id) & (Account.id == PushSubscription.owner_id)
        )
        .where(PushSubscription.practice_id == practice, PushSubscription.owner_id.in_(list(found)))
        .where(PushSubscription.gone_at.is_(None))
        .where(or_(and_(Device.id.is_not(None), Device.revoked_at.is_(None)), _of_a_therapist()))
    )
    for row in db.scalars(wanted):
        found[row.owner_id].phones.append(row)
    for known in found.values():
        known.phones.sort(key=lambda row: (row.shown_at or row.made_at, row.id), reverse=True)


def _of_a_therapist() -> ColumnElement[bool]:
    """A browser on no client's phone, unless its owner may not sign in any more."""
    return and_(PushSubscription.device_id.is_(None), Account.disabled_at.is_(None))


def _answers(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known], now: datetime) -> None:
    """What was answered lately, held or not: that it was, and nothing of what."""
    kinds = {reminder.answered_by for known in found.values() for reminder in known.reminders}
    kinds.discard(None)
    if not kinds:
        return
    wanted = select(Entry.client_id, Entry.kind, Entry.subject_id, Entry.local_date).where(
        Entry.practice_id == practice,
        Entry.client_id.in_(list(found)),
        Entry.local_date >= (now - BACK - BACK).date(),
        Entry.kind.in_(kinds),
        Entry.is_current,
        Entry.withdrawn_at.is_(None),
    )
    for client, kind, subject, day in db.execute(wanted):
        if subject is not None:
            found[client].answers.add((kind, subject, day))


def _meetings(db: Session, practice: uuid.UUID, found: Mapping[uuid.UUID, Known], now: datetime) -> None:
    after = [
        owner
        for owner, known in found.items()
        if any(one.offered["type"] == "after_sessions" and is_on(one) for one in known.reminders)
    ]
    for owner, meetings in between_of(db, practice, after, now - BACK - BACK, now + AHEAD).items():
        found[owner].meetings = meetings


def answered(known: Known, one: ReminderOccurrence) -> bool:
    """Whether an occurrence has its answer: about its session, about its day, or so many in its week."""
    reminder = next((row for row in known.reminders if row.id == one.reminder_id), None)
    if reminder is None or reminder.answered_by is None:
        return False
    days = {day for kind, subject, day in known.answers if kind == reminder.answered_by and subject == one.subject_id}
    when = effective(reminder)
    if reminder.times is not None:
        first = known.setting.first_weekday
        begins = one.day - timedelta(days=(one.day.weekday() - first) % 7)
        in_week = {day for day in days if begins <= day < begins + timedelta(days=7)}
        return one.day in days or len(in_week) >= place_in_week(one.day, reminder.times, first)
    if when.type == "after_sessions" or is_once(when):
        return bool(days)
    return one.day in days


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


def zone_of(db: Session, practice: uuid.UUID, client: uuid.UUID) -> str:
    """Where a client lives, as their therapist entered it."""
    return db.get_one(Client, (practice, client)).zone
