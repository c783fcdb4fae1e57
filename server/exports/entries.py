"""Everything the client ever wrote, in every version that is kept, and everything that was agreed."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from sqlalchemy import select

from server import accounts
from server.entries.agreed import LABEL, receipts
from server.entries.models import NOT_MINE, AgreedItem, Entry, Receipt
from server.entries.reading import open_body
from server.entries.telling import ComesDown, Said, Shared, Tell, Telling, said
from server.exports.chapters import Asked, Chapter, Piece, plain
from server.i18n import gettext as _
from server.web.dates import full_date, full_moment

CLEAR = ("id", "revision", "device_id", "kind", "subject_id", "share", "local_date", "recorded_at", "zone")
BECAME = ("received_at", "withdrawn_at", "is_current")
OF_AGREED = ("id", "revision", "kind", "agreed_at", "ended_at", "is_current")


def agreed(asked: Asked) -> Chapter:
    """What comes down, in all its versions. What only the therapist sees of it is left out."""
    shown: dict[str, ComesDown] = {}
    for kind in asked.kinds.values():
        shown.update(kind.comes_down)
    mine = (AgreedItem.practice_id == asked.whose.practice, AgreedItem.client_id == asked.whose.client)
    wanted = select(AgreedItem).where(*mine, AgreedItem.kind.in_(shown)).order_by(AgreedItem.id, AgreedItem.revision)
    rows = asked.db.scalars(wanted).all()
    names = accounts.account_names(asked.db, asked.whose.ring, {row.author_id for row in rows})
    pieces = [_agreed(asked, row, shown[row.kind], names) for row in rows]
    pieces += [
        _shared(asked, kind.kind, one) for kind in asked.kinds.values() for one in kind.shared(asked.db, asked.whose)
    ]
    return Chapter("agreed", _("What we agreed"), pieces)


def _shared(asked: Asked, kind: str, one: Shared) -> Piece:
    about = said(_("About"), asked.names.get(one.about))
    data = {"kind": f"{kind}_shared", "about": str(one.about), "body": one.data}
    return Piece(one.telling.title, [*about, *one.telling.lines], data)


def _agreed(asked: Asked, row: AgreedItem, comes: ComesDown, names: Mapping[uuid.UUID, str]) -> Piece:
    whose = asked.whose
    body = comes.shown(json.loads(whose.ring.open(whose.client, LABEL, row.id, row.body, row.revision)))
    telling = _tell(comes.tell, comes.body, body, row.kind)
    asked.names[row.id] = telling.title
    ended = full_moment(row.ended_at, whose.zone) if row.ended_at else None
    by = names.get(row.author_id, _("Somebody of the practice"))
    lines = [
        *telling.lines,
        Said(_("Written by"), _("{who}, {when}").format(who=by, when=full_moment(row.agreed_at, whose.zone))),
        *([Said(_("Ended"), ended)] if ended else []),
        *([] if row.is_current else [Said(_("Version"), _("{n}, changed later").format(n=row.revision))]),
    ]
    data = {**plain({name: getattr(row, name) for name in OF_AGREED}), "written_by": by, "body": body}
    return Piece(telling.title, lines, data)


def written(asked: Asked) -> Chapter:
    """Every revision that is kept, in the order in which entries were begun."""
    whose = asked.whose
    wanted = select(Entry).where(Entry.practice_id == whose.practice, Entry.client_id == whose.client)
    rows = asked.db.scalars(wanted.order_by(Entry.local_date, Entry.id, Entry.revision, Entry.seq)).all()
    opened = [(row, *open_body(whose, row)) for row in rows]
    tellings = [_telling(asked, row, body) for row, _bring_up, body in opened]
    asked.names.update({row.id: told.title for row, told in zip(rows, tellings, strict=True) if row.is_current})
    became, marked = _receipts(asked), {row.subject_id for row in rows if _marks(row)}
    pieces = [
        _piece(asked, row, told, Beside(bring_up, row.id in marked, became.get(row.id, ())), body)
        for (row, bring_up, body), told in zip(opened, tellings, strict=True)
    ]
    return Chapter("entries", _("What I wrote"), pieces)


def _telling(asked: Asked, row: Entry, body: Mapping[str, object]) -> Telling:
    kind = asked.kinds.get(row.kind)
    if row.body is None:
        return Telling(_("Something I took back"))
    if kind is None or kind.tell is None:
        return _bare(row.kind, body)
    return _tell(kind.tell, kind.body, body, row.kind)


def _tell(tell: Tell, model: type[BaseModel], body: Mapping[str, object], kind: str) -> Telling:
    """In its room's own words; what was written in another version of the app and fits no more, bare."""
    try:
        return tell(model.model_validate(dict(body)))
    except ValidationError:
        return _bare(kind, body)


def _bare(kind: str, body: Mapping[str, object]) -> Telling:
    """What no room has words for, by the names of its fields."""
    lines = [Said(name, None if value is None else str(value)) for name, value in body.items()]
    return Telling(kind.replace("_", " ").capitalize(), lines)


def _receipts(asked: Asked) -> Mapping[uuid.UUID, Sequence[tuple[Receipt, str]]]:
    """Who opened what and when it was talked about."""
    rows = receipts(asked.db, asked.whose.practice, asked.whose.client)
    names = accounts.account_names(asked.db, asked.whose.ring, {row.account_id for row in rows})
    found: dict[uuid.UUID, list[tuple[Receipt, str]]] = defaultdict(list)
    for row in rows:
        found[row.entry_id].append((row, names.get(row.account_id, _("Somebody of the practice"))))
    return found


@dataclass(frozen=True)
class Beside:
    """What stands beside the body of one revision: the wish, the mark, and who read it when."""

    bring_up: bool
    not_mine: bool
    read: Sequence[tuple[Receipt, str]]


def _marks(row: Entry) -> bool:
    return row.kind == NOT_MINE and row.is_current and row.withdrawn_at is None


def _piece(asked: Asked, row: Entry, told: Telling, beside: Beside, body: Mapping[str, object]) -> Piece:
    read = beside.read if row.is_current else ()
    data = {
        **plain({name: getattr(row, name) for name in (*CLEAR, *BECAME)}),
        "bring_up": beside.bring_up,
        "not_mine": beside.not_mine,
        "body": body if row.body is not None else None,
        "read": [{"by": who, **plain({"opened_at": one.opened_at, "talked_at": one.talked_at})} for one, who in read],
    }
    return Piece(told.title, [*_head(asked, row, beside), *told.lines, *_after(asked, row, read)], data)


def _head(asked: Asked, row: Entry, beside: Beside) -> Iterator[Said]:
    yield Said(_("Day"), full_date(row.local_date))
    about = asked.names.get(row.subject_id) if row.subject_id and not row.unresolved else None
    if about is not None:
        yield Said(_("About"), about)
    if beside.not_mine:
        yield Said(_("Marked"), _("I did not write this"))
    shares = {"before": _("before our session"), "when_we_meet": _("not before we meet")}
    yield Said(_("Who may read it"), _("my therapist, {when}").format(when=shares.get(row.share, row.share)))
    if beside.bring_up:
        yield Said(_("Please bring this up"), _("yes"))


def _after(asked: Asked, row: Entry, read: Sequence[tuple[Receipt, str]]) -> Iterator[Said]:
    zone = asked.whose.zone
    yield Said(_("Written"), full_moment(row.recorded_at, zone))
    yield Said(_("Reached the server"), full_moment(row.received_at, zone))
    if row.withdrawn_at is not None:
        yield Said(_("Taken back"), full_moment(row.withdrawn_at, zone))
    elif not row.is_current:
        yield Said(_("Version"), _("{n}: another one counts").format(n=row.revision))
    for one, who in read:
        yield Said(_("Opened"), _("{who}, {when}").format(who=who, when=full_moment(one.opened_at, zone)))
        if one.talked_at is not None:
            yield Said(_("We talked about it"), full_moment(one.talked_at, zone))
