"""One client's week: read, written down as read, and noted as opened, in one transaction."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import accounts, audit, meetings, practice
from server.accounts import Covering, SignedIn
from server.accounts.models import Client
from server.audit import Actor
from server.audit.models import AccessLog
from server.entries.agreed import agreed_changed, mark_opened, mark_talked, receipts
from server.entries.kind import Held, Kinds, Week, WhoseEntries, Written, reach_of
from server.entries.models import Receipt
from server.entries.reading import readable
from server.entries.rules import local_day
from server.entries.sections import Section
from server.meetings import Meeting
from server.summary.rules import Period, WrongPeriod, asked_for, since_last_session
from server.web import House

BACK, AHEAD = timedelta(weeks=60), timedelta(weeks=26)
LOOK_BACK = timedelta(weeks=12)


@dataclass(frozen=True)
class Asked:
    """What was asked for: the days as typed, if any, and whether it is for paper."""

    first: str = ""
    last: str = ""
    print: bool = False

    @property
    def any_days(self) -> bool:
        """Whether days were named."""
        return bool(self.first or self.last)


@dataclass(frozen=True)
class Head:
    """Who the page is about, and when it stands between which sessions."""

    client_id: uuid.UUID
    name: str
    zone: str
    now: datetime
    today: date
    period: Period
    wrong: WrongPeriod | None
    next_session: datetime | None
    consent: str
    withdrawn_at: datetime | None
    has_phone: bool
    covering: Covering | None

    @property
    def first_name(self) -> str:
        """What a client is called in a sentence."""
        return self.name.split()[0]


@dataclass(frozen=True)
class WeekPage:
    """All that stands on the page. ``earlier`` are days before the period that new entries are about."""

    head: Head
    sections: Sequence[Section]
    new: int
    looked_at: datetime | None
    earlier: Sequence[date]
    anything: bool


def consent_of(client: Client) -> str:
    """``given``, ``withdrawn``, or ``not_yet``."""
    if client.consent_withdrawn_at is not None:
        return "withdrawn"
    return "given" if client.consented_at is not None else "not_yet"


def open_week(
    house: House, login: SignedIn, client_id: uuid.UUID, asked: Asked, kinds: Kinds, now: datetime
) -> WeekPage:
    """Reads a week, for its therapist or who covers. If it cannot be written into the access log, it is not read.

    Raises ``NotThere`` for anybody else's client.
    """
    with house.main.write() as db:
        client = accounts.readable_client(db, login, client_id, practice.today(db, login.practice_id, now))
        whose = practice.whose(db, house.keystore, login.practice_id, client_id)
        sessions = meetings.between(db, login.practice_id, client_id, now - BACK, now + AHEAD)
        head = _head(db, login, client, whose, sessions, asked, now)
        if head.consent != "given":
            return WeekPage(head, [], 0, None, [], anything=False)
        starts = [one.starts_at for one in sessions if one.takes_place and one.starts_at <= now]
        return _read(db, house, login, whose, head, starts, asked, kinds)


def _head(
    db: Session,
    login: SignedIn,
    client: Client,
    whose: WhoseEntries,
    sessions: Sequence[Meeting],
    asked: Asked,
    now: datetime,
) -> Head:
    today = local_day(now, whose.zone, whose.day_ends_at)
    before = [one.starts_at for one in sessions if one.takes_place]
    days = [local_day(start, whose.zone, whose.day_ends_at) for start in before]
    usual = since_last_session(max((day for day in days if day < today), default=None), today)
    found = asked_for(asked.first, asked.last, today) if asked.any_days else usual
    phones = accounts.their_devices(db, login.practice_id, client.id)
    return Head(
        client_id=client.id,
        name=accounts.name_of(whose.ring, client),
        zone=practice.practice_of(db, login.practice_id).zone,
        now=now,
        today=today,
        period=found if isinstance(found, Period) else usual,
        wrong=None if isinstance(found, Period) else found,
        next_session=min((one.starts_at for one in sessions if one.takes_place and one.ends_at > now), default=None),
        consent=consent_of(client),
        withdrawn_at=client.consent_withdrawn_at,
        covering=accounts.covering(db, whose.ring, login, practice.today(db, login.practice_id, now)).get(
            client.therapist_id
        ),
        has_phone=any(phone.client_confirmed_at and phone.therapist_confirmed_at for phone in phones),
    )


def _read(
    db: Session,
    house: House,
    login: SignedIn,
    whose: WhoseEntries,
    head: Head,
    starts: Sequence[datetime],
    asked: Asked,
    kinds: Kinds,
) -> WeekPage:
    period = head.period
    reach = reach_of(kinds, lambda kind: max(kind.look_back, LOOK_BACK))
    first = {name: period.first - back for name, back in reach.items()}
    visible, held = readable(db, whose, starts, first, period.last, head.now)
    recent = [one for one in visible if one.local_date >= period.first - LOOK_BACK]
    within = [one for one in recent if one.local_date >= period.first]
    known = {row.entry_id: row for row in receipts(db, whose.practice, whose.client, login.account_id)}
    unread = {one.id for one in recent if one.id not in known or known[one.id].revision < one.revision}
    page = WeekPage(
        head=head,
        sections=_sections(db, whose, head, visible, held, known, unread, kinds),
        new=sum(one.id in unread for one in within),
        looked_at=_looked_at(db, login, whose),
        earlier=sorted({one.local_date for one in recent if one.id in unread and one.local_date < period.first}),
        anything=bool(visible or held),
    )
    facts = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    act: audit.Act = "week_printed" if asked.print else "week_opened"
    secret = house.config.audit_secret
    audit.record(db, secret, whose.practice, whose.client, Actor("account", login.account_id), act, head.now, facts)
    mark_opened(db, whose.practice, whose.client, login.account_id, within, head.now)
    agreed_changed(db, whose.practice, whose.client)
    return page


def _sections(
    db: Session,
    whose: WhoseEntries,
    head: Head,
    entries: Sequence[Written],
    held: Sequence[Held],
    known: Mapping[uuid.UUID, Receipt],
    unread: set[uuid.UUID],
    kinds: Kinds,
) -> list[Section]:
    opened = {id_: row.opened_at for id_, row in known.items() if id_ not in unread}
    talked = {id_: row.talked_at for id_, row in known.items() if row.talked_at is not None}
    sections = []
    for kind in kinds.values():
        first = head.period.first - kind.look_back
        week = Week(
            whose=whose,
            first=head.period.first,
            last=head.period.last,
            today=head.today,
            now=head.now,
            entries=[one for one in entries if one.kind in kind.reads and one.local_date >= first],
            held=[one for one in held if one[0] in kind.reads and one[2] >= first],
            opened=opened,
            talked=talked,
        )
        section = kind.summarise(db, week)
        if section is not None:
            sections.append(section)
    return sections


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
