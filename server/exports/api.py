"""The one route of the client's copy."""

from flask import Blueprint, Response

from server import accounts, clock
from server.accounts.wire import MOST_BYTES
from server.entries.kind import Kinds
from server.exports.chapters import Log
from server.exports.service import export
from server.exports.wire import ExportRequest
from server.web import house, json_body


def make_api(kinds: Kinds, log: Log) -> Blueprint:
    """The blueprint, for these kinds of entry. ``log`` says the access log in sentences."""
    api = Blueprint("exports", __name__)

    @api.post("/api/export")
    def everything() -> Response:
        """Everything of mine, as one file. Its name tells nothing."""
        device, now = accounts.the_device(), clock.now()
        wanted = json_body(ExportRequest, MOST_BYTES)
        packed = export(house(), device, wanted.code, kinds, log, now)
        response = Response(packed, mimetype="application/zip")
        response.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
        return response

    return api
