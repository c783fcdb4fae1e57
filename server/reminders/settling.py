"""Writes down what became of what was sent, and gives the people back to the loop."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Update, and_, bindparam, case, update
from sqlalchemy.orm import Session

from server.db import Database, Moment
from server.reminders.answers import Answer
from server.reminders.looking import ToSend
from server.reminders.models import Delivery, PushSubscription, ReminderHours
from server.reminders.passing import Claimed, Owner

log = logging.getLogger(__name__)

LOOK_AFTER = timedelta(days=2)


def settle(main: Database, claimed: Claimed, answers: Sequence[tuple[ToSend, Answer]], now: datetime) -> None:
    """Writes down what became of what was sent, and gives the people back. Who has an attempt without an answer, since
    the worker is to stop, is looked at again at once.

    May be repeated when it failed. Statements go out in bulk: one for each person would cost more than sending.
    """
    next_at = dict(claimed.next_at)
    heard = {one.delivery.id for one, _ in answers}
    looks = [(one, _look_after(one, answer, now)) for one, answer in answers]
    looks += [(one, now) for one in claimed.sends if one.delivery.id not in heard]
    for one, at in looks:
        owner = (one.delivery.practice_id, one.delivery.owner_id)
        next_at[owner] = min(next_at[owner], at)
    with main.write() as db:
        # People first, always in the same order, as everybody does who writes about them: nobody waits in a circle.
        _give_back(db, claimed, next_at)
        # Phones before attempts, as in phones.seen.
        _let_go(db, answers, now)
        _write(db, answers, now)


def _give_back(db: Session, claimed: Claimed, next_at: Mapping[Owner, datetime]) -> None:
    """Somebody may have asked for a look meanwhile, at an earlier time than the one written at the claim."""
    at = bindparam("at", type_=Moment)
    asked = and_(ReminderHours.next_at < claimed.leased_until, ReminderHours.next_at < at)
    mine = (ReminderHours.practice_id == bindparam("practice"), ReminderHours.owner_id == bindparam("owner"))
    statement = (
        update(ReminderHours)
        .where(*mine, ReminderHours.lease_until == claimed.leased_until)
        .values(lease_until=None, next_at=case((asked, ReminderHours.next_at), else_=at))
    )
    _each(db, statement, [{"practice": who[0], "owner": who[1], "at": next_at[who]} for who in sorted(next_at)])


def _let_go(db: Session, answers: Sequence[tuple[ToSend, Answer]], now: datetime) -> None:
    theirs = (PushSubscription.practice_id == bindparam("practice"), PushSubscription.id == bindparam("which"))
    gone = [one.phone for one, answer in answers if answer.code == "gone"]
    rows = [{"practice": phone.practice_id, "which": phone.id} for phone in gone]
    _each(db, update(PushSubscription).where(*theirs).values(gone_at=now), rows)


def _write(db: Session, answers: Sequence[tuple[ToSend, Answer]], now: datetime) -> None:
    by_outcome: dict[str, list[dict[str, object]]] = {"accepted_at": [], "retry_at": [], "failed_at": []}
    for one, answer in answers:
        again = _again_at(one, answer)
        outcome = "accepted_at" if answer.code == "accepted" else "failed_at" if again is None else "retry_at"
        said = {"said": answer.code, "tried": one.delivery.tries + 1, "at": again or now}
        by_outcome[outcome].append({**_key(one), **said})
        if answer.code == "ours":
            log.error("a push service refused what we sent: %s", answer.detail)
    mine = (
        Delivery.practice_id == bindparam("practice"),
        Delivery.owner_id == bindparam("owner"),
        Delivery.id == bindparam("which"),
    )
    for outcome, rows in by_outcome.items():
        always: dict[str, object] = {"code": bindparam("said"), "tries": bindparam("tried"), "retry_at": None}
        _each(db, update(Delivery).where(*mine).values({**always, outcome: bindparam("at", type_=Moment)}), rows)


def _each(db: Session, statement: Update, rows: Sequence[Mapping[str, object]]) -> None:
    """One statement for many rows, sent in bulk. A row that was erased meanwhile is none of them."""
    if rows:
        db.connection().execute(statement, rows)


def _again_at(one: ToSend, answer: Answer) -> datetime | None:
    """When an attempt is made again; ``None`` when an answer would not count any more."""
    at = answer.retry_at
    return None if at is None or at >= one.occurrence.open_until else at


def _look_after(one: ToSend, answer: Answer, now: datetime) -> datetime:
    """When to look at the person again because of this answer."""
    if answer.code == "accepted":
        return now + LOOK_AFTER
    return _again_at(one, answer) or now


def _key(one: ToSend) -> dict[str, object]:
    return {"practice": one.delivery.practice_id, "owner": one.delivery.owner_id, "which": one.delivery.id}
