"""One client's weeks as moments: joining, agreeing, writing, meeting, being read."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from cryptography.hazmat.primitives.asymmetric import ec

from server import accounts, practice
from server.accounts import EnrolledDevice, SignedIn
from server.accounts.invitations import join
from server.audit import Actor, By
from server.demo import people
from server.demo.aims import said_at, take_turn
from server.demo.card import card
from server.demo.logs import Log, logs_of
from server.demo.mending import mend
from server.demo.phone import Phone
from server.demo.story import Aim, Mended, Piece, Story, Turn
from server.demo.writing import MINUTES, MOVED_BY, Writing, held_at, repair_name, session_name, writings_of
from server.entries.agreed import receipts
from server.homework import service as homework
from server.kinds import KINDS
from server.meetings import service as meetings
from server.meetings.rules import State, meeting_id
from server.summary.head import Asked
from server.summary.week import open_week, talk_about
from server.web import House

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """Something that happens at a time."""

    at: datetime
    happens: Callable[[], None]


@dataclass
class Life:
    """One client: the plan of their weeks, and what was made so far. Moments must happen in the order of time.

    Nothing is logged for ``today``: whoever tries the demo finds something open, at any hour.
    """

    house: House
    tomas: SignedIn
    client: uuid.UUID
    story: Story
    sessions: Sequence[datetime]
    joined: datetime
    today: date
    phone: Phone | None = None
    series: uuid.UUID | None = None
    named: dict[str, uuid.UUID] = field(default_factory=dict)
    written: list[uuid.UUID] = field(default_factory=list)

    def moments(self) -> Iterator[Moment]:
        """Everything, in any order."""
        yield Moment(self.joined, self._join)
        yield Moment(self.joined + MINUTE, self._consent)
        yield Moment(self.joined + 2 * MINUTE, self._plan_sessions)
        for number, start in enumerate(self.sessions):
            yield from self._session(number, start)
        for piece in self.story.pieces:
            begins, ends = self.sessions[piece.first], self.sessions[piece.last + 1]
            yield Moment(begins + 40 * MINUTE, partial(self._agree, piece, begins + 40 * MINUTE))
            if piece.last < len(self.sessions) - 2:
                yield Moment(ends + 39 * MINUTE, partial(self._end, piece, ends + 39 * MINUTE))
            for log in logs_of(piece, self.sessions, self.story.zone_in):
                if log.day < self.today:
                    yield Moment(log.received, partial(self._log, log))
        for number, one in enumerate(self.story.mended):
            at = held_at(self.story, self.sessions, one.week) + HOUR + 2 * MINUTE
            yield Moment(at, partial(self._mend, number, one, at))
        for aim in self.story.aims:
            for turn in aim.turns:
                at = said_at(self.story, self.sessions, turn)
                yield Moment(at, partial(self._turn, aim, turn, at))
        for writing in writings_of(self.story, self.sessions):
            yield Moment(writing.wrote, partial(self._write, writing))

    def _join(self) -> None:
        house, by = self.house, Actor("account", self.tomas.account_id)
        with house.main.write() as db:
            row = accounts.their_client(db, self.tomas, self.client)
            token = accounts.invite(house, db, row, by, self.joined - 5 * MINUTE, confirmed=True).token
            joined = join(house, db, token, None, self.story.phone, self.joined)
        assert joined is not None
        device = EnrolledDevice(self.tomas.practice_id, self.client, joined.device.id)
        key, point = house.keystore.exchange_key(self.tomas.practice_id)
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        self.phone = Phone(house, device, key, public)

    def _consent(self) -> None:
        assert self.phone is not None
        at = self.joined + MINUTE
        self.phone.send("consent", {"given": True, "version": "1"}, at.date(), at, at)

    def _plan_sessions(self) -> None:
        first = self.sessions[0]
        with self.house.main.write() as db:
            by = self._by(self.joined + 2 * MINUTE)
            self.series = meetings.plan(db, by, first.date(), self.story.at, people.ZONE, MINUTES, 1)
        for number, start in enumerate(self.sessions):
            self.named[session_name(number)] = meeting_id(self.series, start.date())

    def _session(self, number: int, start: datetime) -> Iterator[Moment]:
        """What the therapist does around one session. The next one is still to come and has not been read for."""
        if number == len(self.sessions) - 1:
            return
        if number == self.story.cancelled:
            yield Moment(start - DAY, partial(self._mark, start, "cancelled", start - DAY))
            return
        if number == self.story.moved:
            day = (start + MOVED_BY).date()
            yield Moment(start - 2 * DAY, partial(self._move, start, day, start - 2 * DAY))
            start = start + MOVED_BY
        yield Moment(start - HOUR, partial(self._read, start - HOUR))
        if number == self.story.no_show:
            yield Moment(start + 20 * MINUTE, partial(self._mark, start, "no_show", start + 20 * MINUTE))
            return
        on = self.sessions[number]
        yield Moment(start + HOUR, partial(self._mark, on, "held", start + HOUR))
        yield Moment(start + HOUR + MINUTE, partial(self._talk, start + HOUR + MINUTE))

    def _by(self, at: datetime) -> meetings.By:
        secret = self.house.config.audit_secret
        return meetings.By(self.tomas.practice_id, self.client, self.tomas.account_id, secret, at)

    def _mark(self, start: datetime, state: State, at: datetime) -> None:
        assert self.series is not None
        with self.house.main.write() as db:
            meetings.mark(db, self._by(at), self.series, start.date(), state)

    def _move(self, start: datetime, to: date, at: datetime) -> None:
        assert self.series is not None
        with self.house.main.write() as db:
            meetings.move(db, self._by(at), self.series, start.date(), to, self.story.at)

    def _read(self, at: datetime) -> None:
        open_week(self.house, self.tomas, self.client, Asked(), KINDS, at)

    def _talk(self, at: datetime) -> None:
        """What came late or was kept until now is read too; the newest two with words are talked about."""
        lately = Asked(first=(at - 14 * DAY).date().isoformat(), last=at.date().isoformat())
        open_week(self.house, self.tomas, self.client, lately, KINDS, at)
        with self.house.main.read() as db:
            read = {row.entry_id for row in receipts(db, self.tomas.practice_id, self.client)}
        for entry in [one for one in self.written if one in read][-2:]:
            talk_about(self.house, self.tomas, self.client, entry, True, at)
        self.written.clear()

    def _mend(self, number: int, one: Mended, at: datetime) -> None:
        self.named[repair_name(number)] = mend(self.house, self.tomas, self.client, one, at)

    def _turn(self, aim: Aim, turn: Turn, at: datetime) -> None:
        assert self.phone is not None
        zone, known = self.story.zone_in(turn.week), self.named.get(aim.words)
        self.named[aim.words] = take_turn(self.phone, self.tomas, aim, turn, at, zone, known)

    def _agree(self, piece: Piece, at: datetime) -> None:
        with self.house.main.write() as db:
            whose = practice.whose(db, self.house.keystore, self.tomas.practice_id, self.client)
            by = By(self.tomas.account_id, self.house.config.audit_secret, at)
            self.named[piece.what] = homework.agree(db, whose, by, card(piece, at, self.named))

    def _end(self, piece: Piece, at: datetime) -> None:
        with self.house.main.write() as db:
            whose = practice.whose(db, self.house.keystore, self.tomas.practice_id, self.client)
            by = By(self.tomas.account_id, self.house.config.audit_secret, at)
            homework.end(db, whose, by, self.named[piece.what])

    def _log(self, log: Log) -> None:
        assert self.phone is not None
        entry = self.phone.send(
            "homework",
            log.body(),
            log.day,
            log.wrote,
            log.received,
            subject=self.named[log.piece.what],
            zone=self.story.zone_in(log.week),
            share=log.share,
            bring_up=log.said.bring_up,
        )
        if log.said.words:
            self.written.append(entry)

    def _write(self, one: Writing) -> None:
        assert self.phone is not None
        subject = None if one.about is None else self.named[one.about]
        entry = self.phone.send(
            one.kind,
            one.body,
            one.day,
            one.wrote,
            one.wrote,
            zone=one.zone,
            subject=subject,
            share=one.share,
            bring_up=one.bring_up,
        )
        if one.name is not None:
            self.named[one.name] = entry
        if one.body.get("words") or one.body.get("learned"):
            self.written.append(entry)
