"""A note the client adds to their week."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, StringConstraints
from sqlalchemy.orm import Session

from server.entries.envelope import Day, Wire
from server.entries.kind import EntryKind, Refusal, Week, Written
from server.entries.opening import refusal
from server.entries.sections import Ask, Note, Section, Text
from server.entries.telling import Said, Telling
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import full_date, long_date, past

FIRST = 5


class WeekNoteBody(Wire):
    """What the client wants said about the days from ``first`` to ``last``."""

    words: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    first: Day
    last: Day


def check(body: BaseModel) -> Refusal | None:
    """The days are in their order."""
    assert isinstance(body, WeekNoteBody)
    return None if body.first <= body.last else refusal("malformed")


def summarise(_db: Session, week: Week) -> Section | None:
    """The notes of this week and earlier ones still to be brought up, in the order they arrived; nothing without."""
    held = sum(day >= week.first for _kind, _subject, day in week.held)
    shown = [one for one in week.entries if one.local_date >= week.first or week.to_bring_up(one)]
    blocks = [_note(week, one) for one in shown]
    if held:
        said = ngettext("One note is held until you meet.", "{n} notes are held until you meet.", held)
        blocks.append(Note(text=Text(text=said.format(n=held), tone="grey")))
    if not blocks:
        return None
    title = _("My note") if week.reader == "client" else _("The note")
    return Section(
        id="week",
        pillar="empathy",
        title=title,
        lead=[],
        blocks=[*blocks],
        asks=list(_asks(week)),
        letter=True,
    )


def _note(week: Week, one: Written) -> Note:
    body = WeekNoteBody.model_validate(dict(one.body))
    when = _("Written {when}").format(when=past(one.recorded_at, week.now, week.whose.zone))
    if body.first != week.first:
        days = (long_date(body.first, week.today), long_date(body.last, week.today))
        when = _("{written}, about {first} to {last}").format(written=when, first=days[0], last=days[1])
    return Note(
        text=Text(text=body.words, words=True),
        entry=str(one.id),
        new=one.id not in week.opened,
        about=when,
    )


def _asks(week: Week) -> Iterator[Ask]:
    """A wish in the note stands before all others: it is about the whole of the week."""
    for one in week.entries:
        if week.to_bring_up(one) and week.reader == "therapist":
            yield Ask(
                id=f"note-{one.id}",
                title=_("What stands in the note"),
                evidence=[
                    Text(text=_("Asks you to raise it, so that they need not start"), tone="ask"),
                    Text(text=one.body["words"], words=True),
                ],
                say=_("You wrote me a note about your week. Shall we begin with it?"),
                entry=str(one.id),
                weight=FIRST,
            )


def tell(body: BaseModel) -> Telling:
    """The note as its author reads it again."""
    assert isinstance(body, WeekNoteBody)
    days = _("{first} to {last}").format(first=full_date(body.first), last=full_date(body.last))
    return Telling(_("My note to the week"), [Said(_("Days"), days), Said(_("My words"), body.words)])


WEEK_NOTE = EntryKind(kind="week_note", body=WeekNoteBody, tell=tell, check=check, summarise=summarise)
