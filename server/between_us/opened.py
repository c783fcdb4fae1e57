"""Who opened what: the newest for the phone's snapshot, all of it page by page."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import audit
from server.accounts import account_names
from server.audit.models import AccessLog
from server.between_us.sentences import sentence
from server.clock import on_the_wire
from server.entries.kind import WhoseEntries
from server.i18n import gettext as _

# The list of all clients is opened daily and would hide the rest; the whole log has it.
SHOWN = ("week_opened", "week_printed", "week_copied", "homework_opened", "expectations_opened", "goals_opened")
NEWEST = 20
PAGE = 50


@dataclass(frozen=True)
class Sentence:
    """One line of the log, in words."""

    n: int
    at: datetime
    text: str


def opened(db: Session, whose: WhoseEntries) -> list[dict[str, Any]]:
    """The last times that somebody opened what this client wrote, newest first: ``at``, ``who``, ``what``."""
    wanted = (
        select(AccessLog)
        .where(AccessLog.practice_id == whose.practice, AccessLog.client_id == whose.client, AccessLog.act.in_(SHOWN))
        .order_by(AccessLog.n.desc())
        .limit(NEWEST)
    )
    rows = db.scalars(wanted).all()
    names = _names(db, whose, rows)
    return [{"at": on_the_wire(row.at), "who": _who(row, names), "what": row.act} for row in rows]


def page(db: Session, whose: WhoseEntries, before: int | None) -> tuple[list[Sentence], bool]:
    """Up to 50 lines before number ``before`` (or the newest), newest first, and whether there are older ones."""
    rows = audit.sentences_of(db, whose.practice, whose.client, before, PAGE + 1)
    names = _names(db, whose, rows)
    found = [Sentence(row.n, row.at, sentence(row.act, _who(row, names), row.at, whose.zone)) for row in rows[:PAGE]]
    return found, len(rows) > PAGE


def whole(db: Session, whose: WhoseEntries) -> list[Sentence]:
    """All lines, oldest first."""
    wanted = select(AccessLog).where(AccessLog.practice_id == whose.practice, AccessLog.client_id == whose.client)
    rows = db.scalars(wanted.order_by(AccessLog.n)).all()
    names = _names(db, whose, rows)
    return [Sentence(row.n, row.at, sentence(row.act, _who(row, names), row.at, whose.zone)) for row in rows]


def _names(db: Session, whose: WhoseEntries, rows: Sequence[AccessLog]) -> dict[uuid.UUID, str]:
    """The names of the therapists among the actors, in one query."""
    ids = {row.actor_id for row in rows if row.actor == "account" and row.actor_id is not None}
    return account_names(db, whose.ring, ids)


def _who(row: AccessLog, names: Mapping[uuid.UUID, str]) -> str:
    if row.actor == "client":
        return _("You")
    if row.actor_id is None:
        return _("The system")
    return names.get(row.actor_id, _("Somebody of the practice"))
