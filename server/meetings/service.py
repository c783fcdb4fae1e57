"""Verbs of therapy sessions: planning, moving, cancelling, saying what became of one; and reading them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

import uuid_utils.compat
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import audit
from server.clock import on_the_wire
from server.entries.agreed import agreed_changed
from server.entries.kind import WhoseEntries
from server.errors import NotThere
from server.meetings import rules
from server.meetings.appointments import on_the_wall
from server.meetings.models import MeetingChange, MeetingSeries
from server.meetings.rules import Change, Meeting, Series, State
from server.meetings.taking import Act, Settled, settle

BACK = timedelta(weeks=8)
AHEAD = timedelta(weeks=12)
NEAR = timedelta(weeks=5)
FAR = timedelta(weeks=60)
SERIES = (
    MeetingSeries.id,
    MeetingSeries.first_on,
    MeetingSeries.at,
    MeetingSeries.zone,
    MeetingSeries.minutes,
    MeetingSeries.every_weeks,
    MeetingSeries.ends_on,
)


@dataclass(frozen=True)
class By:
    """Who changes whose sessions, and when. ``secret`` is the access log's."""

    practice: uuid.UUID
    client: uuid.UUID
    account: uuid.UUID
    secret: bytes
    now: datetime


def plan(
    db: Session, by: By, first_on: date, at: str, zone: str, minutes: int, every_weeks: int | None = None
) -> uuid.UUID:
    """Plans one session, or a series every 1, 2 or 4 weeks. ``at`` is ``HH:MM`` on the wall in ``zone``."""
    if every_weeks is not None and every_weeks not in rules.WEEKS_APART:
        raise ValueError(f"sessions are 1, 2 or 4 weeks apart, not {every_weeks}")
    series = _plan(db, by, first_on, at, zone, minutes, every_weeks)
    _changed(db, by)
    return series


def _plan(
    db: Session, by: By, first_on: date, at: str, zone: str, minutes: int, every_weeks: int | None = None
) -> uuid.UUID:
    series = uuid_utils.compat.uuid7()
    db.add(
        MeetingSeries(
            practice_id=by.practice,
            client_id=by.client,
            id=series,
            first_on=first_on,
            at=at,
            zone=zone,
            minutes=minutes,
            every_weeks=every_weeks,
            created_by=by.account,
            created_at=by.now,
        )
    )
    return series


def move(db: Session, by: By, series: uuid.UUID, on: date, to_on: date, to_at: str) -> None:
    """Moves one session to another local day and time; a cancelled one is planned again. Raises ``NotThere``."""
    _move(db, by, series, on, to_on, to_at)
    _changed(db, by)


def _move(db: Session, by: By, series: uuid.UUID, on: date, to_on: date, to_at: str) -> None:
    row = _change(db, by, series, on)
    home = (on, _row(db, by.practice, by.client, series).at)
    row.state = "planned"
    row.moved_on, row.moved_at = (None, None) if (to_on, to_at) == home else (to_on, to_at)


def mark(db: Session, by: By, series: uuid.UUID, on: date, state: State) -> None:
    """Says what became of one session: held, no-show, cancelled, or planned again. Raises ``NotThere``."""
    _change(db, by, series, on).state = state
    _changed(db, by)


def take(db: Session, by: By, acts: Sequence[Act], zone: str) -> Settled:
    """Takes over what was picked from a calendar, in one change. ``zone`` is the practice's. Says what was done.

    Nothing is doubled by somebody who sends it twice at once: the client's stream is locked before sessions are read.
    """
    agreed_changed(db, by.practice, by.client)
    times = [at for act in acts for at in (act.starts_at, act.was_at) if at is not None]
    done = settle(acts, between(db, by.practice, by.client, min(times), max(times)))
    for act in done.add:
        _plan(db, by, *on_the_wall(act.starts_at, zone), zone, act.minutes)
    for one, starts_at in done.move:
        _move(db, by, one.series, one.on, *on_the_wall(starts_at, one.zone))
    for one in done.cancel:
        _change(db, by, one.series, one.on).state = "cancelled"
    if done.add or done.move or done.cancel:
        _changed(db, by)
    return done


def end(db: Session, by: By, series: uuid.UUID, ends_on: date) -> None:
    """Ends a series: nothing is planned after ``ends_on``; what was held stays. Raises ``NotThere``."""
    _row(db, by.practice, by.client, series).ends_on = ends_on
    _changed(db, by)


def running(db: Session, practice: uuid.UUID, client: uuid.UUID, today: date) -> list[MeetingSeries]:
    """The series that still have sessions ahead, oldest first."""
    wanted = (
        select(MeetingSeries)
        .where(
            MeetingSeries.practice_id == practice,
            MeetingSeries.client_id == client,
            MeetingSeries.every_weeks.is_not(None),
        )
        .order_by(MeetingSeries.first_on)
    )
    return [row for row in db.scalars(wanted) if row.ends_on is None or row.ends_on >= today]


def between(db: Session, practice: uuid.UUID, client: uuid.UUID, first: datetime, last: datetime) -> list[Meeting]:
    """All sessions that start from ``first`` to ``last``, cancelled ones too, in order."""
    return between_of(db, practice, [client], first, last)[client]


def between_of(
    db: Session, practice: uuid.UUID, clients: Iterable[uuid.UUID], first: datetime, last: datetime
) -> dict[uuid.UUID, list[Meeting]]:
    """The same for several clients, in two queries however many there are."""
    known = _series_of(db, practice, list(clients))
    return {client: rules.expand_all(every, first, last) for client, every in known.items()}


def one(db: Session, practice: uuid.UUID, client: uuid.UUID, series: uuid.UUID, on: date) -> Meeting:
    """One session, wherever it was moved to. Raises ``NotThere``."""
    for known in _series_of(db, practice, [client])[client]:
        if known.id == series and rules.has_day(known, on):
            return rules.meeting(known, on)
    raise NotThere


def own(db: Session, practice: uuid.UUID, client: uuid.UUID, ids: set[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these ids are sessions with this client, cancelled ones too."""
    return {id_ for known in _series_of(db, practice, [client])[client] for id_ in rules.among(known, ids)}


def starts(db: Session, practice: uuid.UUID, client: uuid.UUID, first: datetime, last: datetime) -> list[datetime]:
    """When sessions that take place (held or planned, not cancelled) start, from ``first`` to ``last``."""
    return [one.starts_at for one in between(db, practice, client, first, last) if one.takes_place]


def last_and_next(
    db: Session, practice: uuid.UUID, client: uuid.UUID, now: datetime
) -> tuple[Meeting | None, Meeting | None]:
    """The session before ``now`` that took place, and the next one, within about a year either way."""
    return last_and_next_of(db, practice, [client], now)[client]


def last_and_next_of(
    db: Session, practice: uuid.UUID, clients: Iterable[uuid.UUID], now: datetime
) -> dict[uuid.UUID, tuple[Meeting | None, Meeting | None]]:
    """The same for several clients, in two queries however many there are."""
    wanted = list(clients)
    known = _series_of(db, practice, wanted)
    return {client: _last_and_next(known[client], now) for client in wanted}


def _last_and_next(every: Sequence[Series], now: datetime) -> tuple[Meeting | None, Meeting | None]:
    """Looked for nearby first: nearly everybody met lately, and a year of sessions takes its time to lay out."""
    near = rules.expand_all(every, now - NEAR, now + NEAR)
    found = rules.last_held(near, now), rules.next_planned(near, now)
    if every and None in found:
        far = rules.expand_all(every, now - FAR, now + FAR)
        found = rules.last_held(far, now), rules.next_planned(far, now)
    return found


def course(db: Session, practice: uuid.UUID, client: uuid.UUID) -> list[Series]:
    """All that was ever planned with this client, for several questions about it."""
    return _series_of(db, practice, [client])[client]


def agreed(db: Session, whose: WhoseEntries, now: datetime) -> list[dict[str, Any]]:
    """This room's part of what comes down: the sessions from 8 weeks back to 12 ahead."""
    return [_travels(one) for one in between(db, whose.practice, whose.client, now - BACK, now + AHEAD)]


def _travels(one: Meeting) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "starts_at": on_the_wire(one.starts_at),
        "zone": one.zone,
        "minutes": one.minutes,
        "state": one.state,
        "moved_from": None if one.moved_from is None else on_the_wire(one.moved_from),
    }


def _changed(db: Session, by: By) -> None:
    """Every change goes down to the phone and into the access log, in its own transaction."""
    db.flush()
    agreed_changed(db, by.practice, by.client)
    audit.record(db, by.secret, by.practice, by.client, audit.Actor("account", by.account), "sessions_changed", by.now)


def _row(db: Session, practice: uuid.UUID, client: uuid.UUID, series: uuid.UUID) -> MeetingSeries:
    row = db.get(MeetingSeries, (practice, client, series))
    if row is None:
        raise NotThere
    return row


def _change(db: Session, by: By, series: uuid.UUID, on: date) -> MeetingChange:
    """The row of one session's changes, made when it has none yet."""
    if not rules.has_day(_plain(_row(db, by.practice, by.client, series)), on):
        raise NotThere
    row = db.get(MeetingChange, (by.practice, by.client, series, on))
    if row is None:
        row = MeetingChange(practice_id=by.practice, client_id=by.client, series_id=series, on=on, state="planned")
        db.add(row)
    row.changed_by, row.changed_at = by.account, by.now
    return row


def _series_of(db: Session, practice: uuid.UUID, clients: list[uuid.UUID]) -> dict[uuid.UUID, list[Series]]:
    """The series of these clients with their changes."""
    changes: dict[uuid.UUID, dict[date, Change]] = defaultdict(dict)
    # Plain columns: years of sessions leave many of these rows and those below, and a caseload asks for everybody's.
    columns = (MeetingChange.series_id, MeetingChange.on, MeetingChange.state)
    moved = (MeetingChange.moved_on, MeetingChange.moved_at)
    theirs = (MeetingChange.practice_id == practice, MeetingChange.client_id.in_(clients))
    for series, on, state, moved_on, moved_at in db.execute(select(*columns, *moved).where(*theirs)):
        changes[series][on] = Change(cast(State, state), moved_on, moved_at)
    found: dict[uuid.UUID, list[Series]] = {client: [] for client in clients}
    every = (MeetingSeries.practice_id == practice, MeetingSeries.client_id.in_(clients))
    for row in db.execute(select(MeetingSeries.client_id, *SERIES).where(*every)):
        found[row.client_id].append(Series(*row[1:], changes=changes.get(row.id, {})))
    return found


def _plain(row: MeetingSeries, changes: dict[date, Change] | None = None) -> Series:
    return Series(
        id=row.id,
        first_on=row.first_on,
        at=row.at,
        zone=row.zone,
        minutes=row.minutes,
        every_weeks=row.every_weeks,
        ends_on=row.ends_on,
        changes=changes or {},
    )
