"""The therapist's reading pages. Every kind that has a section brings it along: no clinical room is known here."""

import uuid

from flask import Blueprint, render_template, request, url_for
from flask import redirect as to
from werkzeug.wrappers import Response

from server import accounts, clock
from server.accounts import SignedIn
from server.entries.kind import Kinds
from server.summary import words
from server.summary.caseload import open_caseload
from server.summary.week import Asked, open_week, talk_about
from server.web import dates, house

Answer = str | Response | tuple[str, int]


def make_desk(kinds: Kinds) -> Blueprint:
    """The pages for these kinds."""
    desk = Blueprint("summary", __name__, template_folder="templates")

    @desk.get("/")
    def caseload() -> Answer:
        """All clients, and who needs a person first."""
        login = accounts.the_login()
        if not login.is_therapist:
            return render_template("summary/owner.html", login=login)
        found = open_caseload(house(), login, kinds, clock.now())
        return render_template(
            "summary/caseload.html", login=login, place="caseload", found=found, words=words, dates=dates
        )

    @desk.get("/clients/<uuid:client_id>/week")
    def week(client_id: uuid.UUID) -> Answer:
        """One client since the last session, or the days named in ``from`` and ``to``; ``print=1`` for paper."""
        return _week(accounts.the_login(), client_id, kinds)

    @desk.post("/clients/<uuid:client_id>/entries/<uuid:entry_id>/talked")
    def talked(client_id: uuid.UUID, entry_id: uuid.UUID) -> Answer:
        """*We talked about it*, or that taken back."""
        yes = request.form.get("talked") == "yes"
        talk_about(house(), accounts.the_login(), client_id, entry_id, yes, clock.now())
        days = {name: request.form[name] for name in ("from", "to") if request.form.get(name)}
        return to(url_for("summary.week", client_id=client_id, _anchor=f"e-{entry_id}", **days), 303)  # type: ignore[arg-type]  # "from" is no name in Python

    return desk


def _week(login: SignedIn, client_id: uuid.UUID, kinds: Kinds) -> Answer:
    asked = Asked(request.args.get("from", ""), request.args.get("to", ""), request.args.get("print") == "1")
    page = open_week(house(), login, client_id, asked, kinds, clock.now())
    shown = render_template("summary/week.html", login=login, page=page, asked=asked, words=words, dates=dates)
    return (shown, 422) if page.head.wrong else shown
