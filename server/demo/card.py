"""The plan card of one piece of homework, as it is agreed in the room."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from server.demo.story import Piece
from server.homework.wire import DaysSchedule, NamedGoal, OnceSchedule, Plan, Step, TimesAWeekSchedule

DAY = timedelta(days=1)


def card(piece: Piece, at: datetime, goals: Mapping[str, uuid.UUID]) -> Plan:
    """The plan of this piece, agreed on at ``at``: it begins the day after. ``goals`` are known by their words."""
    starts_on = (at + DAY).date()
    weekdays = sorted({(at + day * DAY).weekday() for day in piece.days})
    schedule: Any = DaysSchedule(type="days", weekdays=weekdays, at=[piece.at])
    if piece.times is not None:
        schedule = TimesAWeekSchedule(type="times_a_week", times=piece.times)
    if piece.once:
        schedule = OnceSchedule(type="once", on=(at + piece.days[0] * DAY).date(), at=piece.at)
    return Plan(
        what=piece.what,
        why=piece.why,
        goal=NamedGoal(id=goals[piece.goal], words=piece.goal) if piece.goal else None,
        style=piece.style,
        scales=piece.style != "nondirective",
        steps=[Step(id=f"s{place}", text=text) for place, text in enumerate(piece.steps, 1)],
        where=piece.where,
        how_long=piece.how_long,
        confidence=piece.confidence,
        obstacle=piece.obstacle,
        then=piece.then,
        therapist_does=piece.therapist_does,
        schedule=schedule,
        starts_on=starts_on,
        ends_on=None,
    )
