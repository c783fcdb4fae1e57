"""The section about rated sessions as the page gets it, and its parts."""

from datetime import date
from typing import Any

from server import meetings, practice
from server.alliance.section import summarise
from server.alliance.told import BEGINNING, KIND, LOOK_BACK
from server.entries.kind import Reader, Week
from server.entries.reading import readable
from server.entries.rules import local_day
from server.entries.sections import Ask, Chart, Section, Table
from tests.alliance.ratings import LAST
from tests.cast import Cast, Phone
from tests.homework.desk import Clock

EIGHTS = [8, 8, 8, 8, 8, 8, 8, 8]


def section(phone: Phone, cast: Cast, clock: Clock, reader: Reader = "therapist", first: date = LAST) -> Section:
    """The section as it is made for the page."""
    house = phone.app.house
    with house.main.read() as db:
        whose = practice.whose(db, house.keystore, cast.practice, cast.ana)
        today = local_day(clock.at, whose.zone, whose.day_ends_at)
        starts = meetings.starts(db, cast.practice, cast.ana, BEGINNING, clock.at)
        entries, held = readable(db, whose, starts, {KIND: first - LOOK_BACK}, today, clock.at)
        found = summarise(db, Week(whose, first, today, today, clock.at, entries, held, reader=reader))
    assert found is not None
    return found


def charts(found: Section) -> dict[str, Chart]:
    return {one.title: one for one in found.blocks if isinstance(one, Chart)}


def table(found: Section, title: str = "Rated sessions") -> list[str]:
    """The rows of a table, each as one line of text."""
    [one] = [block for block in found.blocks if isinstance(block, Table) and block.title == title]
    return [
        " | ".join(" ".join(text.text for text in cell.texts) for cell in row.cells)
        + (f" ({row.late})" if row.late else "")
        for row in one.rows
    ]


def said(parts: Any) -> str:
    return " ".join(part.text for part in parts)


def the_ask(found: Section) -> Ask:
    [one] = found.asks
    return one
