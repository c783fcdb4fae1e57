"""The therapist's page about one client's goals: propose one, answer, put it otherwise, look at it again, end it."""

import uuid
from collections.abc import Mapping
from typing import cast, get_args

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server.goals import forms, service, words
from server.goals.forms import GoalForm
from server.goals.rules import Stance
from server.goals.told import Goal
from server.i18n import gettext as _
from server.practice import Room, room_of
from server.web import dates, house

desk = Blueprint("goals", __name__, template_folder="templates")
Answer = str | Response | tuple[str, int]


@desk.get("/clients/<uuid:client_id>/goals")
def page(client_id: uuid.UUID) -> Answer:
    """All goals of one client, by whose word is waited for."""
    with house().main.write() as db:
        return _page(db, room_of(db, client_id))


@desk.post("/clients/<uuid:client_id>/goals")
def propose(client_id: uuid.UUID) -> Answer:
    """Proposes a goal; the client says yes to it on the phone."""
    with house().main.write() as db:
        room = room_of(db, client_id)
        form = forms.sent(None, room.today)
        if not form.validate():
            return _page(db, room, {"new": form}), 422
        service.put(db, room.whose, room.by, form.goal("yes", None))
    return _back(client_id, _("Proposed. It comes down at the phone’s next contact, and waits for a yes there."))


@desk.post("/clients/<uuid:client_id>/goals/<uuid:item>")
def answer(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
    """The therapist's word on a goal, or on the client's proposal: yes, in these or other words, or that it ends."""
    with house().main.write() as db:
        room = room_of(db, client_id)
        goal = service.one_of(_read(db, room), item)
        form = forms.sent(goal, room.today)
        if form.version.data != forms.version_of(goal):
            return _page(db, room, moved=True), 422
        if not form.validate():
            return _page(db, room, {str(item): form}), 422
        says = request.form.get("says", "yes")
        stance = cast(Stance, says) if says in get_args(Stance) else "yes"
        service.put(db, room.whose, room.by, form.goal(stance, goal.put), goal)
    return _back(client_id, _("Kept. It comes down at the phone’s next contact."))


def named(db: Session, room: Room) -> Mapping[uuid.UUID, str]:
    """The goals that a plan card may name: those that nobody ended."""
    return {one.id: one.words for one in _read(db, room) if one.versions and not one.standing.is_over}


def _read(db: Session, room: Room) -> list[Goal]:
    return service.read(db, room.whose, room.by.now, room.readable)


def _back(client_id: uuid.UUID, done: str) -> Response:
    flash(done)
    return redirect(url_for("goals.page", client_id=client_id), 303)


def _page(db: Session, room: Room, tried: Mapping[str, GoalForm] | None = None, moved: bool = False) -> str:
    """The page. Opening it is written down. ``tried`` has the form that was sent and not taken."""
    room.by.record(db, room.whose.practice, room.whose.client, "goals_opened")
    goals = _read(db, room)
    kept = {str(one.id): forms.form_of(one, room.today) for one in goals}
    return render_template(
        "goals/goals.html",
        room=room,
        goals=goals,
        forms={"new": forms.blank(room.today), **kept, **(tried or {})},
        moved=moved,
        words=words,
        dates=dates,
    )
