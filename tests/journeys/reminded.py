"""A client's reminders as rows: no journey waits for a time to come."""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server import clock
from server.reminders.models import Delivery, ReminderHours, ReminderOccurrence
from tests.journeys.people import People
from tests.journeys.phone import PATIENCE_S

# Then another phone is tried; the follow-up is due; the day is over.
SOON = timedelta(minutes=16)
WHILE = timedelta(minutes=31)
LONG = timedelta(days=3)
Row = TypeVar("Row", ReminderHours, ReminderOccurrence, Delivery)


def waits(condition: Callable[[], bool]) -> None:
    """Waits for something that no screen shows. Raises ``AssertionError`` when it does not come true."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.05)


@dataclass(frozen=True)
class Reminded:
    """A client of ``people`` with homework to walk."""

    people: People
    id: uuid.UUID

    def come_due(self) -> None:
        """They had turned reminders on before that minute, and know no quiet hours; the follow-up comes soon."""
        with self._at_rest() as (_, hours):
            hours.turned_on_at = clock.now() - timedelta(hours=1)
            hours.quiet_from = hours.quiet_to
            hours.follow_up_minutes = 30

    def time_passes(self, by: timedelta) -> None:
        """All that came of their reminders is so much longer ago."""
        with self._at_rest() as (db, _):
            for one in db.scalars(self._mine(ReminderOccurrence)):
                one.due_at, one.open_until = one.due_at - by, one.open_until - by
                one.later_until = one.later_until and one.later_until - by
            for sent in db.scalars(self._mine(Delivery)):
                sent.decided_at -= by

    def sent(self) -> list[str]:
        """What went out for the walk, in order: nudge, follow_up, later."""
        return [one.nth for one in self._attempts()]

    def shown(self) -> list[bool]:
        """Which of these a phone said that it showed."""
        return [one.shown_at is not None for one in self._attempts()]

    def walk(self) -> ReminderOccurrence:
        """Today's."""
        with self._reading() as db:
            return db.scalars(self._mine(ReminderOccurrence).where(ReminderOccurrence.about == "homework")).one()

    def logged(self) -> int:
        """How many logs of theirs the server has."""
        return len(self.people.stored(self.id))

    def pressed_done(self) -> int:
        """How many *Done* the server has that were no log."""
        return len(self.people.stored(self.id, "reminder_done"))

    def _attempts(self) -> Sequence[Delivery]:
        with self._reading() as db:
            every = self._mine(Delivery).where(Delivery.nth != "test")
            return db.scalars(every.order_by(Delivery.decided_at, Delivery.id)).all()

    @contextmanager
    def _at_rest(self) -> Iterator[tuple[Session, ReminderHours]]:
        """Their rows, with nobody else at them. Afterwards whoever sends has looked, and sent what was to be sent."""
        with self.people.server.house() as house, house.main.write() as db:
            hours = db.scalars(self._mine(ReminderHours).with_for_update()).one()
            yield db, hours
            hours.next_at = clock.now()
        waits(self._was_looked_at)

    def _was_looked_at(self) -> bool:
        with self._reading() as db:
            hours = db.scalars(self._mine(ReminderHours)).one()
            return hours.lease_until is None and hours.next_at is not None and hours.next_at > clock.now()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self.people.server.house() as house, house.main.read() as db:
            yield db

    def _mine(self, table: type[Row]) -> Select[tuple[Row]]:
        return select(table).where(table.practice_id == self.people.cast.practice, table.owner_id == self.id)
