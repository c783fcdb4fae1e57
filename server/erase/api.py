"""The phone's routes for erasing. Neither works without a connection: the phone alone cannot erase what others hold."""

from flask import Blueprint, Response

from server import accounts, clock
from server.accounts import codes, security
from server.accounts.wire import MOST_BYTES, Nothing
from server.erase import asking
from server.erase.wire import EraseReply, EraseRequest
from server.web import answer_json, house, json_body

phone = Blueprint("erase", __name__)


@phone.post("/api/erase")
def ask() -> Response:
    """Everything is to be erased, in seven days. A try with a wrong code is committed before the refusal."""
    now, device = clock.now(), accounts.the_device()
    wanted = json_body(EraseRequest, MOST_BYTES)
    codes.count(house(), device, now)
    with house().main.write() as db:
        at = asking.ask(house(), db, device, wanted.code, now)
    if at is None:
        raise codes.refused()
    security.note("erase_asked", now, device=device.device_id)
    return answer_json(EraseReply(at=at))


@phone.post("/api/erase/keep")
def keep() -> Response:
    """The client wants to keep everything after all."""
    json_body(Nothing, MOST_BYTES)
    now, device = clock.now(), accounts.the_device()
    with house().main.write() as db:
        asking.keep(house(), db, device, now)
    security.note("erase_taken_back", now, device=device.device_id)
    return Response(status=204)
