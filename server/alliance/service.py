"""Verbs of the open question: opening it, saying that it was talked about and what changes; and reading both."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

import uuid_utils.compat
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import meetings
from server.alliance.models import QuestionStep
from server.alliance.repair import Repair, courses, open_one
from server.alliance.wire import OfferedRepair
from server.audit import By
from server.entries.agreed import AgreedThing, agreed_items_of, mark_talked, put_agreed, receipts_for
from server.entries.kind import WhoseEntries, Written
from server.entries.models import Receipt
from server.vault import Ring

LABEL = "question_step.line"
REPAIR = "repair"
COMES_DOWN_FOR = timedelta(weeks=26)


@dataclass(frozen=True)
class Step:
    """One step of the open question, and the therapist's line about it."""

    step: Literal["opened", "talked"]
    at: datetime
    line: str | None


def open_by_hand(db: Session, whose: WhoseEntries, by: By, line: str | None) -> None:
    """Opens the question without a sign, or adds to the one that is open."""
    _add(db, whose, by, "opened", line, by.now)
    by.record(db, whose.practice, whose.client, "question_opened")


def talk(
    db: Session, whose: WhoseEntries, by: By, until: datetime, line: str | None, behind: Sequence[Written]
) -> bool:
    """*We talked about it*: closes what was known of the question ``until`` then.

    It shows on the ratings ``behind`` it that this therapist had opened by then, as they are now. Returns whether there
    were any.
    """
    _add(db, whose, by, "talked", line, until)
    known = receipts_for(db, whose.practice, whose.client, [one.id for one in behind])
    mine = (row for row in known if row.account_id == by.account and row.opened_at <= until)
    seen = {row.entry_id: row.revision for row in mine}
    talked = [one.id for one in behind if seen.get(one.id) == one.revision]
    for entry in talked:
        mark_talked(db, whose.practice, whose.client, by.account, entry, True, until)
    by.record(db, whose.practice, whose.client, "talked_about" if talked else "question_closed")
    return bool(talked)


def _add(db: Session, whose: WhoseEntries, by: By, step: str, line: str | None, at: datetime) -> None:
    id_ = uuid_utils.compat.uuid7()
    db.add(
        QuestionStep(
            practice_id=whose.practice,
            client_id=whose.client,
            id=id_,
            step=step,
            account_id=by.account,
            at=at,
            line=whose.ring.seal(whose.client, LABEL, id_, line.encode()) if line else None,
        )
    )
    db.flush()


def steps_of(db: Session, ring: Ring, clients: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Step]]:
    """The steps of several clients of one practice, oldest first, in one query."""
    wanted = select(QuestionStep).where(
        QuestionStep.practice_id == ring.practice, QuestionStep.client_id.in_(list(clients))
    )
    found: dict[uuid.UUID, list[Step]] = defaultdict(list)
    for row in db.scalars(wanted.order_by(QuestionStep.at, QuestionStep.id)):
        line = None if row.line is None else ring.open(row.client_id, LABEL, row.id, row.line).decode()
        found[row.client_id].append(Step(cast(Literal["opened", "talked"], row.step), row.at, line))
    return found


def talked_of(db: Session, practice: uuid.UUID, entries: Mapping[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """When these entries (with their clients) were last talked about, with any therapist, in one query."""
    if not entries:
        return {}
    wanted = select(Receipt.entry_id, Receipt.talked_at).where(
        Receipt.practice_id == practice,
        Receipt.client_id.in_(set(entries.values())),
        Receipt.entry_id.in_(list(entries)),
    )
    found: dict[uuid.UUID, datetime] = {}
    for entry, at in db.execute(wanted):
        if at is not None:
            found[entry] = max(found.get(entry, at), at)
    return found


def note_repair(
    db: Session, whose: WhoseEntries, by: By, talked: str | None, changes: str | None, known: Repair | None
) -> bool:
    """Writes down for the client what was talked about and what changes; ``known`` is the one that is open already.

    Returns whether it says anything new.
    """
    if (talked, changes) in ((None, None), (known.talked, known.changes) if known else (None, None)):
        return False
    body = {"talked": talked, "changes": changes}
    put_agreed(db, whose.ring, whose.client, REPAIR, by.account, body, by.now, known.id if known else None)
    by.record(db, whose.practice, whose.client, "repair_noted")
    return True


def repairs_of(db: Session, ring: Ring, clients: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Repair]]:
    """The repairs of several clients of one practice, in one query."""
    found = agreed_items_of(db, ring, clients, REPAIR)
    return {client: [_repair(one) for one in every] for client, every in found.items()}


def _repair(one: AgreedThing) -> Repair:
    return Repair(one.id, one.revision, one.agreed_at, one.body["talked"], one.body["changes"])


def agreed_repairs(db: Session, whose: WhoseEntries, now: datetime) -> dict[str, Any]:
    """The repairs of half a year. What the client said of them, their phone knows itself, held or not."""
    every = repairs_of(db, whose.ring, [whose.client]).get(whose.client, [])
    known = [one for one in every if one.agreed_at > now - COMES_DOWN_FOR]
    starts = meetings.starts(db, whose.practice, whose.client, now - COMES_DOWN_FOR, now) if known else []
    waits = open_one(courses(known, [], starts, now))
    return {"repairs": [OfferedRepair(**asdict(one), open=one is waits).model_dump(mode="json") for one in known]}
