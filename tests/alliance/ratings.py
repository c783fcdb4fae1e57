"""Ratings as a phone makes them, and weekly sessions to rate."""

import itertools
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from server.meetings import service as meetings
from server.meetings.rules import meeting_id, moment
from tests.cast import ZONE, Cast, Phone, envelope
from tests.homework.desk import Desk

KIND = "alliance_check_in"
FIRST = date(2026, 9, 1)
LAST = date(2026, 11, 17)
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
MADE = itertools.count()
"""Ids of one moment are in the order they were made in."""


def body(**more: Any) -> dict[str, Any]:
    """A rated session's body."""
    return {
        "outcome": "rated",
        "safety": 8,
        "respect": 9,
        "felt_off": False,
        "pillars": None,
        "words": None,
        "session_started_at": None,
        "session_ended_at": None,
        "wording": "1",
        **more,
    }


def tuesdays(phone: Phone, cast: Cast, now: datetime, client: uuid.UUID | None = None) -> uuid.UUID:
    """Sessions every Tuesday at 14:00 since the first of September: twelve until the 19th of November."""
    by = meetings.By(cast.practice, client or cast.ana, cast.tomas, phone.app.house.config.audit_secret, now)
    with phone.app.house.main.write() as db:
        return meetings.plan(db, by, FIRST, "14:00", ZONE, 50, 1)


def rate(phone: Phone, series: uuid.UUID | None, on: date, days_later: int = 0, **more: Any) -> uuid.UUID:
    """Ana rates the session of that day, 40 minutes after it ended or some days later. Returns the entry's id."""
    of_envelope = {name: more.pop(name) for name in ("share", "bring_up") if name in more}
    ended = moment(on, "14:50", ZONE)
    said = {"session_started_at": wire(moment(on, "14:00", ZONE)), "session_ended_at": wire(ended)}
    written = ended + timedelta(minutes=40, days=days_later)
    content = envelope(
        written,
        body(**{**said, **more}),
        kind=KIND,
        subject=None if series is None else str(meeting_id(series, on)),
        local_date=on.isoformat(),
        **of_envelope,
    )
    item = phone.seal(content, made_at(written))
    assert phone.sync(item)["results"][0]["outcome"] == "stored"
    return uuid.UUID(item["id"])


def made_at(at: datetime) -> uuid.UUID:
    """An entry's id as a phone makes it then."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80 | 7 << 76 | 1 << 63 | next(MADE))


def rate_all(phone: Phone, series: uuid.UUID, safety: Sequence[int | None], **more: Any) -> list[uuid.UUID]:
    """The last sessions one after the other, the last on 17 November; ``None`` is not rated."""
    first = LAST - (len(safety) - 1) * WEEK
    days = [(first + place * WEEK, value) for place, value in enumerate(safety)]
    return [rate(phone, series, on, safety=value, **more) for on, value in days if value is not None]


def wire(at: datetime) -> str:
    """A time as it travels."""
    return at.isoformat().replace("+00:00", "Z")


def part(page: str, id_: str) -> str:
    """One section of a page."""
    start = page.index(f'id="{id_}"')
    return page[start : page.index("</section>", start)]


def week_of(desk: Desk, cast: Cast, client: uuid.UUID | None = None, query: str = "") -> str:
    """The weekly page."""
    return desk.page(f"/clients/{client or cast.ana}/week{query}")
