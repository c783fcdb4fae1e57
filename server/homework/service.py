"""Verbs of homework: agreeing, changing, ending; and what was agreed at a time."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from server.audit import Act, By
from server.entries.agreed import AgreedThing, end_agreed, put_agreed
from server.entries.kind import WhoseEntries
from server.entries.rules import local_day
from server.entries.versions import versions_of
from server.errors import NotThere
from server.homework import reminding, rules
from server.homework.marks import shared_of as marks_shared
from server.homework.rules import Schedule, Terms
from server.homework.wire import KIND, Assignment, DaysSchedule, OnceSchedule, Plan, SharedMark
from server.vault import Ring

ENDED_COME_DOWN_FOR = timedelta(weeks=52)


@dataclass(frozen=True)
class Version:
    """One state of an assignment: the plan, and when it was agreed."""

    version: int
    agreed_at: datetime
    plan: Plan


@dataclass(frozen=True)
class Homework:
    """One assignment through all its changes, oldest version first."""

    id: uuid.UUID
    versions: Sequence[Version]
    ended_at: datetime | None

    @property
    def plan(self) -> Plan:
        """What holds now, or held last."""
        return self.versions[-1].plan

    @property
    def first_agreed_at(self) -> datetime:
        """When it was first agreed."""
        return self.versions[0].agreed_at

    def plan_on(self, last: date, zone: str, day_ends_at: str) -> Plan:
        """The plan that held at the end of this day; before the first was agreed, the first."""
        held = [one for one in self.versions if local_day(one.agreed_at, zone, day_ends_at) <= last]
        return (held or self.versions[:1])[-1].plan

    def terms(self, zone: str, day_ends_at: str, first_weekday: int) -> list[Terms]:
        """What it asked for, through its changes."""
        ended = local_day(self.ended_at, zone, day_ends_at) if self.ended_at else None
        through = [
            (
                local_day(one.agreed_at, zone, day_ends_at),
                Terms(_schedule(one.plan), one.plan.starts_on, rules.earliest(one.plan.ends_on, ended)),
            )
            for one in self.versions
        ]
        return rules.one_after_another(through, first_weekday)


def _schedule(plan: Plan) -> Schedule:
    of = plan.schedule
    if isinstance(of, DaysSchedule):
        return rules.Days.counted_from(plan.starts_on, of.weekdays, of.every_weeks)
    return rules.Once(of.on) if isinstance(of, OnceSchedule) else rules.TimesAWeek(of.times)


def agree(db: Session, whose: WhoseEntries, by: By, plan: Plan) -> uuid.UUID:
    """A new assignment. Comes down with the phone's next contact."""
    item = put_agreed(db, whose.ring, whose.client, KIND, by.account, plan.model_dump(mode="json"), by.now)
    reminding.offer(db, whose, item, plan, by.now)
    _record(db, whose, by, "homework_agreed", item)
    return item


def change(db: Session, whose: WhoseEntries, by: By, item: uuid.UUID, plan: Plan) -> None:
    """A new version of a running assignment; the old one keeps counting for its own days. Raises ``NotThere``."""
    if one(db, whose, item).ended_at is not None:
        raise NotThere
    put_agreed(db, whose.ring, whose.client, KIND, by.account, plan.model_dump(mode="json"), by.now, item)
    reminding.offer(db, whose, item, plan, by.now)
    _record(db, whose, by, "homework_changed", item)


def end(db: Session, whose: WhoseEntries, by: By, item: uuid.UUID) -> None:
    """Ends an assignment today; what was logged stays. Raises ``NotThere``."""
    end_agreed(db, whose.practice, whose.client, KIND, item, by.now)
    reminding.end(db, whose, item, by.now)
    _record(db, whose, by, "homework_ended", item)


def opened(db: Session, whose: WhoseEntries, by: By) -> None:
    """Notes that what was agreed with this client was opened."""
    by.record(db, whose.practice, whose.client, "homework_opened")


def _record(db: Session, whose: WhoseEntries, by: By, act: Act, item: uuid.UUID) -> None:
    by.record(db, whose.practice, whose.client, act, {"item": str(item)})


def one(db: Session, whose: WhoseEntries, item: uuid.UUID) -> Homework:
    """One assignment of this client. Raises ``NotThere``."""
    for known in all_of(db, whose):
        if known.id == item:
            return known
    raise NotThere


def all_of(db: Session, whose: WhoseEntries) -> list[Homework]:
    """All assignments this client ever had, oldest first."""
    return all_of_several(db, whose.ring, [whose.client]).get(whose.client, [])


def all_of_several(db: Session, ring: Ring, clients: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[Homework]]:
    """The same for several clients of one practice, in one query."""
    found = versions_of(db, ring, clients, KIND)
    return {client: [_homework(versions) for versions in every] for client, every in found.items()}


def _homework(things: Sequence[AgreedThing]) -> Homework:
    versions = [Version(one.revision, one.agreed_at, Plan.model_validate(one.body)) for one in things]
    return Homework(things[-1].id, versions, things[-1].ended_at)


def agreed(db: Session, whose: WhoseEntries, now: datetime) -> dict[str, Any]:
    """This room's part of what comes down: running assignments, and those ended within a year, which history names."""
    since = now - ENDED_COME_DOWN_FOR
    known = [one for one in all_of(db, whose) if one.ended_at is None or one.ended_at >= since]
    marks = marks_shared(db, whose, since.date()) if known else {}
    return {"homework": [_comes_down(one, marks.get(one.id, ())) for one in known]}


def called(db: Session, whose: WhoseEntries) -> dict[uuid.UUID, str]:
    """What running assignments are called, by id."""
    return {one.id: one.plan.what for one in all_of(db, whose) if one.ended_at is None}


def _comes_down(one: Homework, marks: Sequence[SharedMark]) -> dict[str, Any]:
    stands = {"id": one.id, "version": one.versions[-1].version, "ended_at": one.ended_at}
    return Assignment(**dict(one.plan), **stands, marks=tuple(marks)).model_dump(mode="json")
