"""The therapist's reading pages. Every kind that has a section brings it along: no clinical room is known here."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, make_response, render_template, request, url_for
from flask import redirect as to
from werkzeug.wrappers import Response

from server import accounts, clock
from server.entries.kind import Kinds
from server.summary import words
from server.summary.caseload import open_caseload
from server.summary.head import Act, Asked
from server.summary.week import WeekPage, open_week, talk_about
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
        asked = _asked("week_printed" if request.args.get("print") == "1" else "week_opened")
        return _answer("summary/week.html", _open(client_id, asked, kinds), asked)

    @desk.get("/clients/<uuid:client_id>/week/text")
    def text(client_id: uuid.UUID) -> Answer:
        """The same page as text, to take into a record of one's own."""
        asked = _asked("week_copied")
        page = _open(client_id, asked, kinds)
        if page.head.consent != "given" or page.head.wrong:
            return _to_week(client_id, request.args)
        return _answer("summary/text.html", page, asked)

    @desk.get("/clients/<uuid:client_id>/week.txt")
    def file(client_id: uuid.UUID) -> Response:
        """That text as a file. Its name tells nothing of whom it is about."""
        page = _open(client_id, _asked("week_copied"), kinds)
        answer = make_response(words.as_text(page), 422 if page.head.wrong else 200)
        answer.mimetype = "text/plain"
        answer.headers["Content-Disposition"] = f"attachment; filename=week-{page.head.period.last}.txt"
        return answer

    @desk.post("/clients/<uuid:client_id>/entries/<uuid:entry_id>/talked")
    def talked(client_id: uuid.UUID, entry_id: uuid.UUID) -> Answer:
        """*We talked about it*, or that taken back; ``asks`` when it was said among what to ask about."""
        yes = request.form.get("talked") == "yes"
        talk_about(house(), accounts.the_login(), client_id, entry_id, yes, clock.now())
        return _to_week(client_id, request.form, "asks" if request.form.get("asks") else f"e-{entry_id}")

    return desk


def _asked(act: Act) -> Asked:
    return Asked(request.args.get("from", ""), request.args.get("to", ""), act)


def _to_week(client_id: uuid.UUID, asked: Mapping[str, str], anchor: str | None = None) -> Response:
    """Off to the page itself, with the days that were asked for."""
    days = {name: asked[name] for name in ("from", "to") if asked.get(name)}
    return to(url_for("summary.week", client_id=client_id, _anchor=anchor, **days), 303)  # type: ignore[arg-type]  # "from" is no name in Python


def _open(client_id: uuid.UUID, asked: Asked, kinds: Kinds) -> WeekPage:
    return open_week(house(), accounts.the_login(), client_id, asked, kinds, clock.now())


def _answer(template: str, page: WeekPage, asked: Asked) -> Answer:
    given = {"login": accounts.the_login(), "page": page, "asked": asked, "words": words, "dates": dates}
    shown = render_template(template, **given)
    return (shown, 422) if page.head.wrong else shown
