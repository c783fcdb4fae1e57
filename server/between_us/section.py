"""What the client asked about the practice's texts: it stands on the weekly page until it was talked about."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from server import practice
from server.entries.kind import Glance, Week, Written
from server.entries.sections import Ask, Block, Cell, Note, Row, Section, Table, Text
from server.i18n import gettext as _
from server.i18n import ngettext
from server.practice.words import text_name
from server.web.dates import past, short_date, weekday_date

# After what the client asks to bring up in so many words, before what only numbers say.
WEIGHT = 35
# So long a question is asked again, on the weekly page and on the caseload.
ASKED_FOR = timedelta(weeks=12)


def summarise(db: Session, week: Week) -> Section | None:
    """The questions of the week, and earlier ones that are still open."""
    shown = [one for one in week.entries if one.local_date >= week.first or one.id not in week.talked]
    if not shown and not week.held:
        return None
    you = week.reader == "client"
    return Section(
        id="between_us",
        pillar="rapport",
        title=_("Between us") if you else _("Between you"),
        lead=[],
        blocks=[*_table(db, week, shown), *_held(week)],
        asks=[] if you else [_ask(one) for one in shown if one.id not in week.talked],
    )


def at_a_glance(_db: Session, weeks: Sequence[Week]) -> Mapping[uuid.UUID, Glance]:
    """The questions that are still open, by client. That one is to be brought up is told for all kinds."""
    found = {}
    for week in weeks:
        still = [one for one in week.entries if one.id not in week.talked and not week.to_bring_up(one)]
        if still:
            names = dict.fromkeys(text_name(one.body["text"]) for one in still)
            said = [Text(text=_("Has a question: {text}.").format(text=name), tone="ask") for name in names]
            found[week.whose.client] = Glance(reasons=said)
    return found


def _table(db: Session, week: Week, shown: list[Written]) -> Iterator[Block]:
    if shown:
        held = practice.texts(db, week.whose.practice, week.now)
        heads = [_("Asked on"), _("About"), _("In their words") if week.reader == "therapist" else _("In my words")]
        yield Table(title=_("Questions"), heads=heads, rows=[_row(week, one, held) for one in shown])


def _row(week: Week, one: Written, held: Mapping[str, Any]) -> Row:
    key, talked = one.body["text"], week.talked.get(one.id)
    about = [Text(text=text_name(key))]
    if key in practice.KEYS and held[key]["version"] != one.body["version"]:
        about.append(Text(text=_("It has changed since."), tone="grey"))
    words = one.body["words"]
    said = Text(text=words, words=True) if words else Text(text="–", tone="grey")
    return Row(
        entry=str(one.id),
        new=one.local_date >= week.first and one.id not in week.opened,
        talked_at=past(talked, week.now, week.whose.zone) if talked else None,
        cells=[
            Cell(texts=[Text(text=short_date(one.local_date, week.today))]),
            Cell(texts=about),
            Cell(texts=[said]),
        ],
    )


def _held(week: Week) -> Iterator[Block]:
    if week.held:
        text = ngettext("{n} question opens when you meet.", "{n} questions open when you meet.", len(week.held))
        yield Note(text=Text(text=text.format(n=len(week.held)), tone="grey"))


def _ask(one: Written) -> Ask:
    name, words = text_name(one.body["text"]), one.body["words"]
    asked = Text(text=_("Asked on {day}.").format(day=weekday_date(one.local_date)))
    return Ask(
        id=f"between_us-{one.id}",
        title=_("Has a question: {text}").format(text=name),
        evidence=[asked, *([Text(text=words, words=True)] if words else [])],
        say=_("You asked about one of our texts. What would you like to know, or to be different?"),
        entry=str(one.id),
        weight=WEIGHT,
    )
