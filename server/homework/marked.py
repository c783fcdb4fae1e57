"""The therapist's own marks on the weekly page: a row beside the client's figures, and the fold to make them in."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from server import accounts
from server.accounts.models import Client
from server.entries.kind import Week
from server.entries.sections import Cell, Marking, Row, Scale, Text
from server.homework import marks, words
from server.homework.marks import Mark
from server.homework.told import Told
from server.i18n import gettext as _
from server.web.dates import past_day, short_day


@dataclass(frozen=True)
class Seen:
    """The marks this reader may see, by homework; the names it takes; and whether marks are theirs to make."""

    marks: Mapping[uuid.UUID, Sequence[Mark]]
    names: Mapping[uuid.UUID, str]
    client: str
    own: bool

    def of(self, item: uuid.UUID | None) -> Sequence[Mark]:
        """Those of one homework, oldest first."""
        return self.marks.get(item, ()) if item else ()


def seen_in(db: Session, week: Week) -> Seen:
    """A client sees what was shared with them. Whoever covers reads all, and marks nothing."""
    whose = week.whose
    found = {
        item: [one for one in every if one.shared or week.reader == "therapist"]
        for item, every in marks.marks_of(db, whose, week.first, week.last).items()
    }
    client = db.get_one(Client, (whose.practice, whose.client))
    return Seen(
        marks=found,
        names=marks.names_of(db, whose.ring, {one.account for every in found.values() for one in every}),
        client=accounts.name_of(whose.ring, client).split()[0],
        own=week.reader == "therapist" and week.account == client.therapist_id,
    )


def rows_of(week: Week, seen: Seen, told: Told) -> list[Row]:
    """A row for each mark of one homework, under the columns of the client's own figures."""
    return [_row(week, seen, one, told.name) for one in seen.of(told.item)]


def _row(week: Week, seen: Seen, one: Mark, name: str) -> Row:
    days = short_day(one.first) if one.first == one.last else f"{short_day(one.first)} – {short_day(one.last)}"
    mine = week.reader == "therapist" and one.account == week.account
    by = _("marked by you") if mine else _("marked by {name}").format(name=seen.names[one.account])
    cells = [Text(text=days), Text(text=name), Text(text=by), words.grade(one.quantity), words.grade(one.quality)]
    said = [] if week.reader == "client" else [Text(text=_reach(seen, one), tone="grey")]
    return Row(cells=[*(Cell(texts=[text]) for text in cells), Cell(texts=[]), Cell(texts=said)])


def _reach(seen: Seen, one: Mark) -> str:
    who = _("{name} may see this.") if one.shared else _("{name} does not see this.")
    return who.format(name=seen.client)


def fold(week: Week, seen: Seen, told: Told) -> Marking | None:
    """Where the therapist marks one homework for the days of this page; nowhere where no scale is asked."""
    if told.item is None or told.plan is None or not (seen.own and told.plan.scales):
        return None
    mine = (one for one in seen.of(told.item) if (one.account, one.first) == (week.account, week.first))
    now = next(mine, None)
    said = _("marked {when}").format(when=past_day(now.at, week.now, week.whose.zone)) if now else _("not marked")
    return Marking(
        id=f"mark-{told.item}",
        title=_("My own marks"),
        about=told.name,
        state=Text(text=said, tone="grey"),
        hint=_("How these days looked to you. Both can stay empty."),
        scales=_scales(now),
        tick=_("{name} may see this").format(name=seen.client),
        ticked=now is not None and now.shared,
        href=f"/clients/{week.whose.client}/homework/{told.item}/mark",
    )


def _scales(now: Mark | None) -> list[Scale]:
    quantity, quality = (now.quantity, now.quality) if now else (None, None)
    return [
        Scale(name="quantity", label=_("How much of it was done?"), words=words.quantity(), value=quantity),
        Scale(name="quality", label=_("How well was it done?"), words=words.quality(), value=quality),
    ]
