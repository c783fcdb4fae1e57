"""*I did not write this*: said of an entry by its author, which then counts nowhere."""

import uuid
from collections.abc import Mapping, Sequence

from pydantic import BaseModel
from sqlalchemy.orm import Session

from server.entries.envelope import Wire
from server.entries.kind import EntryKind, Glance, Week, Written
from server.entries.models import NOT_MINE
from server.entries.sections import Ask, Note, Section, Text
from server.entries.telling import Telling
from server.i18n import gettext as _
from server.web.dates import weekday_date

# After a note to the whole week, before all that was written: somebody else may be reading along.
WEIGHT = 8


class NotMineBody(Wire):
    """Nothing more is said."""


def summarise(_db: Session, week: Week) -> Section | None:
    """What was marked about these days, and earlier marks until they were talked about; nothing without."""
    shown = [one for one in week.entries if one.local_date >= week.first or one.id not in week.talked]
    if not shown:
        return None
    you = week.reader == "client"
    return Section(
        id="history",
        pillar="safety_and_respect",
        title=_("Not written by me") if you else _("Written by somebody else"),
        lead=[],
        blocks=[_note(week, one) for one in shown],
        asks=[] if you else [_ask(one) for one in shown if one.id not in week.talked],
    )


def _note(week: Week, one: Written) -> Note:
    day = weekday_date(one.local_date)
    if week.reader == "client":
        said = _("Something about {day}: you say that you did not write it. It is left out of this page.")
    else:
        said = _("Something about {day} is marked as not written by them. It is left out of this page.")
    return Note(text=Text(text=said.format(day=day)), entry=str(one.id), new=one.id not in week.opened)


def _ask(one: Written) -> Ask:
    return Ask(
        id=f"history-{one.id}",
        title=_("Says that somebody else wrote something"),
        evidence=[Text(text=_("About {day}. It counts nowhere.").format(day=weekday_date(one.local_date)))],
        say=_("You marked something as not written by you. Does anyone else use or check your phone?"),
        entry=str(one.id),
        weight=WEIGHT,
    )


def at_a_glance(_db: Session, weeks: Sequence[Week]) -> Mapping[uuid.UUID, Glance]:
    """Who said so and has not talked about it yet."""
    said = Glance(reasons=[Text(text=_("Says that somebody else wrote something."), tone="ask")])
    return {week.whose.client: said for week in weeks if any(one.id not in week.talked for one in week.entries)}


def tell(_body: BaseModel) -> Telling:
    """The mark as its author reads it again."""
    return Telling(_("I did not write this"))


NOT_MINE_KIND = EntryKind(
    kind=NOT_MINE, body=NotMineBody, tell=tell, needs_subject=True, summarise=summarise, at_a_glance=at_a_glance
)
