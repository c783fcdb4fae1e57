"""The client's preview, for the phone."""

from flask import Blueprint, Response

from server import accounts, clock
from server.entries.kind import Kinds
from server.summary.preview import my_week
from server.web import answer_json, house


def make_api(kinds: Kinds) -> Blueprint:
    """The blueprint, for these kinds of entry."""
    api = Blueprint("summary_phone", __name__)

    @api.get("/api/my-week")
    def preview() -> Response:
        """My week, as my therapist will see it."""
        return answer_json(my_week(house(), accounts.the_device(), kinds, clock.now()))

    return api
