"""The gate before every route: deny by default. Foreign, unknown and not allowed answer alike."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app, g, render_template, request
from flask.wrappers import Response
from sqlalchemy.orm import Session

from server import clock
from server.accounts import cookies, devices, rules, security, sign_in, wipe_orders
from server.accounts.cover import readable_client
from server.accounts.models import Account, Login
from server.accounts.people import SignedIn, account_name, their_client
from server.accounts.permissions import TABLES, Permission, Side, Who
from server.entries.rules import local_day
from server.errors import NotThere, Problem
from server.web import House, house, one_of_ours

READS = ("GET", "HEAD")
EXTENSION = "throughline.practice"


class PracticeFacts(Protocol):
    """What accounts need to know of a practice, which is a room above them."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def zone(self) -> str:
        """Its IANA time zone."""

    @property
    def epoch(self) -> uuid.UUID:
        """What changes when a backup was restored."""


PracticeOf = Callable[[Session, uuid.UUID], PracticeFacts]


def guard(app: Flask, side: Side, practice_of: PracticeOf) -> None:
    """Puts the gate before all routes of one host. ``practice_of`` looks up a practice."""
    app.extensions[EXTENSION] = practice_of
    app.before_request(_phone if side == "phone" else _desk)
    if side == "phone":
        app.after_request(_renew)
    else:
        app.context_processor(lambda: {"login": g.get("login")})
    security.to_stdout()


def practice_of(db: Session, practice: uuid.UUID) -> PracticeFacts:
    """A practice's name, zone and epoch."""
    return cast(PracticeOf, current_app.extensions[EXTENSION])(db, practice)


def _permission(side: Side) -> Permission:
    permission = TABLES[side].get(request.endpoint or "")
    if permission is None:
        raise NotThere
    return permission


def _phone() -> None:
    """Lets a phone in, or raises ``Problem``: 401 ``signed_out`` or ``wipe``, 403, 404."""
    permission = _permission("phone")
    if request.method not in READS:
        one_of_ours(house().config.phone_origin)
    if permission.who is Who.ANYONE:
        return
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        # Typed into the address bar it would show a client's week beside the app's own lock.
        raise NotThere
    now, token = clock.now(), request.cookies.get(cookies.DEVICE, "")
    with house().main.read() as db:
        caller = devices.find(db, token, now) if token else None
        erased = caller is None and bool(token) and wipe_orders.waits_for(db, token, now)
    if erased:
        security.note("wipe_ordered", now)
        raise wipe_orders.order()
    if caller is None or caller.state == "signed_out":
        raise devices.signed_out()
    if caller.state == "wipe":
        security.note("wipe_ordered", now, device=caller.device.id)
        raise devices.wipe_order()
    if permission.who is Who.DEVICE and caller.state != "joined":
        raise Problem(403, "waiting", "This phone still waits to be confirmed, by you and by your therapist.")
    if permission.who not in (Who.DEVICE, Who.JOINING):
        raise NotThere
    g.caller = caller
    _contact(house(), caller, token, now)


def _contact(home: House, caller: devices.Caller, token: str, now: datetime) -> None:
    """Slides the phone's expiry and renews its token: in a transaction of its own, at most once an hour."""
    row = caller.device
    if not caller.with_old_token and not rules.contact_due(row.token_issued_at, row.joined_at, row.expires_at, now):
        return
    with home.main.write() as db:
        given = devices.contact(home, db, token, now)
    if given is None:
        raise devices.signed_out()
    g.renewed = given, rules.device_expires(row.joined_at, now) - now


def _renew(response: Response) -> Response:
    if renewed := g.pop("renewed", None):
        cookies.give_device(response, *renewed)
    return response


def _desk() -> tuple[str, int] | None:
    """Lets a login in, or raises ``Problem``: 401 at a page that exists, 404 at any other.

    A form that arrives after the login ended is answered with a page that can be loaded again: nothing typed is lost.
    """
    if request.endpoint == "static":
        return None
    now, token = clock.now(), request.cookies.get(cookies.LOGIN, "")
    with house().main.read() as db:
        found = sign_in.find(db, token, now) if token else None
        signed_in = _signed_in(*found) if found and found[0].pending_totp is None else None
        g.login, g.login_row = signed_in, found[0] if found else None
        permission = _permission("desk")
        if permission.who is Who.ANYONE:
            return None
        if permission.who is not Who.SETTING_UP and signed_in is None:
            if request.method not in READS:
                return render_template("accounts/signed_out.html"), 401
            raise Problem(401, "signed_out", "Please sign in.")
        _allow(db, permission.who, signed_in, found, now)
    if found and now >= found[0].seen_at + rules.LOGIN_NOTED:
        with house().main.write() as db:
            sign_in.seen(db, found[0], now)
    return None


def _signed_in(login: Login, account: Account) -> SignedIn:
    ring = house().keystore.ring(login.practice_id, [login.practice_id])
    name = account_name(ring, account)
    return SignedIn(login.practice_id, account.id, name, account.is_therapist, account.is_owner)


def _allow(db: Session, who: Who, login: SignedIn | None, found: tuple[Login, Account] | None, now: datetime) -> None:
    """Raises ``NotThere`` unless this login may call the route, with the client named in its path."""
    if who is Who.SETTING_UP:
        allowed = found is not None and found[0].pending_totp is not None
    elif login is None:
        allowed = False
    else:
        therapists = dict.fromkeys((Who.READER, Who.THERAPIST), login.is_therapist)
        allowed = {Who.SIGNED_IN: True, Who.OWNER: login.is_owner, **therapists}.get(who, False)
        client_id = (request.view_args or {}).get("client_id")
        if allowed and who is Who.THERAPIST and client_id is not None:
            their_client(db, login, client_id)
        elif allowed and who is Who.READER and client_id is not None:
            today = local_day(now, practice_of(db, login.practice_id).zone, "00:00")
            readable_client(db, login, client_id, today)
        elif client_id is not None:
            allowed = False
    if not allowed:
        raise NotThere
