"""Keeping what phones send: each entry once, in the order of a per-client counter, none blocking another."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import and_, insert, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from server.entries.envelope import Envelope, SyncResult
from server.entries.kind import Kinds, WhoseEntries, Written, nothing_follows
from server.entries.meaning import as_meant
from server.entries.models import ENTRY, Entry, Stream
from server.entries.opening import Opened, reason_for
from server.entries.statements import JOIN, KNOWN, LOCKED_STREAM, OWN
from server.errors import NotThere

LABEL = "entry.body"


@dataclass(frozen=True)
class Known:
    """One revision that is already stored, as far as deciding needs it."""

    revision: int
    fingerprint: bytes
    received_at: datetime
    seq: int
    withdrawn: bool


@dataclass
class Intake:
    """The running state of one request: what is known by id, and what is to be written."""

    stream: Stream
    device: uuid.UUID
    now: datetime
    known: dict[uuid.UUID, list[Known]]
    own_subjects: set[uuid.UUID]
    rows: list[dict[str, Any]] = field(default_factory=list)
    overtaken: list[tuple[uuid.UUID, int]] = field(default_factory=list)
    emptied: list[tuple[uuid.UUID, int]] = field(default_factory=list)
    current: list[Opened] = field(default_factory=list)


def lock_stream(db: Session, practice: uuid.UUID, client: uuid.UUID) -> Stream:
    """The client's counters, locked until the transaction ends."""
    stream = db.scalars(LOCKED_STREAM, {"practice": practice, "client": client}).one_or_none()
    if stream is None:
        raise NotThere
    return stream


def receive(
    db: Session,
    whose: WhoseEntries,
    device: uuid.UUID,
    opened: Sequence[Opened],
    kinds: Kinds,
    now: datetime,
    locked: Stream | None = None,
) -> list[SyncResult]:
    """Stores these entries and says what became of each. The caller commits before it replies.

    ``locked`` is the client's stream, where the caller holds its lock already.
    """
    if not opened:
        return []
    stream = locked or lock_stream(db, whose.practice, whose.client)
    opened = as_meant(db, whose, opened, kinds)
    intake = Intake(stream, device, now, _known(db, whose, opened), _own_subjects(db, whose, opened, kinds))
    results = [_take(intake, whose, item) for item in opened]
    refused = _insert(db, intake)
    _follow_revisions(db, whose, intake)
    _resolve(db, whose, {row["id"] for row in intake.rows if (row["id"], row["revision"]) not in refused})
    _follow(db, whose, intake, kinds)
    return [_refused(result) if (result.id, result.revision) in refused else result for result in results]


def _known(db: Session, whose: WhoseEntries, opened: Sequence[Opened]) -> dict[uuid.UUID, list[Known]]:
    theirs = {"practice": whose.practice, "client": whose.client, "ids": [item.id for item in opened]}
    found: dict[uuid.UUID, list[Known]] = defaultdict(list)
    for id_, revision, fingerprint, received_at, seq, withdrawn_at in db.execute(KNOWN, theirs):
        found[id_].append(Known(revision, fingerprint, received_at, seq, withdrawn_at is not None))
    return found


def _own_subjects(db: Session, whose: WhoseEntries, opened: Sequence[Opened], kinds: Kinds) -> set[uuid.UUID]:
    """Which subjects are this client's own: agreed things, their entries, or what a kind knows.

    Of this request's entries none is counted: what is about one of them is joined once that one is kept.
    """
    asked: dict[str, set[uuid.UUID]] = defaultdict(set)
    for item in opened:
        if item.envelope.subject is not None:
            asked[item.envelope.kind].add(item.envelope.subject)
    every = set().union(*asked.values())
    if not every:
        return every
    own = set(db.scalars(OWN, {"practice": whose.practice, "client": whose.client, "subjects": list(every)}))
    for name, subjects in asked.items():
        own |= kinds[name].subjects(db, whose, subjects)
    return own


def _take(intake: Intake, whose: WhoseEntries, item: Opened) -> SyncResult:
    """Decides about one entry and notes what is to be written. The same body is never taken twice."""
    known = intake.known[item.id]
    fingerprint = whose.ring.digest(whose.client, item.canonical)
    same_revision = [one for one in known if one.revision == item.revision]
    for one in same_revision:
        if one.fingerprint == fingerprint:
            return _result(item, "already_stored", one)
    newest = max((one.revision for one in known), default=0)
    hidden_by = max((one.revision for one in known if one.withdrawn), default=0)
    intake.stream.seq += 1
    stored = Known(item.revision, fingerprint, intake.now, intake.stream.seq, item.envelope.withdrawn)
    is_current = item.revision > newest
    intake.rows.append(_row(intake, whose, item, stored, is_current, keeps_body=item.revision > hidden_by))
    known.append(stored)
    if item.envelope.withdrawn:
        intake.emptied.append((item.id, item.revision))
    if is_current:
        if newest:
            intake.overtaken.append((item.id, item.revision))
        intake.current.append(item)
    return _result(item, "conflict" if same_revision else "stored", stored)


def _row(
    intake: Intake, whose: WhoseEntries, item: Opened, stored: Known, is_current: bool, keeps_body: bool
) -> dict[str, Any]:
    envelope = item.envelope
    body = None
    if keeps_body and not envelope.withdrawn:
        plaintext = to_json({"bring_up": envelope.bring_up, "body": envelope.body})
        body = whose.ring.seal(whose.client, LABEL, item.id, plaintext, item.revision)
    return {
        "practice_id": whose.practice,
        "client_id": whose.client,
        "id": item.id,
        "revision": item.revision,
        "device_id": intake.device,
        "fingerprint": stored.fingerprint,
        "kind": envelope.kind,
        "seq": stored.seq,
        "subject_id": envelope.subject,
        "unresolved": envelope.subject is not None and envelope.subject not in intake.own_subjects,
        "share": envelope.share,
        "local_date": envelope.local_date,
        "recorded_at": envelope.recorded_at,
        "zone": envelope.zone,
        "received_at": intake.now,
        "withdrawn_at": intake.now if envelope.withdrawn else None,
        "is_current": is_current,
        "body": body,
    }


def as_written(id_: uuid.UUID, revision: int, envelope: Envelope, received_at: datetime) -> Written:
    """An entry as its room sees it. A withdrawn one has an empty body."""
    return Written(
        id=id_,
        revision=revision,
        kind=envelope.kind,
        subject=envelope.subject,
        share=envelope.share,
        bring_up=envelope.bring_up,
        local_date=envelope.local_date,
        recorded_at=envelope.recorded_at,
        received_at=received_at,
        zone=envelope.zone,
        body=envelope.body or {},
    )


def _insert(db: Session, intake: Intake) -> set[tuple[uuid.UUID, int]]:
    """One bulk insert; only when the engine refuses it, one by one, so that a bad entry stands alone."""
    refused: set[tuple[uuid.UUID, int]] = set()
    if not intake.rows:
        return refused
    try:
        with db.begin_nested():
            db.execute(insert(ENTRY), intake.rows)
    except (DataError, IntegrityError):
        for row in intake.rows:
            try:
                with db.begin_nested():
                    db.execute(insert(ENTRY), [row])
            except (DataError, IntegrityError):
                refused.add((row["id"], row["revision"]))
        intake.current = [item for item in intake.current if (item.id, item.revision) not in refused]
        intake.overtaken = [pair for pair in intake.overtaken if pair not in refused]
        intake.emptied = [pair for pair in intake.emptied if pair not in refused]
    return refused


def _follow_revisions(db: Session, whose: WhoseEntries, intake: Intake) -> None:
    """Older revisions stop counting; a withdrawal also ends their bodies."""
    mine = and_(Entry.practice_id == whose.practice, Entry.client_id == whose.client)
    for id_, revision in intake.overtaken:
        older = and_(mine, Entry.id == id_, Entry.revision < revision)
        db.execute(update(Entry).where(older).values(is_current=False))
    for id_, revision in intake.emptied:
        taken_back = and_(mine, Entry.id == id_, Entry.revision <= revision)
        db.execute(update(Entry).where(taken_back).values(body=None))


def _resolve(db: Session, whose: WhoseEntries, here: set[uuid.UUID]) -> None:
    """An entry may be about another one that was kept only now, as when that one had to be mended first."""
    if here:
        db.execute(JOIN, {"practice": whose.practice, "client": whose.client, "kept": list(here)})


def _follow(db: Session, whose: WhoseEntries, intake: Intake, kinds: Kinds) -> None:
    """Tells each kind, in the order of the kinds, of its entries that are new and count."""
    fresh: dict[str, list[Written]] = defaultdict(list)
    for item in intake.current:
        if kinds[item.envelope.kind].stored is not nothing_follows:
            fresh[item.envelope.kind].append(as_written(item.id, item.revision, item.envelope, intake.now))
    for name, kind in kinds.items():
        if name in fresh:
            kind.stored(db, whose, fresh[name], intake.now)


def _result(item: Opened, outcome: Any, stored: Known) -> SyncResult:
    return SyncResult(
        id=item.id, revision=item.revision, outcome=outcome, received_at=stored.received_at, seq=stored.seq
    )


def _refused(result: SyncResult) -> SyncResult:
    return SyncResult(
        id=result.id, revision=result.revision, outcome="refused", code="malformed", reason=reason_for("malformed")
    )
