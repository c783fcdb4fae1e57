"""What may be read of one client's week, and what each room says of it: for the therapist and for the client alike."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from server.entries.kind import EntryKind, Held, Kinds, Reader, Week, WhoseEntries, Written, reach_of
from server.entries.models import Receipt
from server.entries.reading import readable
from server.entries.sections import Section
from server.summary.head import Head
from server.summary.rules import place_of, still_talked

LOOK_BACK = timedelta(weeks=12)


@dataclass(frozen=True)
class Reading:
    """What the therapist may read by now: of the days themselves and, before them, as far as each kind reaches.

    ``receipts`` are those of every therapist: what one has opened is theirs, what was talked about holds for all.
    """

    entries: Sequence[Written]
    held: Sequence[Held]
    receipts: Sequence[Receipt]
    account: uuid.UUID
    reader: Reader = "therapist"

    @cached_property
    def known(self) -> Mapping[uuid.UUID, Receipt]:
        """What became of them at this therapist."""
        return {row.entry_id: row for row in self.receipts if row.account_id == self.account}

    def is_unread(self, entry: Written) -> bool:
        """Whether this state of an entry was not opened yet."""
        row = self.known.get(entry.id)
        return row is None or row.revision < entry.revision

    @property
    def opened(self) -> dict[uuid.UUID, datetime]:
        """When what was read before was opened. What one wrote oneself is never new."""
        if self.reader == "client":
            return {one.id: one.received_at for one in self.entries}
        return {one.id: self.known[one.id].opened_at for one in self.entries if not self.is_unread(one)}

    @property
    def talked(self) -> dict[uuid.UUID, datetime]:
        """When what was talked about was talked about."""
        return talked_of(self.entries, self.receipts)


def talked_of(entries: Iterable[Written], receipts: Iterable[Receipt]) -> dict[uuid.UUID, datetime]:
    """When these entries, as they are now, were last talked about, with any therapist."""
    last: dict[uuid.UUID, datetime] = {}
    for row in receipts:
        if row.talked_at is not None:
            last[row.entry_id] = max(last.get(row.entry_id, row.talked_at), row.talked_at)
    return {one.id: last[one.id] for one in entries if one.id in last and still_talked(last[one.id], one.received_at)}


def read_entries(db: Session, whose: WhoseEntries, head: Head, kinds: Kinds) -> tuple[list[Written], list[Held]]:
    """What may be read, and what is held, of every kind that is shown."""
    reach = reach_of(kinds, lambda kind: max(kind.look_back, LOOK_BACK))
    first = {name: head.period.first - back for name, back in reach.items()}
    return readable(db, whose, head.starts, first, head.period.last, head.now)


def said_by_rooms(
    db: Session, whose: WhoseEntries, head: Head, reading: Reading, kinds: Kinds
) -> list[tuple[EntryKind, Section]]:
    """The sections, in the order of the pillars, each with the kind that brought it."""
    opened, talked = reading.opened, reading.talked
    called = {id_: name for kind in kinds.values() for id_, name in kind.called(db, whose).items()}
    found = []
    for kind in kinds.values():
        first = head.period.first - kind.look_back
        week = Week(
            whose=whose,
            first=head.period.first,
            last=head.period.last,
            today=head.today,
            now=head.now,
            entries=[one for one in reading.entries if one.kind in kind.reads and one.local_date >= first],
            held=[one for one in reading.held if one[0] in kind.reads and one[2] >= first],
            opened=opened,
            talked=talked,
            reader=reading.reader,
            called=called,
            account=reading.account,
        )
        section = kind.summarise(db, week)
        if section is not None:
            found.append((kind, section))
    return sorted(found, key=lambda pair: place_of(pair[1].pillar))
