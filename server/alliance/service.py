"""Verbs of the open question: opening it by hand, saying that it was talked about; and what is known of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

import uuid_utils.compat
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import audit
from server.alliance.models import QuestionStep
from server.audit import Actor
from server.entries.agreed import mark_opened, mark_talked
from server.entries.kind import WhoseEntries, Written
from server.entries.models import Receipt
from server.vault import Ring

LABEL = "question_step.line"


@dataclass(frozen=True)
class By:
    """Who does it, and when. ``secret`` is the access log's."""

    account: uuid.UUID
    secret: bytes
    now: datetime


@dataclass(frozen=True)
class Step:
    """One step of the open question, and the therapist's line about it."""

    step: Literal["opened", "talked"]
    at: datetime
    line: str | None


def open_by_hand(db: Session, whose: WhoseEntries, by: By, line: str | None) -> None:
    """Opens the question without a sign, or adds to the one that is open."""
    _add(db, whose, by, "opened", line)
    actor = Actor("account", by.account)
    audit.record(db, by.secret, whose.practice, whose.client, actor, "question_opened", by.now)


def talk(db: Session, whose: WhoseEntries, by: By, line: str | None, behind: Sequence[Written]) -> None:
    """*We talked about it*: closes what is known of the question, and shows on the ratings ``behind`` it."""
    _add(db, whose, by, "talked", line)
    mark_opened(db, whose.practice, whose.client, by.account, behind, by.now)
    for entry in behind:
        mark_talked(db, whose.practice, whose.client, by.account, entry.id, True, by.now)
    actor = Actor("account", by.account)
    audit.record(db, by.secret, whose.practice, whose.client, actor, "talked_about", by.now)


def _add(db: Session, whose: WhoseEntries, by: By, step: str, line: str | None) -> None:
    id_ = uuid_utils.compat.uuid7()
    db.add(
        QuestionStep(
            practice_id=whose.practice,
            client_id=whose.client,
            id=id_,
            step=step,
            account_id=by.account,
            at=by.now,
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
