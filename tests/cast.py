"""The standing cast. Ana and Ben are clients of Tomas; Olga works next door; Vera and Noa are of another practice;
Piet owns the first one and treats nobody. The others' rows are always there as noise."""

import base64
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import uuid_utils.compat
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server import accounts, practice
from server.accounts.models import Client
from server.app import App
from server.audit import Actor
from server.vault.keystore import seal_exchange
from server.web import House

PHONE_ORIGIN = "http://app.localhost:8000"
DESK_ORIGIN = "http://localhost:8000"
ZONE = "Europe/London"


@dataclass(frozen=True)
class Cast:
    """Who there is, by id."""

    practice: uuid.UUID
    tomas: uuid.UUID
    olga: uuid.UUID
    piet: uuid.UUID
    ana: uuid.UUID
    ben: uuid.UUID
    elsewhere: uuid.UUID
    vera: uuid.UUID
    noa: uuid.UUID


def assemble(house: House, now: datetime) -> Cast:
    """Everybody, in two practices."""
    here = practice.create_practice(house, "Harbour Practice", ZONE, now)
    there = practice.create_practice(house, "Hill Practice", ZONE, now)
    tomas = accounts.add_account(house, here, "tomas", "Tomas Keller", now, is_therapist=True).id
    olga = accounts.add_account(house, here, "olga", "Olga Brandt", now, is_therapist=True).id
    piet = accounts.add_account(house, here, "piet", "Piet de Boer", now, is_therapist=False, is_owner=True).id
    vera = accounts.add_account(house, there, "vera", "Vera Lindt", now, is_therapist=True).id
    ana = accounts.add_client(house, here, tomas, "Ana Horvat", ZONE, now)
    ben = accounts.add_client(house, here, tomas, "Ben Okoro", ZONE, now)
    noa = accounts.add_client(house, there, vera, "Noa Levi", ZONE, now)
    return Cast(here, tomas, olga, piet, ana, ben, there, vera, noa)


def homework_body(answer: str = "done", **more: Any) -> dict[str, Any]:
    """A homework entry's body as the phone makes it."""
    empty = {"quantity": None, "quality": None, "difficulty": None, "obstacles": [], "steps": [], "words": None}
    return {"answer": answer, **empty, **more}


def envelope(now: datetime, body: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A homework entry of today, readable before the session."""
    return {
        "kind": "homework",
        "subject": str(uuid.uuid4()),
        "share": "before",
        "bring_up": False,
        "local_date": now.date().isoformat(),
        "recorded_at": now.isoformat().replace("+00:00", "Z"),
        "zone": ZONE,
        "withdrawn": False,
        "body": homework_body() if body is None else body,
        **more,
    }


@dataclass(frozen=True)
class Sealer:
    """Seals as a phone does: to the practice's key, bound to client, id and revision."""

    client: uuid.UUID
    key: dict[str, str]

    def seal(self, content: Any, id_: uuid.UUID | None = None, revision: int = 1) -> dict[str, Any]:
        """One item for the outbox. ``content`` is an envelope, or raw bytes to send nonsense."""
        id_ = id_ or uuid_utils.compat.uuid7()
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        point = base64.urlsafe_b64decode(self.key["public"] + "==")
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        sealed = seal_exchange(public, raw, f"throughline/entry/1/{self.client}/{id_}/{revision}".encode())
        text = base64.urlsafe_b64encode(sealed).decode().rstrip("=")
        return {"id": str(id_), "revision": revision, "key": self.key["id"], "sealed": text}


@dataclass
class Phone:
    """One client's phone, speaking to the real app as a browser would."""

    app: App
    client: uuid.UUID
    browser: FlaskClient
    device: uuid.UUID
    key: dict[str, str]
    epoch: str
    cursor: int | None = 0
    agreed_version: str | None = None
    agreed: dict[str, Any] = field(default_factory=dict)

    def seal(self, content: Any, id_: uuid.UUID | None = None, revision: int = 1) -> dict[str, Any]:
        """One item for the outbox."""
        return Sealer(self.client, self.key).seal(content, id_, revision)

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        """A request as the app makes it."""
        ours = {"X-Throughline": "1", "Origin": PHONE_ORIGIN, "Sec-Fetch-Site": "same-origin", **headers}
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.browser.post(path, data=data, content_type="application/json", headers=ours, base_url=PHONE_ORIGIN)

    def send(self, items: list[dict[str, Any]], **more: Any) -> TestResponse:
        """One round trip; the reply as it is."""
        request = {
            "client": str(self.client),
            "epoch": self.epoch,
            "cursor": self.cursor,
            "agreed_version": self.agreed_version,
            "entries": items,
        }
        return self.post("/api/sync", {**request, **more})

    def sync(self, *items: dict[str, Any]) -> dict[str, Any]:
        """One round trip that must work; cursor and version are kept as the phone does."""
        answer = self.send(list(items))
        assert answer.status_code == 200, answer.text
        reply: dict[str, Any] = answer.get_json()
        self.cursor, self.agreed_version = reply["cursor"], reply["agreed_version"]
        self.agreed = reply["agreed"] or self.agreed
        return reply


def enrol(app: App, practice_id: uuid.UUID, client: uuid.UUID, now: datetime) -> Phone:
    """A phone that joined by invitation and was confirmed by both."""
    with app.house.main.write() as db:
        row = db.get_one(Client, (practice_id, client))
        invitation = accounts.invite(app.house, db, row, Actor("account", row.therapist_id), now, confirmed=True)
    browser = app.phone.test_client()
    phone = Phone(app, client, browser, uuid.uuid4(), {}, "")
    joined = phone.post("/api/join", {"token": invitation.token, "label": "Ana's phone"})
    assert joined.status_code == 200, joined.text
    confirmed = phone.post("/api/confirm", {}).get_json()
    assert confirmed["state"] == "joined", confirmed
    phone.device, phone.key, phone.epoch = uuid.UUID(confirmed["device"]), confirmed["exchange_key"], confirmed["epoch"]
    return phone
