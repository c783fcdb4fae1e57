"""The verbs of sync. Opening and checking happen before the write lock is taken; the reply is made after the commit."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from server import accounts, meetings, practice
from server.accounts import EnrolledDevice
from server.entries.agreed import receipts
from server.entries.envelope import SealedEntry, SyncResult
from server.entries.kind import Kinds, Refusal, WhoseEntries
from server.entries.models import Stream
from server.entries.opening import Letterbox, Opened, open_entry
from server.entries.reading import pull
from server.entries.receiving import lock_stream, receive
from server.practice.models import Practice
from server.sync.wire import SyncReply, SyncRequest
from server.vault import Keystore
from server.web import House

RECEIPTS_FOR = timedelta(weeks=12)
Results = list[SyncResult | Opened]


def open_all(
    keystore: Keystore, device: EnrolledDevice, items: list[SealedEntry], kinds: Kinds, zone: str, now: datetime
) -> Results:
    """Each item opened, or the refusal it gets, in the order of the request."""
    if not items:
        return []
    private = keystore.exchange_keys(device.practice_id, {item.key for item in items})
    box = Letterbox(device.client_id, private, kinds, zone)
    opened: Results = []
    for item in items:
        found = open_entry(box, item, now)
        opened.append(_refused(item, found) if isinstance(found, Refusal) else found)
    return opened


def _refused(item: SealedEntry, why: Refusal) -> SyncResult:
    return SyncResult(id=item.id, revision=item.revision, outcome="refused", code=why.code, reason=why.reason)


def synchronise(house: House, device: EnrolledDevice, wanted: SyncRequest, kinds: Kinds, now: datetime) -> SyncReply:
    """One round trip. Raises ``Problem`` when the device was revoked meanwhile or the store is busy."""
    with house.main.read() as db:
        tenant = practice.practice_of(db, device.practice_id)
        whose = practice.whose(db, house.keystore, device.practice_id, device.client_id)
    opened = open_all(house.keystore, device, wanted.entries, kinds, tenant.zone, now)
    with house.main.write() as db:
        accounts.still_enrolled(db, device, now)
        stream = lock_stream(db, device.practice_id, device.client_id)
        readable = [item for item in opened if isinstance(item, Opened)]
        stored = iter(receive(db, whose, device.device_id, readable, kinds, now, stream))
        accounts.note_consent(house, db, device, {item.envelope.kind for item in readable}, now)
        results = [next(stored) if isinstance(item, Opened) else item for item in opened]
        kept = {(item.id, item.revision) for item in readable if kinds[item.envelope.kind].becomes is None}
        return _reply(db, whose, tenant, stream, device, wanted, results, kept, kinds, now)


def _reply(
    db: Session,
    whose: WhoseEntries,
    tenant: Practice,
    stream: Stream,
    device: EnrolledDevice,
    wanted: SyncRequest,
    results: list[SyncResult],
    kept: set[tuple[uuid.UUID, int]],
    kinds: Kinds,
    now: datetime,
) -> SyncReply:
    """What the phone gets; of ``kept`` it has a copy.

    A restored server has another epoch: the phone then asks again from the start.
    """
    epoch = str(tenant.epoch)
    reply = SyncReply(
        epoch=epoch,
        server_time=now,
        results=results,
        agreed_version=None,
        agreed=None,
        entries=[],
        cursor=None,
        more=False,
    )
    if wanted.cursor is None:
        return reply
    db.flush()
    if wanted.epoch is not None and wanted.epoch != epoch:
        reply.cursor = stream.restored_seq
        return reply
    start = min(wanted.cursor, stream.seq)
    reply.entries, reply.cursor, reply.more = pull(db, whose, start, stream.seq, device.device_id, kept)
    db.refresh(stream)
    reply.agreed_version = version_of(stream, (whose.zone, tenant.zone), now)
    if wanted.agreed_version != reply.agreed_version:
        reply.agreed = snapshot(db, whose, kinds, now)
    return reply


def version_of(stream: Stream, zones: Iterable[str], now: datetime) -> str:
    """The version of what was agreed: it changes with every change, and with the day in each of these zones, since
    it holds a window of time and who covers today."""
    days = sorted({now.astimezone(ZoneInfo(zone)).date().isoformat() for zone in zones})
    return "_".join([str(stream.agreed), *days])


def snapshot(db: Session, whose: WhoseEntries, kinds: Kinds, now: datetime) -> dict[str, Any]:
    """All that comes down: each room's own part under its own name."""
    agreed: dict[str, Any] = {
        **practice.agreed(db, whose, now),
        "meetings": meetings.agreed(db, whose, now),
        "receipts": _receipts(db, whose, now),
    }
    for kind in kinds.values():
        agreed.update(kind.agreed(db, whose, now))
    return agreed


def _receipts(db: Session, whose: WhoseEntries, now: datetime) -> list[dict[str, Any]]:
    rows = receipts(db, whose.practice, whose.client, since=now - RECEIPTS_FOR)
    names = accounts.account_names(db, whose.ring, {row.account_id for row in rows})
    return [
        {"entry": row.entry_id, "by": names[row.account_id], "opened_at": row.opened_at, "talked_at": row.talked_at}
        for row in rows
    ]
