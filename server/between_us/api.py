"""The phone's view of the access log."""

from datetime import datetime

from flask import Blueprint, Response, request
from pydantic import BaseModel

from server import accounts, practice
from server.between_us import opened
from server.errors import Problem
from server.i18n import gettext as _
from server.web import answer_json, house

phone = Blueprint("between_us", __name__)


class LoggedSentence(BaseModel):
    """One line: its number, when it was, and the whole sentence in the client's own time."""

    n: int
    at: datetime
    text: str


class AccessLogReply(BaseModel):
    """One page of the log, newest first. ``more``: ask again with ``before`` = the last ``n``."""

    sentences: list[LoggedSentence]
    more: bool


@phone.get("/api/access-log")
def access_log() -> Response:
    """Who opened, printed or changed what."""
    device = accounts.the_device()
    before = _before()
    with house().main.read() as db:
        whose = practice.whose(db, house().keystore, device.practice_id, device.client_id)
        sentences, more = opened.page(db, whose, before)
    return answer_json(
        AccessLogReply(sentences=[LoggedSentence(n=one.n, at=one.at, text=one.text) for one in sentences], more=more)
    )


def _before() -> int | None:
    """The number given in the address. Raises ``Problem`` 400 when it is none."""
    text = request.args.get("before")
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Problem(400, "malformed", _("The list could not be continued from there."))
    return int(text)
