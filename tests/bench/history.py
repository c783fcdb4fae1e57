"""Clients with a past: sessions, homework that changes, logs sent and read week by week, as years of use leave them."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from server import accounts, practice
from server.accounts import EnrolledDevice, SignedIn
from server.accounts.invitations import join
from server.accounts.models import Device
from server.homework import service as homework
from server.homework.wire import DaysSchedule, Plan
from server.kinds import KINDS
from server.meetings import service as meetings
from server.summary.head import Asked
from server.summary.week import open_week
from server.sync.service import synchronise
from server.sync.wire import SyncRequest
from server.web import House
from tests import cast
from tests.bench.phones import invitation, log, sealer
from tests.cast import ZONE, Sealer

WEEK, DAY, HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
SINCE_SESSION = 3 * DAY
# As a therapy goes: what is agreed changes with what was learned.
HOMEWORK_FOR = 6
AT_ONCE = 2
WORKDAYS = 5
FOREVER = timedelta(days=9999)


@dataclass
class Life:
    """One client of ``therapist`` with ``weeks`` behind them; each weekday has a log of each of ``each_day`` plans.

    Logs are sent, and read by the therapist, every ``stride`` weeks.
    """

    house: House
    therapist: SignedIn
    weeks: int
    now: datetime
    stride: int = 1
    each_day: int = AT_ONCE

    def live(self, name: str) -> uuid.UUID:
        """Makes the client; their id."""
        home, began = self.therapist.practice_id, self.session(0) - DAY
        client = accounts.add_client(self.house, home, self.therapist.account_id, name, ZONE, began)
        device = self._join(client, began)
        seal = sealer(self.house, home, client)
        consent = cast.envelope(began, {"given": True, "version": "1"}, kind="consent", subject=None)
        self._send(device, seal, [consent], began)
        with self.house.main.write() as db:
            meetings.plan(db, self._meetings(client, began), self.session(0).date(), "14:00", ZONE, 50, 1)
        running: list[uuid.UUID] = []
        for week in range(0, self.weeks + 1, self.stride):
            if week % HOMEWORK_FOR == 0:
                running = self._agree(client, running, self.session(week) + HOUR)
            self._send(device, seal, self._logs(week, running), min(self.session(week + self.stride) - DAY, self.now))
            if week + self.stride <= self.weeks:
                at = self.session(week + self.stride) - HOUR
                open_week(self.house, self.therapist, client, Asked(), KINDS, at)
        return client

    def session(self, number: int) -> datetime:
        """When a session begins; the last one of the past was three days ago."""
        day = (self.now - SINCE_SESSION - (self.weeks - number) * WEEK).date()
        return datetime.combine(day, time(14), tzinfo=self.now.tzinfo)

    def _join(self, client: uuid.UUID, at: datetime) -> EnrolledDevice:
        home = self.therapist.practice_id
        token = invitation(self.house, home, client, at)
        with self.house.main.write() as db:
            joined = join(self.house, db, token, None, "A phone", at)
            assert joined is not None
            # It would have been renewed by contact, and by a new invitation each year.
            db.get_one(Device, (home, joined.device.id)).expires_at = at + FOREVER
        return EnrolledDevice(home, client, joined.device.id)

    def _agree(self, client: uuid.UUID, running: list[uuid.UUID], at: datetime) -> list[uuid.UUID]:
        """Ends what was agreed, and agrees on as much anew."""
        with self.house.main.write() as db:
            whose = practice.whose(db, self.house.keystore, self.therapist.practice_id, client)
            by = homework.By(self.therapist.account_id, self.house.config.audit_secret, at)
            for item in running:
                homework.end(db, whose, by, item)
            return [homework.agree(db, whose, by, _plan(number, at)) for number in range(self.each_day)]

    def _logs(self, week: int, plans: list[uuid.UUID]) -> list[dict[str, Any]]:
        """The logs of the weeks from one session on, as far as these days have come."""
        evenings = [self.session(week) + day * DAY + 4 * HOUR for day in range(7 * self.stride)]
        wrote = [at for at in evenings if at <= self.now and at.weekday() < WORKDAYS]
        return [log(at, at.date(), plan, number) for number, at in enumerate(wrote) for plan in plans]

    def _send(self, device: EnrolledDevice, seal: Sealer, envelopes: list[dict[str, Any]], at: datetime) -> None:
        for first in range(0, len(envelopes), 100):
            items = [seal.seal(one) for one in envelopes[first : first + 100]]
            nothing = {"epoch": None, "cursor": None, "agreed_version": None}
            wanted = SyncRequest.model_validate({"client": device.client_id, "entries": items, **nothing})
            outcomes = {one.outcome for one in synchronise(self.house, device, wanted, KINDS, at).results}
            if outcomes != {"stored"}:
                raise RuntimeError(f"a past that cannot have been: {outcomes}")

    def _meetings(self, client: uuid.UUID, at: datetime) -> meetings.By:
        secret = self.house.config.audit_secret
        return meetings.By(self.therapist.practice_id, client, self.therapist.account_id, secret, at)


def _plan(number: int, at: datetime) -> Plan:
    """Homework for every weekday."""
    return Plan(
        what=f"Go to the shop on my own, part {number + 1}",
        why="It has been weeks since I went.",
        style="directive",
        scales=True,
        steps=[],
        where="The shop at the corner",
        how_long="10 minutes",
        confidence=6,
        obstacle="avoided",
        then="Go to the door and stand there for a minute.",
        therapist_does=None,
        schedule=DaysSchedule(type="days", weekdays=list(range(WORKDAYS)), at=["17:30"]),
        starts_on=at.date(),
        ends_on=None,
    )
