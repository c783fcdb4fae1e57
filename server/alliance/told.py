"""What is known of a client's sessions: each rating in its place, the signs, and the open question."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session as Db

from server import meetings
from server.alliance import rules, service
from server.alliance.question import Mark, not_talked_about, open_question
from server.alliance.repair import Course, Repair, Reply, courses
from server.alliance.rules import Sign
from server.alliance.series import Item, Occasion, Rating, Session, lay_out
from server.alliance.service import Step
from server.alliance.wire import AllianceCheckInBody, RepairReplyBody
from server.entries.kind import Reader, Week, WhoseEntries, Written
from server.entries.reading import readable
from server.entries.rules import first_written, local_day, visible_from, zone_or
from server.meetings import Meeting

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
LOOK_BACK = timedelta(weeks=26)
KIND, REPLY = "alliance_check_in", "repair_reply"


@dataclass(frozen=True)
class Told:
    """All that may be known of one client's sessions up to a day. ``question`` is the open one, empty when none is.

    ``repairs`` are those noted by then, with the client's word on them.
    """

    occasions: Sequence[Occasion]
    signs: Sequence[Sign]
    question: Sequence[Mark]
    entries: Mapping[uuid.UUID, Written]
    bodies: Mapping[uuid.UUID, AllianceCheckInBody]
    steps: Sequence[Step]
    repairs: Sequence[Course]

    def ringed(self, item: Item, reader: Reader) -> set[int]:
        """The places whose number stands out. The client reads "lower than your usual": never without a usual."""
        all_of_them = reader == "therapist"
        return {sign.place for sign in self.signs if sign.item == item and (all_of_them or sign.usual)}

    @property
    def behind(self) -> list[Written]:
        """The ratings behind the open question."""
        return [self.entries[id_] for id_ in dict.fromkeys(mark.entry for mark in self.question) if id_ is not None]


def told(db: Db, week: Week) -> Told:
    """What is known of one client, with every session since the first."""
    return told_of(db, [week], BEGINNING)[week.whose.client]


def told_now(db: Db, whose: WhoseEntries, now: datetime, consents: bool) -> Told:
    """What is known now, without consent nothing of what the client wrote."""
    today = local_day(now, whose.zone, whose.day_ends_at)
    starts = meetings.starts(db, whose.practice, whose.client, BEGINNING, now)
    reach = dict.fromkeys((KIND, REPLY), today - LOOK_BACK)
    entries, held = readable(db, whose, starts, reach, today, now) if consents else ([], [])
    return told(db, Week(whose, today, today, today, now, entries, held))


def told_of(db: Db, weeks: Sequence[Week], since: datetime) -> dict[uuid.UUID, Told]:
    """The same for several clients of one practice and their sessions ``since``: five queries, however many."""
    ring, clients = weeks[0].whose.ring, [week.whose.client for week in weeks]
    now = max(week.now for week in weeks)
    met = meetings.between_of(db, ring.practice, clients, since, now)
    noted = _Noted(service.steps_of(db, ring, clients), service.repairs_of(db, ring, clients))
    bare = {week.whose.client: _bare(week, met[week.whose.client], noted) for week in weeks}
    entries = {entry: client for client, (_one, marks) in bare.items() for entry in _behind(marks)}
    talked = service.talked_of(db, ring.practice, entries)
    return {client: _asked(one, marks, talked) for client, (one, marks) in bare.items()}


@dataclass(frozen=True)
class _Noted:
    """What therapists noted, by client."""

    steps: Mapping[uuid.UUID, Sequence[Step]]
    repairs: Mapping[uuid.UUID, Sequence[Repair]]


def _behind(marks: Iterable[Mark]) -> set[uuid.UUID]:
    return {mark.entry for mark in marks if mark.entry is not None}


def _bare(week: Week, met: Sequence[Meeting], noted: _Noted) -> tuple[Told, list[Mark]]:
    """What is known but for the question, and all marks there ever were."""
    whose = week.whose
    steps = noted.steps.get(whose.client, [])
    took_place = [one for one in met if one.takes_place and one.ends_at <= week.now]
    sessions = [Session(one.id, local_day(one.starts_at, whose.zone, whose.day_ends_at)) for one in took_place]
    entries = {one.id: one for one in week.entries if one.kind == KIND}
    bodies = {id_: AllianceCheckInBody.model_validate(dict(one.body)) for id_, one in entries.items()}
    occasions = lay_out(
        [one for one in sessions if one.on <= week.last],
        [_rating(whose, entries[id_], body) for id_, body in bodies.items()],
        [(subject, on) for kind, subject, on in week.held if kind == KIND],
        week.today,
    )
    signs = rules.signs(occasions)
    starts = [one.starts_at for one in met if one.takes_place]
    marks = [mark for sign in signs for mark in _marks(sign, occasions[sign.place], entries, starts)]
    opened = ((local_day(step.at, whose.zone, whose.day_ends_at), step.at) for step in steps if step.step == "opened")
    by_hand = [_by_hand(occasions, on, at) for on, at in opened if on <= week.last]
    repairs = _repairs(week, noted.repairs.get(whose.client, []), starts)
    return Told(occasions, signs, [], entries, bodies, steps, repairs), marks + by_hand


def _repairs(week: Week, noted: Sequence[Repair], starts: Sequence[datetime]) -> list[Course]:
    """Those noted by the week's last day, with the words that may be read of them."""
    whose = week.whose
    known = [one for one in noted if local_day(one.agreed_at, whose.zone, whose.day_ends_at) <= week.last]
    replies = [_reply(one) for one in week.entries if one.kind == REPLY]
    return courses(known, replies, starts, week.now)


def _reply(entry: Written) -> Reply:
    body = RepairReplyBody.model_validate(dict(entry.body))
    words = (body.words or "").strip() or None
    return Reply(entry.id, entry.subject, body.version, body.answer, words, entry.local_date, entry.received_at)


def _rating(whose: WhoseEntries, entry: Written, body: AllianceCheckInBody) -> Rating:
    """Late is what was first written late: neither a clock that is ahead nor a later change makes it so."""
    zone = zone_or(entry.zone, whose.zone)
    day_begins = datetime.combine(entry.local_date, time.fromisoformat(whose.day_ends_at), zone)
    written_at = first_written(entry.id, entry.recorded_at, entry.received_at, day_begins)
    return Rating(
        id=entry.id,
        session=entry.subject,
        on=entry.local_date,
        written_at=written_at,
        written_on=local_day(written_at, zone.key, whose.day_ends_at),
        outcome=body.outcome,
        safety=body.safety,
        respect=body.respect,
        felt_off=body.felt_off,
        bring_up=entry.bring_up,
    )


def _marks(
    sign: Sign, occasion: Occasion, entries: Mapping[uuid.UUID, Written], starts: Sequence[datetime]
) -> list[Mark]:
    """A sign with the ratings behind it: the charted one for a number, those that ticked it for a tick."""
    behind: list[Rating] = [occasion.charted] if sign.item and occasion.charted else []
    if sign.rule in ("felt_off", "bring_up"):
        behind = [one for one in occasion.ratings if getattr(one, sign.rule)]
    return [Mark(sign, one.id, _known_at(entries[one.id], starts)) for one in behind]


def _known_at(entry: Written, starts: Sequence[datetime]) -> datetime:
    opens = visible_from(entry.share, entry.recorded_at, entry.received_at, starts)
    return max(opens or entry.received_at, entry.received_at)


def _by_hand(occasions: Sequence[Occasion], on: date, at: datetime) -> Mark:
    """Opened by hand: it belongs to the last session before."""
    return Mark(Sign("by_hand", max(sum(one.on <= on for one in occasions) - 1, 0)), None, at)


def _asked(one: Told, marks: Sequence[Mark], talked: Mapping[uuid.UUID, datetime]) -> Told:
    closed_at = max((step.at for step in one.steps if step.step == "talked"), default=None)
    question = open_question(not_talked_about(marks, talked, closed_at), len(one.occasions) - 1)
    return replace(one, question=question)
