"""What expectations offer to be reminded of: a look half-way, and what happened, on the day.

All of it stays off until the client asks for it. Every entry about a thing has its days reckoned anew from all that
holds of it, so that it makes no difference what came first.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server import reminders
from server.entries.kind import WhoseEntries, Written
from server.entries.models import Entry
from server.entries.reading import COLUMNS, counts, open_entry
from server.entries.rules import local_day
from server.expectations import rules, told
from server.expectations.told import LOOK, OUTCOME, REVIEW, Expected, Predicted
from server.reminders import About, OnDays

USUAL_TIME = "10:00"
STAYS_DAYS = 7
OF: dict[About, str] = {"look": LOOK, "review": REVIEW, "outcome": OUTCOME}
ROOTS = (told.EXPECTATION, told.PREDICTION)


@dataclass(frozen=True)
class Asked:
    """One question about a thing: the day on which it is asked, if any, for how long, and whether it was answered."""

    about: About
    day: date | None
    stays: int = STAYS_DAYS
    answered: bool = False


def moved(db: Session, whose: WhoseEntries, entries: Sequence[Written], now: datetime) -> None:
    """What the client wrote, changed or took back moves what they can be reminded of."""
    roots = {id_ for one in entries if (id_ := one.id if one.kind in ROOTS else one.subject) is not None}
    today = local_day(now, whose.zone, whose.day_ends_at)
    known = told.told(_all_about(db, whose, roots))
    asked = {one.entry.id: [*_of_expected(one)] for one in known.expected}
    asked |= {one.entry.id: [_of_predicted(one)] for one in known.predicted}
    for id_ in sorted(roots):
        for one in asked.get(id_, [Asked(about, None) for about in OF]):
            _set(db, whose, id_, one, today, now)


def _all_about(db: Session, whose: WhoseEntries, roots: set[uuid.UUID]) -> list[Written]:
    """These things and all that was written about them and holds, in the order of arrival, held or not: it is the
    client's own phone that is reminded."""
    wanted = select(*COLUMNS).where(
        Entry.practice_id == whose.practice,
        Entry.client_id == whose.client,
        counts(),
        or_(
            and_(Entry.kind.in_(ROOTS), Entry.id.in_(roots)),
            and_(Entry.kind.in_(OF.values()), Entry.subject_id.in_(roots)),
        ),
    )
    return [open_entry(whose, row) for row in db.execute(wanted.order_by(Entry.seq))]


def _of_expected(one: Expected) -> Iterator[Asked]:
    over = one.review is not None
    half = rules.halfway(one.entry.local_date, one.by)
    # Up to the day on which what happened is asked: never two questions about one thing.
    stays = STAYS_DAYS if half is None else min(STAYS_DAYS, (one.by - half).days) - 1
    yield Asked("look", None if over else half, stays, answered=bool(one.looks))
    yield Asked("review", one.by, answered=over)


def _of_predicted(one: Predicted) -> Asked:
    return Asked("outcome", one.body.on, answered=one.outcome is not None)


def _set(db: Session, whose: WhoseEntries, thing: uuid.UUID, asked: Asked, today: date, now: datetime) -> None:
    """Offers it while an answer would count, else ends it."""
    day = asked.day
    if asked.answered:
        reminders.answered(db, whose.practice, whose.client, asked.about, thing, now)
    elif day is None or day + timedelta(days=asked.stays) < today:
        reminders.end_offer(db, whose.practice, whose.client, asked.about, thing, now)
    else:
        new = reminders.Offer(
            about=asked.about,
            subject=thing,
            answered_by=OF[asked.about],
            when=OnDays(type="on_days", at=[USUAL_TIME], first=day, last=day, every=1, weekdays=[]),
            stays=asked.stays,
            on=False,
        )
        reminders.offer(db, whose.practice, whose.client, whose.zone, new, now)
