"""Many people at once, all due at the same minute, straight into the tables: for kills and for measuring."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import uuid_utils.compat
from sqlalchemy import insert

from server import practice
from server.db import Database
from server.entries.rules import local_day
from server.reminders.addresses import Address
from server.reminders.models import Delivery, PushSubscription, Reminder, ReminderHours, ReminderOccurrence
from server.reminders.offers import reminder_id
from server.reminders.phones import seal_address
from server.reminders.schedule import occurrence_id
from server.reminders.times import kept
from server.reminders.wire import OnDays
from server.web import House

ZONE = "Etc/UTC"
DAY_ENDS_AT = "03:00"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Crowd:
    """People who are all reminded every day at ``at``; each has gone through ``history`` days of that."""

    at: datetime
    history: int = 0

    def join(self, house: House, addresses: Sequence[Address]) -> list[uuid.UUID]:
        """One person for each address; they are due. Returns who they are."""
        place = practice.create_practice(house, "Crowded Practice", ZONE, self.at)
        people = [uuid_utils.compat.uuid7() for _ in addresses]
        self._rows(house.main, place, people, self._phones(house.config.push_secret, place, people, addresses))
        return people

    def _rows(self, main: Database, place: uuid.UUID, people: list[uuid.UUID], phones: list[dict[str, object]]) -> None:
        who = [{"practice_id": place, "owner_id": one} for one in people]
        usual = {
            "zone": ZONE, "quiet_from": "00:00", "quiet_to": "00:00", "most_a_day": 1, "agreed_seen": 0,
            "turned_on_at": self._began, "next_at": self.at,
        }  # fmt: skip
        with main.write() as db:
            db.execute(insert(ReminderHours), [{**one, **usual} for one in who])
            db.execute(insert(Reminder), [{**one, **self._reminder(one["owner_id"])} for one in who])
            db.execute(insert(PushSubscription), phones)
            for days in range(self.history, 0, -1):
                times = [{**one, **self._occurrence(one["owner_id"], self.at - days * DAY)} for one in who]
                db.execute(insert(ReminderOccurrence), times)
                sent = [self._delivery(one, phone["id"]) for one, phone in zip(times, phones, strict=True)]
                db.execute(insert(Delivery), sent)

    @property
    def _began(self) -> datetime:
        return self.at - self.history * DAY - timedelta(hours=1)

    def _reminder(self, owner: uuid.UUID) -> dict[str, object]:
        when = OnDays(
            type="on_days", at=[f"{self.at:%H:%M}"], weekdays=[], every=1, first=self._began.date(), last=None
        )
        return {
            "id": reminder_id(owner, "week", None), "about": "week", "subject_id": owner, "answered_by": "homework",
            "offered": kept(when), "offered_on": True, "one_tap": True, "stays": 1, "since": self._began,
        }  # fmt: skip

    def _occurrence(self, owner: uuid.UUID, due: datetime) -> dict[str, object]:
        reminder, day = reminder_id(owner, "week", None), local_day(due, ZONE, DAY_ENDS_AT)
        return {
            "id": occurrence_id(reminder, f"{day.isoformat()} {due:%H:%M}"), "reminder_id": reminder,
            "about": "week", "subject_id": owner, "day": day, "due_at": due, "open_until": due + DAY / 2,
            "ended_at": due + DAY / 2, "why": "over",
        }  # fmt: skip

    @staticmethod
    def _delivery(of: dict[str, object], phone: object) -> dict[str, object]:
        return {
            "practice_id": of["practice_id"], "owner_id": of["owner_id"], "id": uuid_utils.compat.uuid7(),
            "occurrence_id": of["id"], "subscription_id": phone, "nth": "nudge", "decided_at": of["due_at"],
            "accepted_at": of["due_at"], "code": "accepted", "tries": 1,
        }  # fmt: skip

    def _phones(
        self, secret: bytes, place: uuid.UUID, people: list[uuid.UUID], addresses: Sequence[Address]
    ) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for person, address in zip(people, addresses, strict=True):
            id_ = uuid_utils.compat.uuid7()
            sealed = seal_address(secret, place, person, id_, address)
            rows.append({
                "practice_id": place, "id": id_, "owner_id": person, "place": id_.bytes + id_.bytes,
                "address": sealed, "vapid": "k", "made_at": self._began,
            })  # fmt: skip
        return rows
