"""Who a weekly page is about, which days, and between which sessions it stands."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from server import accounts, meetings, practice
from server.accounts import Covering
from server.accounts.models import Client
from server.entries.kind import WhoseEntries
from server.entries.rules import local_day
from server.summary.rules import Period, WrongPeriod, asked_for, since_last_session

Act = Literal["week_opened", "week_printed", "week_copied"]
BACK, AHEAD = timedelta(weeks=60), timedelta(weeks=26)


@dataclass(frozen=True)
class Asked:
    """What was asked for: the days as typed, if any, and how: to look at, on paper, or as text to take along."""

    first: str = ""
    last: str = ""
    act: Act = "week_opened"

    @property
    def any_days(self) -> bool:
        """Whether days were named."""
        return bool(self.first or self.last)

    @property
    def print(self) -> bool:
        """Whether it is for paper."""
        return self.act == "week_printed"


@dataclass(frozen=True)
class Head:
    """Who the page is about, and when it stands between which sessions.

    ``number`` is the next session's, counted from the first one that took place; ``starts`` are those that have begun.
    """

    client_id: uuid.UUID
    name: str
    zone: str
    now: datetime
    today: date
    period: Period
    wrong: WrongPeriod | None
    starts: Sequence[datetime]
    next_session: datetime | None
    number: int | None
    consent: str
    erase_at: datetime | None
    has_phone: bool
    covering: Covering | None

    @property
    def first_name(self) -> str:
        """What a client is called in a sentence."""
        return self.name.split()[0]


def consent_of(client: Client) -> str:
    """``given``, ``withdrawn``, ``erasing`` (they asked that all be erased), or ``not_yet``."""
    if client.erase_asked_at is not None:
        return "erasing"
    if client.consent_withdrawn_at is not None:
        return "withdrawn"
    return "given" if client.consented_at is not None else "not_yet"


def head_of(
    db: Session, client: Client, whose: WhoseEntries, asked: Asked, now: datetime, covering: Covering | None = None
) -> Head:
    """The head of one client's page for the days asked for; without any, since the last session."""
    course = meetings.course(db, whose.practice, whose.client)
    sessions = [one for one in meetings.expand_all(course, now - BACK, now + AHEAD) if one.takes_place]
    today = local_day(now, whose.zone, whose.day_ends_at)
    days = (local_day(one.starts_at, whose.zone, whose.day_ends_at) for one in sessions)
    usual = since_last_session(max((day for day in days if day < today), default=None), today)
    found = asked_for(asked.first, asked.last, today) if asked.any_days else usual
    ahead = min((one.starts_at for one in sessions if one.ends_at > now), default=None)
    phones = accounts.their_devices(db, whose.practice, client.id)
    return Head(
        client_id=client.id,
        name=accounts.name_of(whose.ring, client),
        zone=practice.practice_of(db, whose.practice).zone,
        now=now,
        today=today,
        period=found if isinstance(found, Period) else usual,
        wrong=None if isinstance(found, Period) else found,
        starts=[one.starts_at for one in sessions if one.starts_at <= now],
        next_session=ahead,
        number=meetings.how_many(course, ahead) if ahead is not None else None,
        consent=consent_of(client),
        erase_at=client.erase_at,
        has_phone=any(phone.client_confirmed_at and phone.therapist_confirmed_at for phone in phones),
        covering=covering,
    )
