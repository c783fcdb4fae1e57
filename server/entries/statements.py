"""What receiving asks of the database in every request, put together once: that takes longer than running it.

All name the client as ``practice`` and ``client``.
"""

from sqlalchemy import ColumnElement, bindparam, select, union, update

from server.entries.models import ENTRY, UNRESOLVED, AgreedItem, Entry, Stream


def _theirs(table: type[Entry | AgreedItem | Stream]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.practice_id == bindparam("practice"), table.client_id == bindparam("client")


LOCKED_STREAM = select(Stream).where(*_theirs(Stream)).with_for_update()

KNOWN = select(Entry.id, Entry.revision, Entry.fingerprint, Entry.received_at, Entry.seq, Entry.withdrawn_at).where(
    *_theirs(Entry), Entry.id.in_(bindparam("ids", expanding=True))
)

OWN = union(
    *(
        select(table.id).where(*_theirs(table), table.id.in_(bindparam("subjects", expanding=True)))
        for table in (AgreedItem, Entry)
    )
)

JOIN = (
    update(ENTRY)
    .where(*_theirs(Entry), UNRESOLVED, ENTRY.c.subject_id.in_(bindparam("kept", expanding=True)))
    .values(unresolved=False)
)
