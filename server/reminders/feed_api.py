"""The calendar's routes: the secret address, which anybody who has it may read, and what the phone asks for."""

from collections.abc import Sequence

from flask import Blueprint, Response, request
from pydantic import BaseModel

from server import accounts, clock, practice
from server.accounts import limits
from server.accounts.wire import MOST_BYTES
from server.entries.envelope import Wire
from server.errors import NotThere
from server.reminders import feed
from server.reminders.api import whom_of
from server.reminders.known import zone_of
from server.reminders.offers import Offer
from server.reminders.phones import Whom
from server.web import answer_json, house, json_body


class CalendarRequest(Wire):
    """Whether reminders are to be had as a calendar too, under a secret address. A new one ends the one before."""

    on: bool


class CalendarReply(BaseModel):
    """Whether there is an address. ``address`` comes only with the reply that made it: it is not kept."""

    on: bool
    address: str | None


def make_calendar(standing: Sequence[Offer]) -> Blueprint:
    """The blueprint. ``standing`` is what everybody can be reminded of."""
    api = Blueprint("calendar", __name__)

    @api.get("/calendar/<token>.ics")
    def address(token: str) -> Response:
        now = clock.now()
        limits.count(house(), "calendar", limits.network(request.remote_addr), now)
        with house().main.read() as db:
            found = feed.owner_of(db, token, now)
            if found is None:
                raise NotThere
            owner, ends = found, practice.practice_of(db, found[0]).day_ends_at
            whom = Whom(*owner, None, zone_of(db, *owner), ends)
            text = feed.file_of(db, whom, standing, "feed", now)
        return _as_calendar(text)

    @api.get("/api/reminders/once.ics")
    def once() -> Response:
        device, now = accounts.the_device(), clock.now()
        limits.count(house(), "reminders", str(device.device_id), now)
        with house().main.read() as db:
            text = feed.file_of(db, whom_of(db, device), standing, "once", now)
        return _as_calendar(text)

    @api.get("/api/reminders/calendar")
    def state() -> Response:
        device, now = accounts.the_device(), clock.now()
        with house().main.read() as db:
            on = feed.is_turned_on(db, whom_of(db, device), now)
        return answer_json(CalendarReply(on=on, address=None))

    @api.post("/api/reminders/calendar")
    def ask() -> Response:
        device, now = accounts.the_device(), clock.now()
        limits.count(house(), "reminders", str(device.device_id), now)
        wanted = json_body(CalendarRequest, MOST_BYTES).on
        token = None
        with house().main.write() as db:
            whom = whom_of(db, device)
            if wanted:
                token = feed.turn_on(house(), db, whom, standing, now)
            else:
                feed.turn_off(house(), db, whom, now)
        address = None if token is None else f"{house().config.phone_origin}/calendar/{token}.ics"
        return answer_json(CalendarReply(on=wanted, address=address))

    return api


def _as_calendar(text: bytes) -> Response:
    """A neutral name: it shows among downloads. ``inline`` lets an iPhone open it as a calendar at once."""
    response = Response(text, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response
