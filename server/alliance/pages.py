"""The therapist's pages about signs: the open question of one client, and how signs are made."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from server import accounts, clock
from server.alliance import rates, service
from server.alliance.forms import AskForm, TalkedForm
from server.alliance.question import known_until
from server.alliance.repair import Repair, open_one
from server.alliance.rules import PARAMETERS
from server.alliance.told import told_now
from server.i18n import gettext as _
from server.practice import Room, room_to_read
from server.web import house

desk = Blueprint("alliance", __name__, template_folder="templates")
Answer = str | Response | tuple[str, int]


@desk.get("/signs")
def signs() -> Answer:
    """How signs worth asking about are made, and how often they mean nothing."""
    given = {"by": PARAMETERS, "rates": rates.known(), "percent": rates.percent}
    return render_template("alliance/signs.html", login=accounts.the_login(), **given)


@desk.get("/clients/<uuid:client_id>/question")
def question(client_id: uuid.UUID) -> Answer:
    """Two small forms. Nothing that the client wrote stands here: that is on the weekly page."""
    with house().main.read() as db:
        room = room_to_read(db, client_id)
        return _page(room, known=open_one(told_now(db, room.whose, room.by.now, room.readable).repairs))


@desk.post("/clients/<uuid:client_id>/question")
def ask(client_id: uuid.UUID) -> Answer:
    """Opens a question by hand, or adds to the one that is open."""
    with house().main.write() as db:
        room, form = room_to_read(db, client_id), AskForm(prefix="ask")
        if not form.validate():
            return _page(room, ask=form), 422
        service.open_by_hand(db, room.whose, room.by, form.line.data or None)
    return _back(client_id, _("It stands under “To ask about”."))


@desk.post("/clients/<uuid:client_id>/question/talked")
def talked(client_id: uuid.UUID) -> Answer:
    """*We talked about it*: closes the question as far as it was known when the page was made."""
    with house().main.write() as db:
        room, form = room_to_read(db, client_id), TalkedForm(prefix="talked")
        if not form.validate():
            return _page(room, talked=form), 422
        now = told_now(db, room.whose, room.by.now, room.readable)
        until = known_until(form.shown_at, room.by.now)
        shows = service.talk(db, room.whose, room.by, until, form.line.data or None, now.behind)
        for_both = (form.talked.data or None, form.changes.data or None)
        noted = service.note_repair(db, room.whose, room.by, *for_both, open_one(now.repairs))
    if noted:
        done = _("Noted. %(name)s reads it on the phone, and can say whether it helped.")
    else:
        done = _("Noted. %(name)s sees that you talked about it.") if shows else _("Noted. The question is closed.")
    return _back(client_id, done.replace("%(name)s", room.first_name))


def _back(client_id: uuid.UUID, done: str) -> Response:
    flash(done)
    return redirect(url_for("summary.week", client_id=client_id), 303)


def _page(room: Room, known: Repair | None = None, **tried: AskForm | TalkedForm) -> str:
    """The page; ``known`` is what was noted and still waits.

    ``tried`` is the form that was sent and not taken: what was typed stays in it.
    """
    noted = {"talked": known.talked, "changes": known.changes} if known else {}
    made = {"page_of": clock.on_the_wire(room.by.now), **noted}
    talked = TalkedForm(prefix="talked", formdata=None, data=made)
    blank = {"ask": AskForm(prefix="ask", formdata=None), "talked": talked}
    return render_template("alliance/question.html", login=accounts.the_login(), room=room, **blank | tried)
