"""The therapist's routes for a new client and for a client's phones."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import clock
from server.accounts import devices, invitations, qr
from server.accounts.forms import ClientForm, LostForm, Press
from server.accounts.gate import practice_of
from server.accounts.identity import the_login
from server.accounts.invitations import Invite
from server.accounts.models import Client, Device
from server.accounts.pages.blueprint import Answer, desk
from server.accounts.pages.pressed import actor, pressed
from server.accounts.people import add_client, name_of, their_client
from server.audit import Actor
from server.i18n import gettext as _
from server.web import House, dates, house

Verb = Callable[[House, Session, Device, Actor, datetime], None]
Beside = Callable[[Session, uuid.UUID, uuid.UUID, str, datetime], str]
BESIDE = "throughline.beside_phones"


def put_beside(app: Flask, line: Beside) -> None:
    """Has a room above say one line beside a client's phones: of what practice and client, on the wall of what zone."""
    app.extensions[BESIDE] = line


@dataclass(frozen=True)
class PhoneRow:
    """One phone as the page tells of it. ``check`` only while somebody has to compare it."""

    id: uuid.UUID
    title: str
    sentence: str
    check: str | None
    waiting: bool
    ended: bool
    can_be_lost: bool


@desk.route("/clients/new", methods=["GET", "POST"])
def new_client() -> Answer:
    """A new client; from there to inviting their phone, or not: paper is an equal choice."""
    login = the_login()
    with house().main.read() as db:
        zone = practice_of(db, login.practice_id).zone
    form = ClientForm(zone=zone)
    if form.validate_on_submit():
        name = (form.name.data or "").strip()
        client_id = add_client(house(), login.practice_id, login.account_id, name, form.zone.data, clock.now())
        return redirect(url_for("accounts.phone", client_id=client_id), 303)
    return render_template("accounts/new_client.html", form=form)


@desk.get("/clients/<uuid:client_id>/phone")
def phone(client_id: uuid.UUID) -> Answer:
    """The client's phones, and whether an invitation is open."""
    return _page(client_id, None)


@desk.post("/clients/<uuid:client_id>/phone/invite")
def invite(client_id: uuid.UUID) -> Answer:
    """Makes an invitation and shows it: this once, since only its hash is kept."""
    pressed()
    with house().main.write() as db:
        client = their_client(db, the_login(), client_id)
        invited = invitations.invite(house(), db, client, actor(), clock.now())
    return _page(client_id, invited)


@desk.post("/clients/<uuid:client_id>/phone/<uuid:device_id>/confirm")
def confirm(client_id: uuid.UUID, device_id: uuid.UUID) -> Answer:
    """The therapist says: that is my client's phone."""
    return _change(client_id, device_id, devices.confirm)


@desk.post("/clients/<uuid:client_id>/phone/<uuid:device_id>/revoke")
def revoke(client_id: uuid.UUID, device_id: uuid.UUID) -> Answer:
    """Not this phone (any more). What it holds stays on it."""
    return _change(client_id, device_id, devices.revoke)


@desk.route("/clients/<uuid:client_id>/phone/<uuid:device_id>/lost", methods=["GET", "POST"])
def lost(client_id: uuid.UUID, device_id: uuid.UUID) -> Answer:
    """A lost phone: said on the first page what is destroyed, confirmed on the second."""
    form, now = LostForm(), clock.now()
    second = request.method == "POST"
    if "second" in request.form and form.validate_on_submit():
        return _change(client_id, device_id, devices.lose)
    with house().main.read() as db:
        client = their_client(db, the_login(), client_id)
        device = devices.device_of(db, client, device_id)
        zone = practice_of(db, client.practice_id).zone
    name = name_of(house().keystore.ring(client.practice_id, [client.id]), client)
    if "second" not in request.form:
        form.sure.errors = []
    row = _row(device, zone, now)
    return render_template("accounts/lost.html", form=form, client_id=client_id, name=name, row=row, second=second)


def _change(client_id: uuid.UUID, device_id: uuid.UUID, verb: Verb) -> Response:
    """One press that changes one phone of this client."""
    pressed()
    with house().main.write() as db:
        client = their_client(db, the_login(), client_id)
        device = devices.device_of(db, client, device_id)
        verb(house(), db, device, actor(), clock.now())
    return redirect(url_for("accounts.phone", client_id=client_id), 303)


def _page(client_id: uuid.UUID, invited: Invite | None) -> str:
    now = clock.now()
    with house().main.read() as db:
        client = their_client(db, the_login(), client_id)
        zone = practice_of(db, client.practice_id).zone
        rows = [_row(device, zone, now) for device in devices.their_devices(db, client.practice_id, client.id)]
        still_open = invitations.open_invitation(db, client, now)
        say: Beside | None = current_app.extensions.get(BESIDE)
        beside = say(db, client.practice_id, client.id, zone, now) if say else None
    return render_template(
        "accounts/phone.html",
        form=Press(),
        client=client,
        name=_name(client),
        rows=rows,
        beside=beside,
        invited=invited,
        qr=qr.drawing(invited.link, _("QR code with the invitation")) if invited else None,
        code_until=dates.ahead(invited.code_expires_at, now, zone) if invited else None,
        open_until=dates.ahead(still_open.expires_at, now, zone) if still_open else None,
    )


def _name(client: Client) -> str:
    return name_of(house().keystore.ring(client.practice_id, [client.id]), client)


def _row(device: Device, zone: str, now: datetime) -> PhoneRow:
    state = devices.state_of(device, now)
    joined = dates.past(device.joined_at, now, zone)
    return PhoneRow(
        id=device.id,
        title=_("%(label)s, joined %(at)s") % {"label": device.label, "at": joined},
        sentence=_sentence(device, state, zone, now),
        check=device.check_digits if state == "waiting" else None,
        waiting=state == "waiting" and device.therapist_confirmed_at is None,
        ended=state in ("signed_out", "wipe"),
        can_be_lost=device.lost_at is None and device.client_confirmed_at is not None,
    )


def _sentence(device: Device, state: str, zone: str, now: datetime) -> str:
    """What is known of a phone, and what is not."""
    if device.lost_at is not None:
        lost = _("Reported lost %(at)s.") % {"at": dates.past(device.lost_at, now, zone)}
        if device.wipe_confirmed_at is None:
            waits = _("Wipe not confirmed yet: it had no contact since. A phone kept offline cannot be wiped.")
            return f"{lost} {waits}"
        done = _("Wipe confirmed %(at)s.") % {"at": dates.past(device.wipe_confirmed_at, now, zone)}
        return f"{lost} {done}"
    if device.revoked_at is not None:
        return _("Signed out %(at)s. What was on it stays on it.") % {"at": dates.past(device.revoked_at, now, zone)}
    if state == "signed_out":
        return _("Signed out: it was not used or not confirmed for too long.")
    if state == "joined":
        return _("In use. Last contact %(at)s.") % {"at": dates.past(device.last_contact_at, now, zone)}
    if device.therapist_confirmed_at is not None:
        return _("You confirmed it. Waiting for your client to confirm on the phone.")
    if device.client_confirmed_at is not None:
        return _("Your client confirmed it. Compare the number, then confirm too.")
    return _("Compare the number with the one on the phone. Both of you confirm.")
