"""Ana in Madrid, her phones, and one reminder at seven in the evening. Times are told as her wall shows them."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from server.reminders.rules import Decision, Hours, Nth, Nudge, Occurrence, Person, Sent, Wait
from server.reminders.schedule import Place

ZONE = ZoneInfo("Europe/Madrid")
PLACE = Place("Europe/Madrid", "03:00")
PHONE, TABLET, LAPTOP = (uuid.UUID(int=n) for n in (1, 2, 3))
NAMES = {PHONE: "phone", TABLET: "tablet", LAPTOP: "laptop"}
REMINDER, OCCURRENCE, ANOTHER, THIRD = (uuid.UUID(int=n) for n in (10, 20, 21, 22))


def wall(text: str) -> datetime:
    """``03-03 19:00`` in 2026; of two the first."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE).astimezone(UTC)


def occurrence(*sent: Sent, due: str = "03-03 19:00", until: str = "03-05 03:00", **rest: Any) -> Occurrence:
    """Due on a Tuesday evening, and open until the end of Wednesday."""
    one = {"id": OCCURRENCE, "reminder": REMINDER, "due": wall(due), "open_until": wall(until), "sent": sent, **rest}
    return Occurrence(**one)


def sent(nth: Nth, at: str, phone: uuid.UUID = PHONE, **how: bool) -> Sent:
    return Sent(nth, phone, wall(at), **how)


def person(phones: Sequence[uuid.UUID] = (PHONE,), **rest: Any) -> Person:
    """Quiet from ten to eight, one a day, the follow-up after four hours; what is named of ``Hours`` is set there."""
    ours = {name: rest.pop(name) for name in list(rest) if name in Hours.__dataclass_fields__}
    return Person(**{"hours": Hours(PLACE, **ours), "phones": phones, "on": frozenset({REMINDER}), **rest})


def said(decision: Decision) -> str:
    """A decision in words."""
    if isinstance(decision, Nudge):
        return f"{decision.nth} to {NAMES[decision.phone]}, look {_told(decision.look)}"
    if isinstance(decision, Wait):
        return f"wait until {_told(decision.until)}" + (f": {decision.why}" if decision.why else "")
    return f"end: {decision.why}"


def _told(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%m-%d %H:%M")
