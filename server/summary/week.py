"""One client's week for its therapist: read, written down as read, and noted as opened, in one transaction."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import accounts, audit, practice
from server.accounts import SignedIn
from server.audit import Actor
from server.audit.models import AccessLog
from server.entries.agreed import agreed_changed, mark_opened, mark_talked, receipts_for
from server.entries.kind import EntryKind, Kinds, WhoseEntries, Written
from server.entries.sections import Ask, Section
from server.summary.head import Asked, Head, head_of
from server.summary.reading import LOOK_BACK, Reading, read_entries, said_by_rooms
from server.web import House

Said = Sequence[tuple[EntryKind, Section]]


@dataclass(frozen=True)
class ToAsk:
    """Something to ask about, and where it stands: an ``anchor`` on this page, or the ``day`` of an earlier one."""

    ask: Ask
    anchor: str | None = None
    day: date | None = None


@dataclass(frozen=True)
class Fresh:
    """What a section has that was not opened before, and where it begins."""

    title: str
    n: int
    anchor: str


@dataclass(frozen=True)
class WeekPage:
    """All that stands on the page. ``earlier`` are days before the period that new entries are about."""

    head: Head
    asks: Sequence[ToAsk] = ()
    letters: Sequence[Section] = ()
    sections: Sequence[Section] = ()
    fresh: Sequence[Fresh] = ()
    looked_at: datetime | None = None
    earlier: Sequence[date] = field(default_factory=list)
    anything: bool = False

    @property
    def new(self) -> int:
        """How many entries are new."""
        return sum(one.n for one in self.fresh)


def open_week(
    house: House, login: SignedIn, client_id: uuid.UUID, asked: Asked, kinds: Kinds, now: datetime
) -> WeekPage:
    """Reads a week, for its therapist or who covers. If it cannot be written into the access log, it is not read.

    Raises ``NotThere`` for anybody else's client.
    """
    with house.main.write() as db:
        today = practice.today(db, login.practice_id, now)
        client = accounts.readable_client(db, login, client_id, today)
        whose = practice.whose(db, house.keystore, login.practice_id, client_id)
        covering = accounts.covering(db, whose.ring, login, today).get(client.therapist_id)
        head = head_of(db, client, whose, asked, now, covering)
        # Of days that cannot be shown nothing is copied.
        if head.consent != "given" or (head.wrong and asked.act == "week_copied"):
            return WeekPage(head)
        return _read(db, house, login, whose, head, asked, kinds)


def _read(
    db: Session, house: House, login: SignedIn, whose: WhoseEntries, head: Head, asked: Asked, kinds: Kinds
) -> WeekPage:
    entries, held = read_entries(db, whose, head, kinds)
    receipts = receipts_for(db, whose.practice, whose.client, [one.id for one in entries])
    reading = Reading(entries, held, receipts, login.account_id)
    said = said_by_rooms(db, whose, head, reading, kinds)
    page = _page(head, reading, said, _looked_at(db, login, whose))
    by = Actor("account", login.account_id)
    facts = {"from": head.period.first.isoformat(), "to": head.period.last.isoformat()}
    audit.record(db, house.config.audit_secret, whose.practice, whose.client, by, asked.act, head.now, facts)
    rows = {id_ for section in (*page.letters, *page.sections) for id_ in entries_in(section)}
    shown = {*rows, *(one.ask.entry for one in page.asks)}
    seen = [one for one in entries if one.local_date >= head.period.first or str(one.id) in shown]
    mark_opened(db, whose.practice, whose.client, login.account_id, seen, head.now)
    agreed_changed(db, whose.practice, whose.client)
    return page


def _page(head: Head, reading: Reading, said: Said, looked_at: datetime | None) -> WeekPage:
    recent = [one for one in reading.entries if one.local_date >= head.period.first - LOOK_BACK]
    unread = [one for one in recent if reading.is_unread(one)]
    sections = [section for _kind, section in said]
    return WeekPage(
        head=head,
        asks=list(_to_ask(head, reading, sections)),
        letters=[one for one in sections if one.letter],
        sections=[one for one in sections if not one.letter],
        fresh=list(_fresh([one for one in unread if one.local_date >= head.period.first], said)),
        looked_at=looked_at,
        earlier=sorted({one.local_date for one in unread if one.local_date < head.period.first}),
        anything=bool(reading.entries or reading.held),
    )


def _to_ask(head: Head, reading: Reading, sections: Sequence[Section]) -> Iterator[ToAsk]:
    """What all sections ask, the weightiest first; what was talked about is done with."""
    talked = {str(id_) for id_ in reading.talked}
    days = {str(one.id): one.local_date for one in reading.entries}
    rows = {id_ for section in sections for id_ in entries_in(section)}
    every = [(ask, section.id) for section in sections for ask in section.asks if ask.entry not in talked]
    for ask, home in sorted(every, key=lambda pair: pair[0].weight):
        day = days.get(ask.entry) if ask.entry is not None else None
        if ask.entry in rows:
            yield ToAsk(ask, anchor=f"e-{ask.entry}")
        elif day is not None and day < head.period.first:
            yield ToAsk(ask, day=day)
        else:
            yield ToAsk(ask, anchor=home)


def entries_in(section: Section) -> list[str]:
    """The ids of the entries that have a place of their own in a section, in reading order."""
    found: list[str | None] = []
    for block in section.blocks:
        if block.type == "table":
            found += [row.entry for row in block.rows]
        elif block.type == "note":
            found.append(block.entry)
    return [id_ for id_ in found if id_ is not None]


def _fresh(unread: Sequence[Written], said: Said) -> Iterator[Fresh]:
    """What is new, counted once, under the first section that reads it."""
    homes: Mapping[str, Section] = {name: section for kind, section in reversed(said) for name in kind.reads}
    for _kind, section in said:
        new = {str(one.id) for one in unread if homes.get(one.kind) is section}
        if new:
            first = next((f"e-{id_}" for id_ in entries_in(section) if id_ in new), section.id)
            yield Fresh(section.title, len(new), first)


def _looked_at(db: Session, login: SignedIn, whose: WhoseEntries) -> datetime | None:
    """When this therapist last opened this client's week."""
    wanted = select(AccessLog.at).where(
        AccessLog.practice_id == whose.practice,
        AccessLog.client_id == whose.client,
        AccessLog.act == "week_opened",
        AccessLog.actor_id == login.account_id,
    )
    return db.scalars(wanted.order_by(AccessLog.n.desc()).limit(1)).first()


def talk_about(
    house: House, login: SignedIn, client_id: uuid.UUID, entry: uuid.UUID, talked: bool, now: datetime
) -> None:
    """*We talked about it*, or that taken back; the client sees it. Raises ``NotThere`` for what was never opened."""
    with house.main.write() as db:
        accounts.readable_client(db, login, client_id, practice.today(db, login.practice_id, now))
        mark_talked(db, login.practice_id, client_id, login.account_id, entry, talked, now)
        by, facts = Actor("account", login.account_id), {"entry": str(entry), "talked": "yes" if talked else "no"}
        audit.record(db, house.config.audit_secret, login.practice_id, client_id, by, "talked_about", now, facts)
