"""The caseload: one row a client, in as many queries for fifty of them as for five."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import accounts, audit, meetings, practice
from server.accounts import Covering, SignedIn
from server.accounts.devices import state_of
from server.accounts.models import Client, Device
from server.audit import Actor
from server.entries.kind import (
    EntryKind,
    Kinds,
    Week,
    WhoseEntries,
    nothing_at_a_glance,
    reach_of,
    to_bring_up,
)
from server.entries.rules import local_day
from server.entries.sections import Counts, Text
from server.practice.models import Practice
from server.summary.head import consent_of
from server.summary.reading import talked_of
from server.summary.rules import Group, Period, group_of, place, quiet_days, since_last_session
from server.summary.written import Readers, Since, last_written, receipts_since, written_since
from server.vault import Ring
from server.web import House


@dataclass
class Case:
    """One client's row. Nothing known is ``None``, which is not the same as nothing."""

    client_id: uuid.UUID
    name: str
    whose: WhoseEntries
    consent: str
    withdrawn_at: datetime | None
    erase_at: datetime | None
    last_session: datetime | None
    next_session: datetime | None
    joined_at: datetime | None
    had_phone: bool
    waiting_since: datetime | None
    period: Period
    covering: Covering | None
    wrote_at: datetime | None = None
    quiet_for: int | None = None
    new: int = 0
    bring_up: int = 0
    counts: list[Counts] = field(default_factory=list)
    reasons: list[Text] = field(default_factory=list)

    @property
    def group(self) -> Group:
        """Where it stands."""
        tones = {reason.tone for reason in self.reasons}
        look = self.waiting_since is not None or self.quiet_for is not None or "plain" in tones
        known = self.consent == "given" and self.wrote_at is not None
        return group_of("ask" in tones or self.bring_up > 0, look, known)

    @property
    def first_name(self) -> str:
        """What a client is called in a sentence."""
        return self.name.split()[0]


@dataclass(frozen=True)
class Caseload:
    """The therapist's clients, sorted by what needs a person first."""

    zone: str
    now: datetime
    cases: Sequence[Case]

    def grouped(self) -> list[tuple[Group, list[Case]]]:
        """The rows under their headings; headings without a row are left out."""
        groups = ((group, [one for one in self.cases if one.group is group]) for group in Group)
        return [(group, cases) for group, cases in groups if cases]


def open_caseload(house: House, login: SignedIn, kinds: Kinds, now: datetime) -> Caseload:
    """All running clients this therapist reads today. If it cannot be written into the access log, it is not read."""
    with house.main.write() as db:
        tenant = practice.practice_of(db, login.practice_id)
        today = practice.today(db, login.practice_id, now)
        clients = [one for one in accounts.readable_clients(db, login, today) if one.ended_at is None]
        ring = house.keystore.ring(login.practice_id, [login.practice_id, *(one.id for one in clients)])
        cases = _cases(db, tenant, clients, ring, now, accounts.covering(db, ring, login, today))
        readable = {one.client_id: one for one in cases if one.consent == "given"}
        if readable:
            _read(db, login, readable, kinds, now)
            by = Actor("account", login.account_id)
            audit.record_all(db, house.config.audit_secret, login.practice_id, readable, by, "caseload_opened", now)
    ordered = sorted(cases, key=lambda one: place(one.group, one.waiting_since is not None, one.next_session, one.name))
    return Caseload(tenant.zone, now, ordered)


def _cases(
    db: Session,
    tenant: Practice,
    clients: Sequence[Client],
    ring: Ring,
    now: datetime,
    covering: Mapping[uuid.UUID, Covering],
) -> list[Case]:
    """A row for each client: name, phone, sessions, and the days that are counted."""
    ids = [one.id for one in clients]
    phones: dict[uuid.UUID, list[Device]] = defaultdict(list)
    wanted = select(Device).where(Device.practice_id == tenant.practice_id, Device.client_id.in_(ids))
    for phone in db.scalars(wanted):
        phones[phone.client_id].append(phone)
    midnight = datetime.combine(now.astimezone(ZoneInfo(tenant.zone)).date(), time(), ZoneInfo(tenant.zone))
    around = meetings.last_and_next_of(db, tenant.practice_id, ids, now)
    # Nearly everybody's last session was before today: only for the others it is looked for once more.
    met_today = [one for one, (last, _next) in around.items() if last is not None and last.starts_at >= midnight]
    before = meetings.last_and_next_of(db, tenant.practice_id, met_today, midnight)
    found = []
    for client in clients:
        whose = WhoseEntries(tenant.practice_id, client.id, ring, client.zone, tenant.first_weekday, tenant.day_ends_at)
        last, upcoming = around[client.id]
        earlier, _next = before.get(client.id, (last, upcoming))
        since = local_day(earlier.starts_at, client.zone, tenant.day_ends_at) if earlier else None
        states = {one.id: state_of(one, now) for one in phones[client.id]}
        joined = [one.joined_at for one in phones[client.id] if states[one.id] == "joined"]
        waiting = [
            one.joined_at
            for one in phones[client.id]
            if states[one.id] == "waiting"
            and one.therapist_confirmed_at is None
            and client.therapist_id not in covering
        ]
        found.append(
            Case(
                client_id=client.id,
                name=accounts.name_of(ring, client),
                whose=whose,
                consent=consent_of(client),
                withdrawn_at=client.consent_withdrawn_at,
                erase_at=client.erase_at,
                last_session=last.starts_at if last else None,
                next_session=upcoming.starts_at if upcoming else None,
                joined_at=max(joined, default=None),
                had_phone=any(one.client_confirmed_at and one.therapist_confirmed_at for one in phones[client.id]),
                waiting_since=max(waiting, default=None),
                period=since_last_session(since, local_day(now, client.zone, tenant.day_ends_at)),
                covering=covering.get(client.therapist_id),
            )
        )
    return found


def _read(db: Session, login: SignedIn, cases: Mapping[uuid.UUID, Case], kinds: Kinds, now: datetime) -> None:
    """What each wrote last, what is new, what to bring up, and each kind's counts since the last session."""
    of = Readers(
        practice=login.practice_id,
        account=login.account_id,
        whose={client: one.whose for client, one in cases.items()},
        last_session={client: one.last_session for client, one in cases.items()},
        reach=reach_of(kinds, lambda kind: kind.glance_back),
        now=now,
    )
    for client, wrote_at in last_written(db, of).items():
        case = cases[client]
        case.wrote_at = wrote_at
        case.quiet_for = quiet_days(local_day(wrote_at, case.whose.zone, case.whose.day_ends_at), case.period.last)
    since = written_since(db, of, {client: one.period.first for client, one in cases.items()})
    receipts = receipts_since(db, of, min(one.period.first for one in cases.values()))
    known = {row.entry_id: row.revision for row in receipts if row.account_id == login.account_id}
    talked = talked_of((one for entries in since.entries.values() for one in entries), receipts)
    for client, entries in since.entries.items():
        case = cases[client]
        for entry in entries:
            case.new += entry.local_date >= case.period.first and known.get(entry.id, 0) < entry.revision
            case.bring_up += to_bring_up(entry, talked, case.period.first)
    for kind in (one for one in kinds.values() if one.at_a_glance is not nothing_at_a_glance):
        weeks = [_week(one, since, talked, kind, now) for one in cases.values()]
        for client, glance in kind.at_a_glance(db, weeks).items():
            cases[client].counts += glance.counts
            cases[client].reasons += glance.reasons


def _week(case: Case, since: Since, talked: Mapping[uuid.UUID, datetime], kind: EntryKind, now: datetime) -> Week:
    return Week(
        whose=case.whose,
        first=case.period.first,
        last=case.period.last,
        today=case.period.last,
        now=now,
        entries=[one for one in since.entries.get(case.client_id, []) if one.kind in kind.reads],
        held=[one for one in since.held.get(case.client_id, []) if one[0] in kind.reads],
        talked=talked,
    )
