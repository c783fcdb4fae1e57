"""Reading entries back: for the client's own phones, and for the therapist as far as they may."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, literal_column, or_, select
from sqlalchemy.orm import Session, aliased

from server.entries.envelope import StoredEntry
from server.entries.kind import Held, WhoseEntries, Written
from server.entries.models import NOT_MINE, Entry
from server.entries.receiving import LABEL
from server.entries.rules import is_visible

PULL = 200
# Plain columns, not rows of the model: a caseload reads a thousand of them, and making the objects took longer than
# opening what they hold.
COLUMNS = (
    Entry.client_id,
    Entry.id,
    Entry.revision,
    Entry.kind,
    Entry.subject_id,
    Entry.unresolved,
    Entry.share,
    Entry.local_date,
    Entry.recorded_at,
    Entry.received_at,
    Entry.zone,
    Entry.body,
)
# What a phone gets back besides.
ALL_COLUMNS = (*COLUMNS, Entry.seq, Entry.device_id, Entry.withdrawn_at, Entry.is_current)
Columns = Row[*tuple[Any, ...]]


def counts() -> ColumnElement[bool]:
    """The condition for what is read at all: current, not withdrawn, and by its author.

    The kind is a literal, as in the index: a value handed over would hide from the database that it may use it.
    """
    mark = aliased(Entry)
    not_mine = exists().where(
        mark.practice_id == Entry.practice_id,
        mark.client_id == Entry.client_id,
        mark.subject_id == Entry.id,
        mark.kind == literal_column(f"'{NOT_MINE}'"),
        mark.is_current,
        mark.withdrawn_at.is_(None),
    )
    return and_(Entry.is_current, Entry.withdrawn_at.is_(None), ~not_mine)


def open_body(whose: WhoseEntries, row: Entry | Columns) -> tuple[bool, dict[str, Any]]:
    """*Please bring this up*, and the body of one stored revision. Raises ``CannotOpen``."""
    if row.body is None:
        return False, {}
    content = json.loads(whose.ring.open(whose.client, LABEL, row.id, row.body, row.revision))
    return content["bring_up"], content["body"]


def pull(
    db: Session,
    whose: WhoseEntries,
    cursor: int,
    until: int,
    device: uuid.UUID,
    sent: set[tuple[uuid.UUID, int]],
) -> tuple[list[StoredEntry], int, bool]:
    """Revisions after ``cursor`` that the phone did not just send: the entries, the new cursor, whether more wait.

    Another phone's words under the same id and revision do come down: after a conflict both must show.
    """
    wanted = (
        select(*ALL_COLUMNS)
        .where(Entry.practice_id == whose.practice, Entry.client_id == whose.client, Entry.seq > cursor)
        .order_by(Entry.seq)
        .limit(PULL + 1)
    )
    rows = db.execute(wanted).all()
    page, more = rows[:PULL], len(rows) > PULL
    entries = [_stored(whose, row) for row in page if row.device_id != device or (row.id, row.revision) not in sent]
    return entries, page[-1].seq if more else until, more


def _stored(whose: WhoseEntries, row: Columns) -> StoredEntry:
    bring_up, body = open_body(whose, row)
    return StoredEntry(
        id=row.id,
        revision=row.revision,
        seq=row.seq,
        device=row.device_id,
        kind=row.kind,
        subject=row.subject_id,
        share=row.share,
        bring_up=bring_up,
        local_date=row.local_date,
        recorded_at=row.recorded_at,
        received_at=row.received_at,
        zone=row.zone,
        withdrawn=row.withdrawn_at is not None,
        current=row.is_current,
        body=body if row.body is not None else None,
    )


def readable(
    db: Session,
    whose: WhoseEntries,
    meetings: Iterable[datetime],
    first: Mapping[str, date],
    last: date,
    now: datetime,
) -> tuple[list[Written], list[Held]]:
    """What the therapist may read at ``now`` up to the day ``last``, and what is held back.

    ``first`` has the first day wanted of each kind. Of held entries nothing is opened. Order is the order of arrival.
    """
    starts = sorted(meetings)
    visible: list[Written] = []
    held: list[Held] = []
    for row in _current(db, whose, first, last):
        if is_visible(row.share, row.recorded_at, row.received_at, starts, now):
            visible.append(open_entry(whose, row))
        else:
            held.append((row.kind, row.subject_id, row.local_date))
    return visible, held


def _current(db: Session, whose: WhoseEntries, first: Mapping[str, date], last: date) -> Sequence[Columns]:
    wanted = select(*COLUMNS).where(
        Entry.practice_id == whose.practice,
        Entry.client_id == whose.client,
        Entry.local_date.between(min(first.values()), last),
        or_(*(and_(Entry.kind == kind, Entry.local_date >= day) for kind, day in first.items())),
        counts(),
    )
    return db.execute(wanted.order_by(Entry.seq)).all()


def open_entry(whose: WhoseEntries, row: Columns) -> Written:
    """One stored revision (its ``COLUMNS``) as its room sees it; a subject that is not the client's own is left out."""
    bring_up, body = open_body(whose, row)
    return Written(
        id=row.id,
        revision=row.revision,
        kind=row.kind,
        subject=None if row.unresolved else row.subject_id,
        share=row.share,
        bring_up=bring_up,
        local_date=row.local_date,
        recorded_at=row.recorded_at,
        received_at=row.received_at,
        zone=row.zone,
        body=body,
    )
