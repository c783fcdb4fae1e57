"""The phone's routes of reminders: where pushes go, what was shown there, a test, and the delivery list."""

from collections.abc import Sequence

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from server import accounts, audit, clock, practice
from server.accounts import limits
from server.accounts.devices import EnrolledDevice
from server.accounts.wire import MOST_BYTES, Nothing
from server.audit import Act, Actor
from server.errors import Problem
from server.i18n import gettext as _
from server.reminders import configured, listing, offers, phones
from server.reminders.addresses import Address, BadAddress
from server.reminders.known import zone_of
from server.reminders.offers import Offer
from server.reminders.phones import Whom
from server.reminders.wire import PushAddress, ReminderPhoneReply, ReminderPhoneRequest, SeenRequest, TestReply
from server.web import answer_json, house, json_body


def make_api(standing: Sequence[Offer]) -> Blueprint:
    """The blueprint. ``standing`` is what everybody can be reminded of from the day they ask for reminders."""
    api = Blueprint("reminders", __name__)

    @api.post("/api/reminders/phone")
    def phone() -> Response:
        device, now = accounts.the_device(), clock.now()
        limits.count(house(), "reminders", str(device.device_id), now)
        given = json_body(ReminderPhoneRequest, MOST_BYTES)
        push_key = configured.public_key(house().config)
        lost = False
        with house().main.write() as db:
            whom = whom_of(db, device)
            phones.here(db, whom, given.zone, now)
            before = phones.takes_pushes(db, whom)
            if given.subscription is None or push_key is None:
                lost = phones.let_go(db, whom, now)
            elif given.subscription.vapid == push_key:
                address = _usable(given.subscription)
                lost = not phones.keep(db, house().config.push_secret, whom, address, push_key, now)
                for one in standing:
                    offers.offer(db, whom.practice, whom.owner, given.zone, one, now)
            kept = phones.takes_pushes(db, whom)
            if kept != before:
                act: Act = "reminders_on" if kept else "reminders_off"
                who, facts = Actor("client", device.client_id), {"device": str(device.device_id)}
                audit.record(
                    db, house().config.audit_secret, device.practice_id, device.client_id, who, act, now, facts
                )
        return answer_json(ReminderPhoneReply(kept=kept, lost=lost, push_key=push_key))

    @api.post("/api/reminders/seen")
    def seen() -> Response:
        device, now = accounts.the_device(), clock.now()
        limits.count(house(), "reminders", str(device.device_id), now)
        given = json_body(SeenRequest, MOST_BYTES)
        with house().main.write() as db:
            phones.seen(db, whom_of(db, device), given.occurrence, given.what, now)
        return Response(status=204)

    @api.post("/api/reminders/test")
    def test() -> Response:
        device, now = accounts.the_device(), clock.now()
        json_body(Nothing, MOST_BYTES)
        with house().main.write() as db:
            occurrence = phones.test(db, whom_of(db, device), now)
        if occurrence is None:
            raise Problem(429, "slow_down", _("That were many tests. Please wait an hour and try again."), 3600)
        return answer_json(TestReply(occurrence=occurrence))

    @api.get("/api/reminders/deliveries")
    def deliveries() -> Response:
        device, now = accounts.the_device(), clock.now()
        with house().main.read() as db:
            found = listing.deliveries(db, whom_of(db, device), now)
        return answer_json(found)

    return api


def _usable(given: PushAddress) -> Address:
    """Raises ``Problem`` 400 for an address that nothing can or may be sent to."""
    try:
        return phones.usable(given, configured.allowed(house().config))
    except BadAddress as error:
        reason = _("This phone gave an address for reminders that the server cannot use.")
        raise Problem(400, "push_address", reason) from error


def whom_of(db: Session, device: EnrolledDevice) -> Whom:
    """The client on this phone."""
    ends = practice.practice_of(db, device.practice_id).day_ends_at
    zone = zone_of(db, device.practice_id, device.client_id)
    return Whom(device.practice_id, device.client_id, device.device_id, zone, ends)
