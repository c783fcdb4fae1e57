"""The one route of sync."""

from flask import Blueprint, Response

from server import accounts, clock
from server.accounts import limits
from server.entries.envelope import MAX_BATCH_BYTES
from server.entries.kind import Kinds
from server.errors import Problem
from server.sync.service import synchronise
from server.sync.wire import SyncRequest
from server.web import answer_json, house, json_body


def make_api(kinds: Kinds) -> Blueprint:
    """The blueprint, for these kinds of entry."""
    api = Blueprint("sync", __name__)

    @api.post("/api/sync")
    def sync() -> Response:
        device = accounts.the_device()
        now = clock.now()
        limits.count(house(), "sync", str(device.device_id), now)
        wanted = json_body(SyncRequest, MAX_BATCH_BYTES)
        if wanted.client != device.client_id:
            raise Problem(409, "other_client", "This phone is now somebody else's here. Nothing was sent or shown.")
        return answer_json(synchronise(house(), device, wanted, kinds, now))

    return api
