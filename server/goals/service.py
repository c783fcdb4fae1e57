"""Verbs of goals: proposing one, answering the client's, putting it otherwise, ending it; and what is read of them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from server import meetings
from server.audit import Act, By
from server.entries.agreed import AgreedThing, put_agreed
from server.entries.kind import Week, WhoseEntries
from server.entries.reading import readable
from server.entries.rules import local_day
from server.entries.versions import versions_of
from server.errors import NotThere
from server.goals.told import BACK, GOAL, PROPOSAL, REPLY, Goal, told
from server.goals.wire import Began, GoalVersion, OfferedGoal, WrittenGoal
from server.vault import Ring

Things = Mapping[uuid.UUID, Sequence[Sequence[AgreedThing]]]
"""All versions of each goal, by client."""


def put(db: Session, whose: WhoseEntries, by: By, body: WrittenGoal, goal: Goal | None = None) -> uuid.UUID:
    """Writes down a new goal, the answer to a proposal, or the next version of a goal. Returns the goal's id."""
    began, item = body.began, None
    if goal is not None and goal.versions:
        began, item = goal.versions[0].body.began, goal.id
    elif goal is not None and goal.proposal is not None:
        began = Began(entry=goal.proposal.entry.id, revision=goal.proposal.entry.revision)
    kept = body.model_copy(update={"began": began}).model_dump(mode="json")
    item = put_agreed(db, whose.ring, whose.client, GOAL, by.account, kept, by.now, item)
    act: Act = "goal_written" if body.stance == "yes" else "goal_ended"
    by.record(db, whose.practice, whose.client, act, {"item": str(item)})
    return item


def read(db: Session, whose: WhoseEntries, now: datetime, consents: bool) -> list[Goal]:
    """All goals, and what may be read of the client's words on them; without consent nothing of these."""
    things = things_of(db, whose.ring, [whose.client]).get(whose.client, [])
    if not consents:
        return told(things, [])
    today = local_day(now, whose.zone, whose.day_ends_at)
    starts = meetings.starts(db, whose.practice, whose.client, now - BACK, now)
    return told(things, *readable(db, whose, starts, dict.fromkeys((PROPOSAL, REPLY), today - BACK), today, now))


def one_of(goals: Iterable[Goal], id_: uuid.UUID) -> Goal:
    """The goal or proposal with this id. Raises ``NotThere``."""
    for goal in goals:
        if goal.id == id_:
            return goal
    raise NotThere


def things_of(db: Session, ring: Ring, clients: Iterable[uuid.UUID]) -> Things:
    """All versions of the goals of several clients of one practice, in one query."""
    return versions_of(db, ring, clients, GOAL)


def of_week(week: Week, things: Things) -> list[Goal]:
    """The goals of one client as they were known by the end of the week."""
    every = things.get(week.whose.client, [])
    known = [[one for one in versions if day_of(week, one.agreed_at) <= week.last] for versions in every]
    return told([versions for versions in known if versions], week.entries, week.held)


def day_of(week: Week, at: datetime) -> date:
    """The day of a moment, as the client means it."""
    return local_day(at, week.whose.zone, week.whose.day_ends_at)


def agreed(db: Session, whose: WhoseEntries, _now: datetime) -> dict[str, Any]:
    """This room's part of what comes down: every goal there is. What became of it, the phone finds by the rules."""
    every = told(things_of(db, whose.ring, [whose.client]).get(whose.client, []), [])
    return {"goals": [_comes_down(one).model_dump(mode="json") for one in every]}


def _comes_down(goal: Goal) -> OfferedGoal:
    versions = [
        GoalVersion(version=one.version, at=one.at, **one.body.model_dump(exclude={"began"})) for one in goal.versions
    ]
    return OfferedGoal(id=goal.id, began=goal.versions[0].body.began, versions=versions)


def called(db: Session, whose: WhoseEntries) -> dict[uuid.UUID, str]:
    """What the goals are called that the therapist did not end, by id. Nothing that the client wrote is read for it."""
    every = told(things_of(db, whose.ring, [whose.client]).get(whose.client, []), [])
    return {one.id: one.put for one in every if one.versions[-1].body.stance == "yes"}
