"""The phone's routes: joining, what this phone is, confirming, signing out, and the word that a lost one is wiped."""

import uuid
from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Literal

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from server import clock
from server.accounts import cookies, devices, invitations, limits, rules, security
from server.accounts.devices import Caller
from server.accounts.gate import PracticeFacts, practice_of
from server.accounts.identity import the_caller
from server.accounts.models import Account, Client, Device
from server.accounts.people import account_name
from server.accounts.wire import (
    MOST_BYTES,
    DeviceReply,
    ExchangeKeyReply,
    JoinReply,
    JoinRequest,
    Named,
    Nothing,
    WipedRequest,
)
from server.audit import Actor
from server.errors import Problem
from server.web import answer_json, house, json_body

phone = Blueprint("accounts_phone", __name__)


@phone.post("/api/join")
def join() -> Response:
    """Uses up an invitation. A try with a wrong code is committed before the refusal."""
    now, network = clock.now(), limits.network(request.remote_addr)
    wanted = json_body(JoinRequest, MOST_BYTES)
    limits.count(house(), "join", network, now)
    if not wanted.token:
        limits.count(house(), "join_code", network, now)
    with house().main.write() as db:
        label = rules.tidy_label(wanted.label)
        joined = invitations.join(house(), db, wanted.token, wanted.code, label, now)
        reply = JoinReply.model_validate(_about(db, joined.device, now)[1]) if joined else None
    if joined is None or reply is None:
        security.note("invitation_refused", now, network=network)
        reason = "This invitation does not hold (any more). Ask your therapist to make a new one."
        raise Problem(404, "invitation", reason)
    security.note("phone_joined", now, device=joined.device.id, network=network)
    response = answer_json(reply)
    cookies.give_device(response, joined.token, joined.device.expires_at - now)
    return response


@phone.get("/api/device")
def device() -> Response:
    """What this phone is."""
    now = clock.now()
    with house().main.read() as db:
        reply = _describe(db, the_caller().device.practice_id, the_caller().device.id, now)
    return answer_json(reply)


@phone.post("/api/confirm")
def confirm() -> Response:
    """The client says: yes, that is me."""
    json_body(Nothing, MOST_BYTES)
    now = clock.now()
    with house().main.write() as db:
        row = _own(db, the_caller())
        devices.confirm(house(), db, row, Actor("client", row.client_id), now)
        reply = _describe(db, row.practice_id, row.id, now)
    return answer_json(reply)


@phone.post("/api/sign-out")
def sign_out() -> Response:
    """The client signs this phone out. What it holds is the app's to destroy."""
    json_body(Nothing, MOST_BYTES)
    now = clock.now()
    with house().main.write() as db:
        row = _own(db, the_caller())
        devices.revoke(house(), db, row, Actor("client", row.client_id), now)
    security.note("phone_signed_out", now, device=row.id)
    return _gone()


@phone.post("/api/wiped")
def wiped() -> Response:
    """A lost phone's word that it destroyed what it held. Only its id is asked for: its cookie may be gone."""
    now = clock.now()
    wanted = json_body(WipedRequest, MOST_BYTES)
    limits.count(house(), "wiped", limits.network(request.remote_addr), now)
    with house().main.write() as db:
        devices.wiped(house(), db, wanted.device, now)
    security.note("wipe_confirmed", now, device=wanted.device)
    return _gone()


def _gone() -> Response:
    response = Response(status=204)
    cookies.drop_device(response)
    return response


def _own(db: Session, caller: Caller) -> Device:
    """The calling phone's row in this transaction, locked."""
    return db.get_one(Device, (caller.device.practice_id, caller.device.id), with_for_update=True)


def _about(db: Session, row: Device, now: datetime) -> tuple[PracticeFacts, dict[str, object]]:
    """The practice, and what both replies say."""
    practice = practice_of(db, row.practice_id)
    client = db.get_one(Client, (row.practice_id, row.client_id))
    therapist = db.get_one(Account, (row.practice_id, client.therapist_id))
    ring = house().keystore.ring(row.practice_id, [row.practice_id])
    state: Literal["waiting", "joined"] = "joined" if devices.state_of(row, now) == "joined" else "waiting"
    return practice, {
        "state": state,
        "client": row.client_id,
        "device": row.id,
        "check": row.check_digits,
        "practice": Named(name=practice.name),
        "therapist": Named(name=account_name(ring, therapist)),
    }


def _describe(db: Session, practice_id: uuid.UUID, device_id: uuid.UUID, now: datetime) -> DeviceReply:
    row = db.get_one(Device, (practice_id, device_id))
    practice, about = _about(db, row, now)
    key = None
    if about["state"] == "joined":
        key_id, public = house().keystore.exchange_key(practice_id)
        key = ExchangeKeyReply(id=key_id, public=urlsafe_b64encode(public).rstrip(b"=").decode())
    return DeviceReply.model_validate({**about, "epoch": str(practice.epoch), "exchange_key": key, "server_time": now})
