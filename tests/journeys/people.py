"""Who lives in a journey's server, and what they agreed before it begins: all that a journey needs but is not about."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select

from server import accounts, clock, practice
from server.accounts.models import Client, Limit
from server.audit import Actor
from server.entries.models import Entry
from server.entries.rules import local_day
from server.homework import service as homework
from server.homework.wire import Plan
from server.meetings import service as meetings
from server.web import House
from tests import cast
from tests.journeys.server import Server

EVERY_DAY = {"type": "days", "weekdays": list(range(7)), "at": ["17:30"]}
THREE_A_WEEK = {"type": "times_a_week", "times": 3}
WALK = "Walk round the block"
BREATHE = "Breathe slowly"
TOMAS = "Tomas Keller"


@dataclass(frozen=True)
class Home:
    """A practice and one of its therapists."""

    practice: uuid.UUID
    therapist: uuid.UUID


class People:
    """The standing cast of ``tests.cast`` in ``server``, with verbs of the rooms below the screens."""

    def __init__(self, server: Server) -> None:
        self.server = server
        with server.house() as house:
            self.cast = cast.assemble(house, clock.now())

    def client(self, name: str) -> uuid.UUID:
        """A new client of Tomas."""
        with self.server.house() as house:
            return accounts.add_client(house, self.cast.practice, self.cast.tomas, name, cast.ZONE, clock.now())

    def invitation(self, client: uuid.UUID) -> str:
        """A link that joins a phone which Tomas has confirmed beforehand."""
        with self.server.house() as house, house.main.write() as db:
            row = db.get_one(Client, (self.cast.practice, client))
            by = Actor("account", self.cast.tomas)
            # All journeys call from one address: what others did there counts for none of them.
            db.execute(delete(Limit))
            return accounts.invite(house, db, row, by, clock.now(), confirmed=True).link

    def way_in(self) -> str:
        """A link by which Tomas signs in without his authenticator."""
        with self.server.house() as house, house.main.write() as db:
            token = accounts.new_link(db, self.cast.practice, self.cast.tomas, clock.now())
        return f"{self.server.desk}/sign-in/link/{token}"

    def agree(self, client: uuid.UUID, what: str, schedule: dict[str, Any], **more: Any) -> uuid.UUID:
        """Homework that began a week ago, so that yesterday can be logged."""
        return agree(self.server, Home(self.cast.practice, self.cast.tomas), client, what, schedule, **more)

    def meet(self, client: uuid.UUID, first_on: date, every_weeks: int | None = None) -> None:
        """Sessions with Tomas at two in the afternoon."""
        meet(self.server, Home(self.cast.practice, self.cast.tomas), client, first_on, every_weeks)

    def stored(self, client: uuid.UUID, kind: str = "homework") -> list[tuple[str, int]]:
        """Id and revision of every row the server holds of this client's entries, in the order of arrival."""
        with self.server.house() as house:
            return _stored(house, self.cast.practice, client, kind)


def agree(server: Server, home: Home, client: uuid.UUID, what: str, schedule: dict[str, Any], **more: Any) -> uuid.UUID:
    """Homework that began a week ago, with a plan card that is empty but for ``more``."""
    empty = dict.fromkeys(("why", "where", "how_long", "confidence", "obstacle", "then", "therapist_does", "ends_on"))
    began = clock.now() - timedelta(days=7)
    fixed = {"style": "directive", "scales": True, "steps": [], "starts_on": local_day(began, cast.ZONE, "03:00")}
    plan = Plan.model_validate({**empty, **fixed, "what": what, "schedule": schedule, **more})
    with server.house() as house, house.main.write() as db:
        whose = practice.whose(db, house.keystore, home.practice, client)
        return homework.agree(db, whose, homework.By(home.therapist, house.config.audit_secret, began), plan)


def meet(server: Server, home: Home, client: uuid.UUID, first_on: date, every_weeks: int | None = None) -> None:
    """Sessions of 50 minutes at two in the afternoon, where the client lives."""
    with server.house() as house, house.main.write() as db:
        by = meetings.By(home.practice, client, home.therapist, house.config.audit_secret, clock.now())
        meetings.plan(db, by, first_on, "14:00", cast.ZONE, 50, every_weeks)


def _stored(house: House, home: uuid.UUID, client: uuid.UUID, kind: str) -> list[tuple[str, int]]:
    wanted = select(Entry).where(Entry.practice_id == home, Entry.client_id == client, Entry.kind == kind)
    with house.main.read() as db:
        return [(str(row.id), row.revision) for row in db.scalars(wanted.order_by(Entry.seq))]
