"""What Ana writes about expectations, and what Tomas reads of it."""

import uuid
from datetime import date, timedelta
from typing import Any

from server import practice
from server.accounts import SignedIn
from server.app import App
from server.entries.kind import EntryKind, Week
from server.entries.reading import readable
from server.entries.sections import Section, Table, Text
from server.expectations.kind import EXPECTATION
from server.expectations.service import WrittenLadder
from server.kinds import KINDS
from server.meetings import service as planned
from server.summary.caseload import open_caseload
from server.summary.week import Asked, open_week
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock

Body = dict[str, Any]


def offered(words: str = "Twice a week", **more: Any) -> WrittenLadder:
    """A ladder as Tomas writes it."""
    unsaid: dict[str, Any] = dict.fromkeys(("much_less", "less", "more", "much_more", "subject", "likelihood"))
    return WrittenLadder(**{**unsaid, "words": words, "by": date(2026, 12, 12), "start": -1, **more})


def write(
    phone: Phone, clock: Clock, kind: str, body: Body | None, subject: uuid.UUID | None = None, **more: Any
) -> uuid.UUID:
    """One entry of today, stored. ``id`` and ``revision`` say which, the rest stands in its envelope."""
    id_, revision = more.pop("id", None), more.pop("revision", 1)
    about = str(subject) if subject else None
    item = phone.seal({**envelope(clock.at, {}, kind=kind, subject=about), "body": body, **more}, id_, revision)
    [result] = phone.sync(item)["results"]
    assert result["outcome"] == "stored", result
    return uuid.UUID(item["id"])


def session(app: App, cast: Cast, clock: Clock, on: date, every_weeks: int | None = None) -> None:
    """Sessions of Ana and Tomas at 14:00."""
    by = planned.By(cast.practice, cast.ana, cast.tomas, app.house.config.audit_secret, clock.at)
    with app.house.main.write() as db:
        planned.plan(db, by, on, "14:00", "Europe/London", 50, every_weeks)


def login(cast: Cast) -> SignedIn:
    """Tomas."""
    return SignedIn(cast.practice, cast.tomas, "Tomas Keller", True, False)


def sections(app: App, cast: Cast, clock: Clock, first: str = "", last: str = "") -> dict[str, Section]:
    """The sections of Ana's week, by id."""
    page = open_week(app.house, login(cast), cast.ana, Asked(first, last), KINDS, clock.at)
    return {one.id: one for one in page.sections}


def preview(app: App, cast: Cast, clock: Clock, kind: EntryKind = EXPECTATION) -> Section:
    """The section of the last seven days as Ana herself reads it."""
    today = clock.at.date()
    first = today - timedelta(days=6)
    with app.house.main.read() as db:
        whose = practice.whose(db, app.house.keystore, cast.practice, cast.ana)
        entries, held = readable(db, whose, [], dict.fromkeys(kind.reads, first), today, clock.at)
        week = Week(whose, first, today, today, clock.at, entries, held, reader="client")
        found = kind.summarise(db, week)
    assert found is not None
    return found


def reasons(app: App, cast: Cast, clock: Clock) -> list[Text]:
    """Why Ana's row on the caseload is worth a look."""
    found = open_caseload(app.house, login(cast), KINDS, clock.at)
    return [text for case in found.cases if case.client_id == cast.ana for text in case.reasons]


def said(several: list[Text]) -> str:
    """Texts as they are read, a person's own words in quotes."""
    return " ".join(f"“{one.text}”" if one.words else one.text for one in several)


def rows(section: Section, title: str = "Expectations") -> list[list[str]]:
    """The rows of one of its tables, as texts."""
    tables = [block for block in section.blocks if isinstance(block, Table) and block.title == title]
    return [[said(cell.texts) for cell in row.cells] for table in tables for row in table.rows]


def notes(section: Section) -> str:
    """What its notes say."""
    return " ".join(block.text.text for block in section.blocks if block.type == "note")
