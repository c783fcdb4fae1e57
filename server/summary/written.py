"""What several clients wrote: each question is one query, however many clients there are."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnExpressionArgument, and_, case, func, or_, select
from sqlalchemy.orm import Session

from server.entries.kind import Held, WhoseEntries, Written
from server.entries.models import Entry, Receipt
from server.entries.reading import COLUMNS, counts, open_entry
from server.entries.rules import is_visible

LOOK_BACK = timedelta(weeks=12)


@dataclass(frozen=True)
class Readers:
    """Whose entries are asked for, and until when "not before we meet" has opened for each of them.

    ``last_session`` is the start of the last one that began: it opens all that was kept for a session. ``reach`` tells
    of each kind that is shown how far before somebody's first day it is read.
    """

    practice: uuid.UUID
    account: uuid.UUID
    whose: Mapping[uuid.UUID, WhoseEntries]
    last_session: Mapping[uuid.UUID, datetime | None]
    reach: Mapping[str, timedelta]
    now: datetime

    def may_read(self, client: uuid.UUID, share: str, recorded_at: datetime, received_at: datetime) -> bool:
        """Whether the therapist may read such an entry by now."""
        last = self.last_session[client]
        return is_visible(share, recorded_at, received_at, [last] if last else [], self.now)

    def current(self, first: Mapping[str, date]) -> list[ColumnExpressionArgument[bool]]:
        """The conditions for what counts, of each kind since a day."""
        return [
            Entry.practice_id == self.practice,
            Entry.client_id.in_(list(self.whose)),
            Entry.local_date >= min(first.values()),
            or_(*(and_(Entry.kind == kind, Entry.local_date >= day) for kind, day in first.items())),
            counts(),
        ]


@dataclass
class Since:
    """What was written, by client: readable entries in the order of arrival, and what is held."""

    entries: dict[uuid.UUID, list[Written]] = field(default_factory=lambda: defaultdict(list))
    held: dict[uuid.UUID, list[Held]] = field(default_factory=lambda: defaultdict(list))


def last_written(db: Session, of: Readers) -> dict[uuid.UUID, datetime]:
    """When each last wrote something readable within twelve weeks. Bodies stay closed.

    What is readable on arrival needs no look at each one: the database gives the last of them.
    """
    wrote = case((Entry.recorded_at <= Entry.received_at, Entry.recorded_at), else_=Entry.received_at)
    one_by_one = case((Entry.share != "before", wrote))
    wanted = select(Entry.client_id, Entry.share, func.max(wrote))
    wanted = wanted.where(*of.current(dict.fromkeys(of.reach, (of.now - LOOK_BACK).date())))
    found: dict[uuid.UUID, datetime] = {}
    for client, share, last in db.execute(wanted.group_by(Entry.client_id, Entry.share, one_by_one)):
        if of.may_read(client, share, last, last):
            found[client] = max(found.get(client, last), last)
    return found


def written_since(db: Session, of: Readers, first: Mapping[uuid.UUID, date]) -> Since:
    """What each wrote about the days since their own ``first``, and before it as far as each kind reaches."""
    earliest = min(first.values())
    since = {kind: earliest - back for kind, back in of.reach.items()}
    wanted = select(*COLUMNS).where(*of.current(since)).order_by(Entry.client_id, Entry.seq)
    found = Since()
    for row in db.execute(wanted):
        if row.local_date < first[row.client_id] - of.reach[row.kind]:
            continue
        if of.may_read(row.client_id, row.share, row.recorded_at, row.received_at):
            found.entries[row.client_id].append(open_entry(of.whose[row.client_id], row))
        else:
            found.held[row.client_id].append((row.kind, row.subject_id, row.local_date))
    return found


def receipts_since(db: Session, of: Readers, first: date) -> list[Receipt]:
    """What any therapist opened since a day, and what was talked about within twelve weeks before it."""
    since = datetime.combine(first, time(), tzinfo=of.now.tzinfo) - timedelta(days=1)
    wanted = select(Receipt).where(
        Receipt.practice_id == of.practice,
        Receipt.client_id.in_(list(of.whose)),
        or_(Receipt.opened_at >= since, Receipt.talked_at >= since - LOOK_BACK),
    )
    return list(db.scalars(wanted))
