"""Parts of the tables that both sections of the room are made of."""

from collections.abc import Iterable, Iterator

from server.entries.kind import Week, Written
from server.entries.sections import Cell, Note, Row, Text
from server.i18n import gettext as _
from server.web.dates import past, short_date


def fresh(week: Week, entry: Written) -> bool:
    """Whether it is about the days of the week itself."""
    return entry.local_date >= week.first


def row(week: Week, entry: Written, *cells: Iterable[Text]) -> Row:
    """One row, and what became of the entry behind it."""
    talked = week.talked.get(entry.id)
    return Row(
        entry=str(entry.id),
        new=fresh(week, entry) and entry.id not in week.opened,
        talked_at=past(talked, week.now, week.whose.zone) if talked else None,
        cells=[Cell(texts=list(texts)) for texts in cells],
    )


def brought_up(week: Week, entry: Written) -> Iterator[Text]:
    """That the client asks for it to be brought up, as long as it is of these days or still to be talked about."""
    if (entry.bring_up and fresh(week, entry)) or week.to_bring_up(entry):
        you = week.reader == "client"
        yield Text(text=_("To be brought up.") if you else _("Asks you to bring this up."), tone="ask")


def told_earlier(week: Week, entry: Written) -> Text:
    """Heads the row of what was told of a thing before it was told once more."""
    text = _("Told earlier, {day}. What was told last counts.")
    return Text(text=text.format(day=short_date(entry.local_date, week.today)), tone="grey")


def or_dash(text: str | None, words: bool = False) -> Text:
    """A text, or the grey dash where nothing was said."""
    return Text(text=text, words=words) if text else Text(text="–", tone="grey")


def own(name: str, text: str | None) -> Iterator[Text]:
    """A person's own words, after what they are about; nothing where nothing was said."""
    if text:
        yield from (Text(text=name), Text(text=text, words=True)) if name else (Text(text=text, words=True),)


def held_note(week: Week) -> Iterator[Note]:
    """What is held is said to be there, and no more."""
    if week.held:
        text = _("What is held opens when you meet. Until then it counts nowhere, and its words stay closed.")
        yield Note(text=Text(text=text, tone="grey"))
