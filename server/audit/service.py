"""Verbs of the access log. A line is written in the transaction of the act: no line, no act."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.audit.models import AccessHead, AccessLog
from server.audit.rules import START, Line, first_break, link

Act = Literal[
    "client_added",
    "invited",
    "phone_joined",
    "phone_confirmed",
    "phone_revoked",
    "phone_lost",
    "wipe_confirmed",
    "signed_out",
    "export_code_given",
    "exported",
    "erase_code_given",
    "erase_asked",
    "erase_taken_back",
    "erased",
    "week_opened",
    "week_printed",
    "week_copied",
    "homework_opened",
    "homework_agreed",
    "homework_changed",
    "homework_ended",
    "homework_marked",
    "expectations_opened",
    "ladder_offered",
    "ladder_changed",
    "ladder_ended",
    "therapy_view_written",
    "expectation_rated",
    "goals_opened",
    "goal_written",
    "goal_ended",
    "sessions_changed",
    "question_opened",
    "question_closed",
    "repair_noted",
    "talked_about",
    "caseload_opened",
    "cover_named",
    "cover_ended",
    "reminders_on",
    "reminders_off",
    "calendar_made",
    "calendar_ended",
    "key_used",
]


@dataclass(frozen=True)
class Actor:
    """Who did it: a therapist, the client, or the system."""

    kind: Literal["account", "client", "system"]
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class By:
    """A therapist who does something, and when. ``secret`` is the log's."""

    account: uuid.UUID
    secret: bytes
    now: datetime

    def record(
        self, db: Session, practice: uuid.UUID, client: uuid.UUID, act: Act, facts: Mapping[str, str] | None = None
    ) -> None:
        """Writes down that they did it."""
        record(db, self.secret, practice, client, Actor("account", self.account), act, self.now, facts)


def start(db: Session, practice: uuid.UUID, client: uuid.UUID) -> None:
    """Begins a new client's chain."""
    db.add(AccessHead(practice_id=practice, client_id=client, n=0, mac=START))
    db.flush()


def record(
    db: Session,
    secret: bytes,
    practice: uuid.UUID,
    client: uuid.UUID,
    actor: Actor,
    act: Act,
    now: datetime,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Writes one line about one client."""
    record_all(db, secret, practice, [client], actor, act, now, facts)


def record_all(
    db: Session,
    secret: bytes,
    practice: uuid.UUID,
    clients: Iterable[uuid.UUID],
    actor: Actor,
    act: Act,
    now: datetime,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Writes the same line about several clients: one query for the heads, one insert, whatever their number.

    Heads are locked in the order of client ids, so that two of these can never wait for each other.
    """
    wanted = (
        select(AccessHead)
        .where(AccessHead.practice_id == practice, AccessHead.client_id.in_(list(clients)))
        .order_by(AccessHead.client_id)
        .with_for_update()
    )
    rows = []
    for head in db.scalars(wanted):
        line = Line(practice, head.client_id, head.n + 1, now, actor.kind, actor.id, act, dict(facts or {}))
        head.n, head.mac = line.n, link(secret, head.mac, line)
        rows.append(
            {
                "practice_id": practice,
                "client_id": line.client,
                "n": line.n,
                "at": now,
                "actor": line.actor,
                "actor_id": line.actor_id,
                "act": act,
                "facts": dict(line.facts),
                "mac": head.mac,
            }
        )
    if rows:
        db.execute(insert(AccessLog), rows)
        db.flush()


def sentences_of(
    db: Session, practice: uuid.UUID, client: uuid.UUID, before: int | None = None, most: int = 50
) -> list[AccessLog]:
    """The newest lines about one client, newest first, optionally only those before number ``before``."""
    wanted = select(AccessLog).where(AccessLog.practice_id == practice, AccessLog.client_id == client)
    if before is not None:
        wanted = wanted.where(AccessLog.n < before)
    return list(db.scalars(wanted.order_by(AccessLog.n.desc()).limit(most)))


def verify(db: Session, secret: bytes, practice: uuid.UUID, client: uuid.UUID) -> int | None:
    """The number of the first broken line of one client's chain, or ``None``."""
    rows = db.scalars(
        select(AccessLog).where(AccessLog.practice_id == practice, AccessLog.client_id == client).order_by(AccessLog.n)
    )
    chain = (
        (Line(row.practice_id, row.client_id, row.n, row.at, row.actor, row.actor_id, row.act, row.facts), row.mac)
        for row in rows
    )
    head = db.get_one(AccessHead, (practice, client))
    return first_break(secret, chain, (head.n, head.mac))
