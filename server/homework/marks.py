"""A therapist's own marks of homework: how much and how well, over the days between two sessions."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import uuid_utils.compat
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from server import accounts
from server.audit import By
from server.entries.agreed import agreed_changed
from server.entries.kind import WhoseEntries
from server.homework.models import HomeworkMark
from server.homework.rules import shares_days
from server.homework.wire import SharedMark
from server.vault import Ring

LABEL = "homework_mark.body"


@dataclass(frozen=True)
class Mark:
    """What one therapist marked of one homework, from ``first`` to ``last``. ``None`` is not marked, never a number."""

    item: uuid.UUID
    account: uuid.UUID
    first: date
    last: date
    at: datetime
    shared: bool
    quantity: int | None
    quality: int | None

    @property
    def any(self) -> bool:
        """Whether a number was given at all."""
        return (self.quantity, self.quality) != (None, None)


def put(db: Session, whose: WhoseEntries, by: By, mark: Mark) -> None:
    """Keeps a mark in place of what was marked of the same days before; one without any number is taken back.

    The log comes first: its lock lets two presses of one button go one after the other.
    """
    by.record(db, whose.practice, whose.client, "homework_marked", {"item": str(mark.item)})
    row = db.scalars(
        select(HomeworkMark).where(
            *_theirs(whose.ring, whose.client),
            HomeworkMark.item == mark.item,
            HomeworkMark.account_id == mark.account,
            HomeworkMark.first_on == mark.first,
        )
    ).one_or_none()
    if mark.any:
        _write(db, whose, row.id if row else uuid_utils.compat.uuid7(), mark)
    elif row is not None:
        db.delete(row)
    db.flush()
    agreed_changed(db, whose.practice, whose.client)


def _write(db: Session, whose: WhoseEntries, id_: uuid.UUID, mark: Mark) -> None:
    body = json.dumps({"quantity": mark.quantity, "quality": mark.quality}).encode()
    db.merge(
        HomeworkMark(
            practice_id=whose.practice,
            client_id=whose.client,
            id=id_,
            item=mark.item,
            account_id=mark.account,
            first_on=mark.first,
            last_on=mark.last,
            at=mark.at,
            shared=mark.shared,
            body=whose.ring.seal(whose.client, LABEL, id_, body),
        )
    )


def marks_of(db: Session, whose: WhoseEntries, first: date, last: date) -> Mapping[uuid.UUID, Sequence[Mark]]:
    """All marks of these days, by homework, oldest first."""
    wanted = select(HomeworkMark).where(
        *_theirs(whose.ring, whose.client), HomeworkMark.first_on <= last, HomeworkMark.last_on >= first
    )
    found: dict[uuid.UUID, list[Mark]] = defaultdict(list)
    for row in db.scalars(wanted.order_by(HomeworkMark.first_on, HomeworkMark.at)):
        if shares_days((row.first_on, row.last_on), (first, last)):
            found[row.item].append(_mark(whose.ring, row))
    return found


def shared_of(db: Session, whose: WhoseEntries, since: date) -> Mapping[uuid.UUID, Sequence[SharedMark]]:
    """What the client may see of the marks since a day, by homework, oldest first, with the names of who marked."""
    wanted = select(HomeworkMark).where(
        *_theirs(whose.ring, whose.client), HomeworkMark.shared, HomeworkMark.last_on >= since
    )
    rows = list(db.scalars(wanted.order_by(HomeworkMark.first_on, HomeworkMark.at)))
    names = names_of(db, whose.ring, [row.account_id for row in rows])
    found: dict[uuid.UUID, list[SharedMark]] = defaultdict(list)
    for row in rows:
        mark = _mark(whose.ring, row)
        given = {"quantity": mark.quantity, "quality": mark.quality}
        found[row.item].append(SharedMark(by=names[mark.account], first=mark.first, last=mark.last, **given))
    return found


def names_of(db: Session, ring: Ring, accounts_: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """The names of these therapists; no query where there are none."""
    ids = set(accounts_)
    return accounts.account_names(db, ring, ids) if ids else {}


def _theirs(ring: Ring, client: uuid.UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return HomeworkMark.practice_id == ring.practice, HomeworkMark.client_id == client


def _mark(ring: Ring, row: HomeworkMark) -> Mark:
    body = json.loads(ring.open(row.client_id, LABEL, row.id, row.body))
    return Mark(row.item, row.account_id, row.first_on, row.last_on, row.at, row.shared, **body)
