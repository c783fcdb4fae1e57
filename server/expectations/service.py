"""Verbs of expectations: offering ladders, the therapist's own view of the therapy, and their own ratings."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import meetings
from server.audit import Act, By
from server.entries.agreed import AgreedThing, agreed_changed, agreed_items, end_agreed, put_agreed
from server.entries.envelope import Wire
from server.entries.kind import WhoseEntries, Written
from server.entries.models import Entry
from server.errors import NotThere
from server.expectations import rules
from server.expectations.told import THERAPY
from server.expectations.wire import Ladder, Level, OfferedLadder, Percent, TherapyExpectationBody, TherapyLook

LADDER = "expectation_ladder"
VIEW = "therapy_view"
RATING = "expectation_rating"
MOST_OFFERED = 3
ENDED_COME_DOWN_FOR = timedelta(weeks=52)
FAR = timedelta(weeks=60)


class WrittenLadder(Ladder):
    """A ladder as it is kept, with the therapist's own likelihood, which stays off the phone."""

    likelihood: Percent | None


class Rating(Wire):
    """The level that the therapist sees reached, kept beside what the client says. Null: taken back."""

    expectation: uuid.UUID
    level: Level | None


@dataclass(frozen=True)
class Offered:
    """One ladder that is or was offered."""

    id: uuid.UUID
    version: int
    agreed_at: datetime
    ended_at: datetime | None
    ladder: WrittenLadder


@dataclass(frozen=True)
class View:
    """What the therapist expects of the therapy, and when they wrote it."""

    body: TherapyExpectationBody
    written_at: datetime


def offered(db: Session, whose: WhoseEntries, ended_since: datetime | None = None) -> list[Offered]:
    """The ladders on offer, oldest first; with ``ended_since`` those too that ended since then."""
    return [_offered(one) for one in agreed_items(db, whose.ring, whose.client, LADDER, ended_since)]


def _offered(one: AgreedThing) -> Offered:
    return Offered(one.id, one.revision, one.agreed_at, one.ended_at, WrittenLadder.model_validate(one.body))


def running(db: Session, whose: WhoseEntries, item: uuid.UUID) -> Offered:
    """One ladder on offer. Raises ``NotThere``."""
    for one in offered(db, whose):
        if one.id == item:
            return one
    raise NotThere


def offer(db: Session, whose: WhoseEntries, by: By, ladder: WrittenLadder) -> uuid.UUID | None:
    """Offers a ladder; ``None`` where as many as may be are offered already."""
    if len(offered(db, whose)) >= MOST_OFFERED:
        return None
    body = ladder.model_dump(mode="json")
    item = put_agreed(db, whose.ring, whose.client, LADDER, by.account, body, by.now)
    _record(db, whose, by, "ladder_offered", item)
    return item


def change(db: Session, whose: WhoseEntries, by: By, item: uuid.UUID, ladder: WrittenLadder) -> None:
    """A new version; what a client picked before stays as they picked it. Raises ``NotThere``."""
    running(db, whose, item)
    put_agreed(db, whose.ring, whose.client, LADDER, by.account, ladder.model_dump(mode="json"), by.now, item)
    _record(db, whose, by, "ladder_changed", item)


def end(db: Session, whose: WhoseEntries, by: By, item: uuid.UUID) -> None:
    """Offers it no longer. Raises ``NotThere``."""
    end_agreed(db, whose.practice, whose.client, LADDER, running(db, whose, item).id, by.now)
    _record(db, whose, by, "ladder_ended", item)


def view_of(db: Session, whose: WhoseEntries) -> View | None:
    """What the therapist last wrote about the therapy."""
    for one in agreed_items(db, whose.ring, whose.client, VIEW):
        return View(TherapyExpectationBody.model_validate(one.body), one.agreed_at)
    return None


def put_view(db: Session, whose: WhoseEntries, by: By, body: TherapyExpectationBody) -> None:
    """Writes down what the therapist expects of the therapy. There is one, with its history."""
    known = agreed_items(db, whose.ring, whose.client, VIEW)
    item = known[0].id if known else None
    item = put_agreed(db, whose.ring, whose.client, VIEW, by.account, body.model_dump(mode="json"), by.now, item)
    _record(db, whose, by, "therapy_view_written", item)


def ratings(db: Session, whose: WhoseEntries) -> dict[uuid.UUID, int]:
    """The level that the therapist sees reached, by expectation."""
    found = (Rating.model_validate(one.body) for one in agreed_items(db, whose.ring, whose.client, RATING))
    return {one.expectation: one.level for one in found if one.level is not None}


def rate(db: Session, whose: WhoseEntries, by: By, expectation: Written, level: int | None) -> None:
    """Keeps the therapist's own rating beside the client's, or takes it back with ``None``."""
    known = agreed_items(db, whose.ring, whose.client, RATING)
    same = (one.id for one in known if one.body["expectation"] == str(expectation.id))
    body = Rating(expectation=expectation.id, level=level).model_dump(mode="json")
    put_agreed(db, whose.ring, whose.client, RATING, by.account, body, by.now, next(same, None))
    _record(db, whose, by, "expectation_rated", expectation.id)


def _record(db: Session, whose: WhoseEntries, by: By, act: Act, item: uuid.UUID) -> None:
    by.record(db, whose.practice, whose.client, act, {"item": str(item)})


def agreed_ladders(db: Session, whose: WhoseEntries, now: datetime) -> dict[str, Any]:
    """Ladders on offer, and those that ended within a year, which a picked one still names."""
    return {"ladders": [_comes_down(one) for one in offered(db, whose, now - ENDED_COME_DOWN_FOR)]}


def _comes_down(one: Offered) -> dict[str, Any]:
    ladder = one.ladder.model_dump(exclude={"likelihood"})
    return OfferedLadder(**ladder, id=one.id, version=one.version, ended_at=one.ended_at).model_dump(mode="json")


def agreed_look(db: Session, whose: WhoseEntries, now: datetime) -> dict[str, Any]:
    """The therapist's view of the therapy, and when both look at it again."""
    said_at, theirs = _said_at(db, whose), view_of(db, whose)
    starts = meetings.starts(db, whose.practice, whose.client, said_at, now + FAR) if said_at else []
    look = TherapyLook(
        theirs=theirs.body if theirs else None,
        every=rules.SESSIONS_BETWEEN_LOOKS,
        again_from=rules.look_again_from(said_at, starts),
    )
    return {"therapy_look": look.model_dump(mode="json")}


def _said_at(db: Session, whose: WhoseEntries) -> datetime | None:
    """When the client last wrote what they expect of therapy, held or not: it goes down to themselves."""
    mine = (Entry.practice_id == whose.practice, Entry.client_id == whose.client, Entry.kind == THERAPY)
    wanted = select(Entry.recorded_at, Entry.received_at).where(*mine, Entry.is_current, Entry.withdrawn_at.is_(None))
    last = db.execute(wanted.order_by(Entry.seq.desc()).limit(1)).first()
    return min(last) if last else None


def look_moved(db: Session, whose: WhoseEntries, _entries: object, _now: datetime) -> None:
    """What the client writes of the therapy moves when both look at it again."""
    agreed_changed(db, whose.practice, whose.client)
