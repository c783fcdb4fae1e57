"""What the demo's two people say of a goal, each through their own door."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from server import practice
from server.accounts import SignedIn
from server.audit import By
from server.demo.phone import Phone
from server.demo.story import Aim, Story, Turn
from server.demo.writing import held_at
from server.goals import service
from server.goals.told import PROPOSAL, REPLY, Goal
from server.goals.wire import WrittenGoal

IN_THE_ROOM, ON_THE_PHONE = timedelta(minutes=43), timedelta(hours=3, minutes=20)


def said_at(story: Story, sessions: Sequence[datetime], turn: Turn) -> datetime:
    """When it was said: the therapist's word in the session, the client's some hours after it or some days."""
    start = held_at(story, sessions, turn.week) + timedelta(days=turn.day)
    return start + (IN_THE_ROOM if turn.who == "therapist" else ON_THE_PHONE)


def take_turn(
    phone: Phone, tomas: SignedIn, aim: Aim, turn: Turn, at: datetime, zone: str, known: uuid.UUID | None
) -> uuid.UUID:
    """One of the two says something of the goal ``known``, or proposes it. Returns its id, or the proposal's."""
    if turn.who == "therapist":
        return _written(phone, tomas, aim, turn, at, known)
    if known is None:
        body = {"words": turn.words or aim.words, "why": turn.note}
        return phone.send(PROPOSAL, body, at.date(), at, at, zone=zone)
    version = len(_goal(phone, at, known).versions)
    reply = {"answer": turn.says, "version": version, "wording": turn.words, "words": turn.note}
    phone.send(REPLY, reply, at.date(), at, at, subject=known, zone=zone)
    return known


def _written(phone: Phone, tomas: SignedIn, aim: Aim, turn: Turn, at: datetime, known: uuid.UUID | None) -> uuid.UUID:
    assert turn.says in ("yes", "not_now", "reached")
    goal = _goal(phone, at, known) if known else None
    again = (at + timedelta(weeks=turn.again_in)).date() if turn.again_in else None
    words = turn.words or (goal.asked_for or goal.put if goal else aim.words)
    body = WrittenGoal(words=words, revisit_on=again, stance=turn.says, note=turn.note, began=None)
    house, device = phone.house, phone.device
    with house.main.write() as db:
        whose = practice.whose(db, house.keystore, tomas.practice_id, device.client_id)
        return service.put(db, whose, By(tomas.account_id, house.config.audit_secret, at), body, goal)


def _goal(phone: Phone, at: datetime, known: uuid.UUID) -> Goal:
    house, device = phone.house, phone.device
    with house.main.read() as db:
        whose = practice.whose(db, house.keystore, device.practice_id, device.client_id)
        return service.one_of(service.read(db, whose, at, consents=True), known)
