"""What was agreed, and what became of entries: both come down with the next sync."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import uuid_utils.compat
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from server.entries.kind import Written
from server.entries.models import AgreedItem, Receipt, Stream
from server.errors import NotThere
from server.vault import Ring

LABEL = "agreed.body"


@dataclass(frozen=True)
class AgreedThing:
    """One agreed thing, opened."""

    id: uuid.UUID
    revision: int
    agreed_at: datetime
    ended_at: datetime | None
    body: dict[str, Any]


def agreed_changed(db: Session, practice: uuid.UUID, client: uuid.UUID) -> None:
    """Says that something which comes down is different now. Belongs into the transaction that changed it."""
    agreed_changed_of(db, practice, [client])


def agreed_changed_of(db: Session, practice: uuid.UUID, clients: Iterable[uuid.UUID]) -> None:
    """The same for several clients."""
    theirs = (Stream.practice_id == practice, Stream.client_id.in_(list(clients)))
    db.execute(update(Stream).where(*theirs).values(agreed=Stream.agreed + 1))


def put_agreed(
    db: Session,
    ring: Ring,
    client: uuid.UUID,
    kind: str,
    author: uuid.UUID,
    body: dict[str, Any],
    now: datetime,
    item: uuid.UUID | None = None,
) -> uuid.UUID:
    """A new agreed thing, or a new revision of ``item``. Returns its id. Raises ``NotThere``."""
    revision = 1
    if item is None:
        item = uuid_utils.compat.uuid7()
    else:
        current = _current(db, ring.practice, client, kind, item)
        current.is_current = False
        revision = current.revision + 1
    sealed = ring.seal(client, LABEL, item, json.dumps(body).encode(), revision)
    db.add(
        AgreedItem(
            practice_id=ring.practice,
            client_id=client,
            id=item,
            revision=revision,
            kind=kind,
            author_id=author,
            agreed_at=now,
            body=sealed,
        )
    )
    db.flush()
    agreed_changed(db, ring.practice, client)
    return item


def end_agreed(db: Session, practice: uuid.UUID, client: uuid.UUID, kind: str, item: uuid.UUID, now: datetime) -> None:
    """Ends an agreed thing; its history stays. Raises ``NotThere``."""
    current = _current(db, practice, client, kind, item)
    current.ended_at = current.ended_at or now
    agreed_changed(db, practice, client)


def _current(db: Session, practice: uuid.UUID, client: uuid.UUID, kind: str, item: uuid.UUID) -> AgreedItem:
    found = db.scalars(
        select(AgreedItem).where(
            AgreedItem.practice_id == practice,
            AgreedItem.client_id == client,
            AgreedItem.kind == kind,
            AgreedItem.id == item,
            AgreedItem.is_current,
        )
    ).one_or_none()
    if found is None:
        raise NotThere
    return found


def agreed_items(
    db: Session, ring: Ring, client: uuid.UUID, kind: str, ended_since: datetime | None = None
) -> list[AgreedThing]:
    """The current agreed things of one kind, oldest first: running ones, and those ended since ``ended_since``."""
    return agreed_items_of(db, ring, [client], kind, ended_since).get(client, [])


def agreed_items_of(
    db: Session, ring: Ring, clients: Iterable[uuid.UUID], kind: str, ended_since: datetime | None = None
) -> dict[uuid.UUID, list[AgreedThing]]:
    """The same for several clients, in one query."""
    running = AgreedItem.ended_at.is_(None)
    wanted = select(AgreedItem).where(
        AgreedItem.practice_id == ring.practice,
        AgreedItem.client_id.in_(list(clients)),
        AgreedItem.kind == kind,
        AgreedItem.is_current,
        running if ended_since is None else or_(running, AgreedItem.ended_at >= ended_since),
    )
    found: dict[uuid.UUID, list[AgreedThing]] = {}
    for row in db.scalars(wanted.order_by(AgreedItem.id)):
        body = json.loads(ring.open(row.client_id, LABEL, row.id, row.body, row.revision))
        thing = AgreedThing(row.id, row.revision, row.agreed_at, row.ended_at, body)
        found.setdefault(row.client_id, []).append(thing)
    return found


def mark_opened(
    db: Session,
    practice: uuid.UUID,
    client: uuid.UUID,
    account: uuid.UUID,
    entries: Sequence[Written],
    now: datetime,
) -> None:
    """Notes that these entries were shown to this therapist. A newer revision counts as unread again."""
    ids = [entry.id for entry in entries]
    known = {row.entry_id: row for row in receipts_for(db, practice, client, ids) if row.account_id == account}
    for entry in entries:
        row = known.get(entry.id)
        if row is None:
            db.add(
                Receipt(
                    practice_id=practice,
                    client_id=client,
                    entry_id=entry.id,
                    account_id=account,
                    revision=entry.revision,
                    opened_at=now,
                )
            )
        elif row.revision < entry.revision:
            row.revision, row.opened_at = entry.revision, now
    db.flush()


def mark_talked(
    db: Session,
    practice: uuid.UUID,
    client: uuid.UUID,
    account: uuid.UUID,
    entry: uuid.UUID,
    talked: bool,
    now: datetime,
) -> None:
    """*We talked about it*, or that taken back, whoever said it. Only for an entry this therapist has opened.

    Raises ``NotThere``.
    """
    rows = {row.account_id: row for row in receipts_for(db, practice, client, [entry])}
    if account not in rows:
        raise NotThere
    if talked:
        rows[account].talked_at = now
    else:
        for row in rows.values():
            row.talked_at = None
    agreed_changed(db, practice, client)


def receipts(db: Session, practice: uuid.UUID, client: uuid.UUID, since: datetime | None = None) -> list[Receipt]:
    """What became of this client's entries, at any therapist: opened since ``since`` or ever, in order."""
    wanted = select(Receipt).where(Receipt.practice_id == practice, Receipt.client_id == client)
    if since is not None:
        wanted = wanted.where(Receipt.opened_at >= since)
    return list(db.scalars(wanted.order_by(Receipt.opened_at, Receipt.entry_id, Receipt.account_id)))


def receipts_for(db: Session, practice: uuid.UUID, client: uuid.UUID, entries: Sequence[uuid.UUID]) -> list[Receipt]:
    """What became of these entries, at any therapist: bounded by what is read, however long the history is."""
    wanted = select(Receipt).where(
        Receipt.practice_id == practice,
        Receipt.client_id == client,
        Receipt.entry_id.in_(entries),
    )
    return list(db.scalars(wanted))
