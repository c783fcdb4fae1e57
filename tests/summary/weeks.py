"""A client's week, its logs and sessions, and what its page says."""

import re
import uuid
from datetime import date
from typing import Any

from server.app import App
from server.meetings import service as planned
from tests.cast import Cast, Phone, envelope, homework_body
from tests.homework.desk import Clock

MONDAY = date(2026, 11, 16)


def week(client: uuid.UUID, more: str = "") -> str:
    return f"/clients/{client}/week{more}"


def log(ana: Phone, clock: Clock, subject: uuid.UUID, day: date, **more: Any) -> uuid.UUID:
    """Ana logs homework about a day, now. Returns the entry's id."""
    of_envelope = {name: more.pop(name) for name in ("share", "bring_up", "withdrawn") if name in more}
    body = homework_body(more.pop("answer", "done"), **more)
    content = envelope(clock.at, body, subject=str(subject), local_date=day.isoformat(), **of_envelope)
    item = ana.seal(content)
    [result] = ana.sync(item)["results"]
    assert result["outcome"] == "stored", result
    return uuid.UUID(item["id"])


def session(app: App, cast: Cast, clock: Clock, on: date, at: str = "14:00") -> None:
    """A session of Ana and Tomas."""
    by = planned.By(cast.practice, cast.ana, cast.tomas, app.house.config.audit_secret, clock.at)
    with app.house.main.write() as db:
        planned.plan(db, by, on, at, "Europe/London", 50)


def rows_of(page: str) -> list[str]:
    """The rows of the table of logs, as text."""
    table = re.search(r'<table class="logs">.*?</table>', page, re.S)
    if table is None:
        return []
    rows = re.findall(r"<tr.*?</tr>", table[0], re.S)[1:]
    return [re.sub(r"\s+", " ", re.sub(r"<form.*?</form>|<[^>]+>", " ", row, flags=re.S)).strip() for row in rows]


def counts_in(page: str) -> list[tuple[int, str]]:
    """All counts on the page."""
    found = re.findall(r"<b>(\d+)</b> <span>([^<]+)</span>", page)
    return [(int(n), of) for n, of in found]
