"""One client's reminders as tests meet them: turn them on, agree on homework, let time pass, see what is sent."""

import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from sqlalchemy import select

from server import practice
from server.app import App
from server.audit import By
from server.entries.kind import WhoseEntries
from server.homework import service
from server.homework.wire import AnySchedule, DaysSchedule, Plan
from server.reminders import configured, passing, settling
from server.reminders.answers import Answer
from server.reminders.looking import ToSend
from server.reminders.models import ReminderOccurrence
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock
from tests.push_service import Subscriber

ZONE = "Europe/London"
PEM = ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def subscription(vapid: str, name: str = "one", at: Subscriber | None = None) -> dict[str, str]:
    """What a browser gives: an address at a push service, one of the usual or this one, and keys to encrypt to."""
    if at is not None:
        keys = {"p256dh": _text(at.keys.p256dh), "auth": _text(at.keys.auth)}
        return {"endpoint": at.endpoint, **keys, "vapid": vapid}
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {
        "endpoint": f"https://updates.push.services.mozilla.com/wpush/v2/{name}",
        "p256dh": _text(point),
        "auth": _text(bytes(16)),
        "vapid": vapid,
    }


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")


def plan(schedule: AnySchedule, starts_on: str = "2026-11-02", **more: Any) -> Plan:
    """A plan card with just this schedule."""
    empty = dict.fromkeys(
        ("why", "where", "how_long", "confidence", "obstacle", "then", "therapist_does", "ends_on"), None
    )
    values = {"what": "Ride the bus", "style": "directive", "scales": True, "steps": [], **empty, **more}
    return Plan.model_validate({**values, "schedule": schedule.model_dump(), "starts_on": starts_on})


def daily(*at: str) -> DaysSchedule:
    """Every day at these times."""
    return DaysSchedule(type="days", weekdays=list(range(7)), at=list(at))


@dataclass
class Nudged:
    """Ana, her phone, and the loop. ``sent`` is all that ever went out."""

    app: App
    cast: Cast
    clock: Clock
    phone: Phone
    sent: list[ToSend] = field(default_factory=list)
    last: tuple[uuid.UUID, str, uuid.UUID | None] = (uuid.UUID(int=0), "", None)

    @property
    def vapid(self) -> str:
        """The sender's public key."""
        key = configured.public_key(self.app.house.config)
        assert key is not None
        return key

    def turn_on(
        self, zone: str = ZONE, name: str = "one", phone: Phone | None = None, at: Subscriber | None = None
    ) -> dict[str, Any]:
        """The client turned reminders on, on this phone."""
        given = {"zone": zone, "subscription": subscription(self.vapid, name, at)}
        answer = (phone or self.phone).post("/api/reminders/phone", given)
        assert answer.status_code == 200, answer.text
        reply: dict[str, Any] = answer.get_json()
        return reply

    def turn_off(self) -> None:
        """The client turned reminders off on their phone."""
        answer = self.phone.post("/api/reminders/phone", {"zone": ZONE, "subscription": None})
        assert answer.get_json()["lost"], answer.text

    def whose(self, db: Any) -> WhoseEntries:
        """Ana, with her opened keys."""
        return practice.whose(db, self.app.house.keystore, self.cast.practice, self.cast.ana)

    def agree(self, schedule: AnySchedule, **more: Any) -> uuid.UUID:
        """Homework agreed with Ana."""
        by = By(self.cast.tomas, self.app.house.config.audit_secret, self.clock.at)
        with self.app.house.main.write() as db:
            return service.agree(db, self.whose(db), by, plan(schedule, **more))

    def change(self, item: uuid.UUID, schedule: AnySchedule) -> None:
        """The plan was changed with Ana."""
        by = By(self.cast.tomas, self.app.house.config.audit_secret, self.clock.at)
        with self.app.house.main.write() as db:
            service.change(db, self.whose(db), by, item, plan(schedule))

    def passes(self, code: Any = "accepted", retry_at: datetime | None = None) -> list[ToSend]:
        """One pass of the loop now: what went out, each answered alike."""
        claimed = passing.claim(self.app.house.main, self.clock.at, moved=True)
        answers = [(one, Answer(code, code, retry_at=retry_at)) for one in claimed.sends]
        if claimed.sends:
            settling.settle(self.app.house.main, claimed, answers, self.clock.at)
        self.sent += claimed.sends
        return list(claimed.sends)

    def passes_until(self, until: datetime, every: timedelta = timedelta(minutes=1)) -> list[ToSend]:
        """Passes of the loop, a minute apart, up to this moment."""
        sent: list[ToSend] = []
        while self.clock.at + every <= until:
            self.clock.at += every
            sent += self.passes()
        return sent

    def sealed(
        self, kind: str, subject: uuid.UUID | None, body: dict[str, Any], phone: Phone | None = None, **more: Any
    ) -> dict[str, Any]:
        """An entry of today, for the outbox."""
        about = None if subject is None else str(subject)
        return (phone or self.phone).seal(envelope(self.clock.at, body, kind=kind, subject=about, **more))

    def says(self, kind: str, subject: uuid.UUID | None, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        """An entry from Ana's phone, of today, stored."""
        said = self.sealed(kind, subject, body, **more)
        reply = self.phone.sync(said)
        assert reply["results"][0]["outcome"] == "stored", reply["results"]
        self.last = (uuid.UUID(said["id"]), kind, subject)
        return reply

    def takes_back(self) -> dict[str, Any]:
        """What Ana said last, taken back."""
        id_, kind, subject = self.last
        about = None if subject is None else str(subject)
        empty = {**envelope(self.clock.at, {}, kind=kind, subject=about), "withdrawn": True, "body": None}
        return self.phone.sync(self.phone.seal(empty, id_, 2))

    def reminder(self, about: str = "homework") -> dict[str, Any]:
        """The reminder as it came down to the phone."""
        self.phone.sync()
        found = [one for one in self.phone.agreed["reminders"]["reminders"] if one["about"] == about]
        assert len(found) == 1, found
        reminder: dict[str, Any] = found[0]
        return reminder

    def occurrences(self) -> list[ReminderOccurrence]:
        """All there are, in the order of time."""
        with self.app.house.main.read() as db:
            return list(db.scalars(select(ReminderOccurrence).order_by(ReminderOccurrence.due_at)))

    def listed(self) -> list[dict[str, Any]]:
        """The delivery list, newest first."""
        answer = self.phone.browser.get(
            "/api/reminders/deliveries", base_url="http://app.localhost:8000", headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.get_json()["items"]
        return items
