"""What the page of expectations shows of a client: each expectation that can be read, and the level reached."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from server import meetings
from server.audit import By
from server.entries.kind import WhoseEntries
from server.entries.reading import readable
from server.entries.rules import local_day
from server.errors import NotThere
from server.expectations import rules, service
from server.expectations.told import BACK, EXPECTATION, LOOK, REVIEW, Expected, told

KINDS = (EXPECTATION, LOOK, REVIEW)


@dataclass(frozen=True)
class Score:
    """A T score and how many it rests on."""

    t: float
    of: int


@dataclass(frozen=True)
class Beside:
    """One expectation, the level that the therapist sees reached, and what they thought of the ladder it is from."""

    one: Expected
    theirs: int | None
    thought: int | None


def read(db: Session, whose: WhoseEntries, by: By) -> list[Beside]:
    """The expectations that can be read, newest first. Only parts stand here: they stay new until the week is read."""
    today = local_day(by.now, whose.zone, whose.day_ends_at)
    starts = meetings.starts(db, whose.practice, whose.client, by.now - BACK, by.now)
    entries, held = readable(db, whose, starts, dict.fromkeys(KINDS, today - BACK), today, by.now)
    expected = told(entries, held).expected
    rated = service.ratings(db, whose)
    thought = {one.id: one.ladder.likelihood for one in service.offered(db, whose, by.now - BACK)}
    return [_beside(one, rated, thought) for one in reversed(expected)]


def _beside(one: Expected, rated: Mapping[uuid.UUID, int], thought: Mapping[uuid.UUID, int | None]) -> Beside:
    from_ladder = thought.get(one.body.offered) if one.body.offered else None
    return Beside(one, rated.get(one.entry.id), from_ladder)


def one_of(db: Session, whose: WhoseEntries, by: By, expectation: uuid.UUID) -> Expected:
    """One expectation that can be read. Raises ``NotThere``."""
    for known in read(db, whose, by):
        if known.one.entry.id == expectation:
            return known.one
    raise NotThere


def score(levels: Sequence[int | None]) -> Score | None:
    """The T score of these, all of one weight; ``None`` with fewer than three rated."""
    rated = [(level, 1.0) for level in levels if level is not None]
    t = rules.t_score(rated)
    return None if t is None or len(rated) < rules.FEWEST_FOR_T else Score(t, len(rated))
