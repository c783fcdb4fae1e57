"""Phones without a screen: they seal as the app does, and send over a connection of their own."""

import base64
import json
import time
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http.client import HTTPConnection
from typing import Any

from server import accounts
from server.accounts.models import Client
from server.audit import Actor
from server.web import House
from tests import cast
from tests.cast import Sealer
from tests.journeys.server import Server

PATIENCE_S = 30
WORDS = (
    "Went to the shop at the corner on my own. My heart was racing at the door and I nearly turned round. "
    "I stayed for ten minutes, and by the till it was a little easier. I bought bread."
)


def log(wrote: datetime, day: date, subject: uuid.UUID, number: int) -> dict[str, Any]:
    """The envelope of one log of homework; every second one is the one tap alone."""
    more: dict[str, Any] = (
        {} if number % 2 else {"quantity": 7, "quality": number % 11, "difficulty": 4, "words": WORDS}
    )
    return cast.envelope(
        wrote,
        cast.homework_body(**more),
        local_date=day.isoformat(),
        subject=str(subject),
        share="when_we_meet" if number % 9 == 8 else "before",
    )


@dataclass
class WirePhone:
    """An enrolled phone on one kept connection."""

    sealer: Sealer
    epoch: str
    host: str
    cookie: str
    connection: HTTPConnection

    @property
    def client(self) -> uuid.UUID:
        """Whose phone this is."""
        return self.sealer.client

    def bodies(self, now: datetime, requests: int, entries: int, subject: uuid.UUID) -> list[bytes]:
        """Requests ready to be sent, each with ``entries`` new ones of the last weeks."""
        return [
            self.body([self.sealer.seal(self._entry(now, number, subject)) for number in range(entries)])
            for _ in range(requests)
        ]

    def body(self, items: list[dict[str, Any]]) -> bytes:
        """One request, results only, as the worker of a locked phone sends it."""
        wanted = {"client": str(self.client), "epoch": self.epoch, "cursor": None, "agreed_version": None}
        return json.dumps({**wanted, "entries": items}).encode()

    def sync(self, body: bytes) -> float:
        """Sends one request whose entries must all be stored; the seconds until the whole answer was here."""
        began = time.perf_counter()
        status, raw = self.call("POST", "/api/sync", body)
        took = time.perf_counter() - began
        outcomes = {one["outcome"] for one in json.loads(raw).get("results", [])}
        if status != 200 or outcomes != {"stored"}:
            raise RuntimeError(f"answered {status}: {raw[:300]!r}")
        return took

    def call(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        """One request as the app makes it."""
        headers = {"Host": self.host, "Cookie": self.cookie, "X-Throughline": "1", "Sec-Fetch-Site": "same-origin"}
        self.connection.request(method, path, body, {**headers, "Content-Type": "application/json"})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    @staticmethod
    def _entry(now: datetime, number: int, subject: uuid.UUID) -> dict[str, Any]:
        wrote = now - timedelta(hours=number % 500)
        return log(wrote, wrote.date(), subject, number)


def sealer(house: House, practice: uuid.UUID, client: uuid.UUID) -> Sealer:
    """Seals for this practice as this client's phone."""
    key, point = house.keystore.exchange_key(practice)
    return Sealer(client, {"id": str(key), "public": base64.urlsafe_b64encode(point).decode().rstrip("=")})


def invitation(house: House, practice: uuid.UUID, client: uuid.UUID, now: datetime) -> str:
    """The token of an invitation that needs no second yes."""
    with house.main.write() as db:
        row = db.get_one(Client, (practice, client))
        return accounts.invite(house, db, row, Actor("account", row.therapist_id), now, confirmed=True).token


def enrol(server: Server, house: House, practice: uuid.UUID, client: uuid.UUID, now: datetime) -> WirePhone:
    """A joined phone of ``client``."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    phone = WirePhone(sealer(house, practice, client), "", f"app.localhost:{server.port}", "", connection)
    headers = {"Host": phone.host, "X-Throughline": "1", "Sec-Fetch-Site": "same-origin"}
    body = json.dumps({"token": invitation(house, practice, client, now), "label": "A phone"})
    connection.request("POST", "/api/join", body, {**headers, "Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    phone.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    status, raw = phone.call("GET", "/api/device")
    if status != 200:
        raise RuntimeError(f"the phone could not join: {status} {raw[:300]!r}")
    phone.epoch = json.loads(raw)["epoch"]
    # The server ends a connection that says nothing for a while: the next request opens a new one.
    connection.close()
    return phone
