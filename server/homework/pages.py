"""The therapist's page about one client's homework: agree on it together, change it, end it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import accounts, practice
from server.errors import NotThere
from server.homework import marks, service, starts, words
from server.homework.forms import PlanForm, filled_from
from server.homework.mark_form import MarkForm
from server.homework.service import Homework
from server.homework.starts import start_named
from server.homework.wire import Plan
from server.i18n import gettext as _
from server.web import dates, house

Answer = str | Response | tuple[str, int]
Named = Callable[[Session, practice.Room], Mapping[uuid.UUID, str]]


@dataclass(frozen=True)
class Room(practice.Room):
    """The goals that a plan card may name stand beside, by id."""

    goals: Mapping[uuid.UUID, str]

    def form(self, known: Homework | None = None, **rest: object) -> PlanForm:
        """The plan card. The goal that is named on it now stays among the others, also when it is over."""
        named = known.plan.goal if known else None
        goals = {named.id: named.words} | dict(self.goals) if named else self.goals
        return PlanForm(self.today, self.whose.first_weekday, self.first_name, goals, **rest)


Rooms = Callable[[Session, uuid.UUID], Room]


def make_desk(named: Named) -> Blueprint:
    """The pages; ``named`` tells the goals that a plan card may name."""
    desk = Blueprint("homework", __name__, template_folder="templates")

    def room_of(db: Session, client_id: uuid.UUID) -> Room:
        room = practice.room_of(db, client_id)
        return Room(**vars(room), goals=named(db, room))

    _agreeing(desk, room_of)
    _changing(desk, room_of)
    _marking(desk)
    return desk


def _agreeing(desk: Blueprint, room_of: Rooms) -> None:
    @desk.get("/clients/<uuid:client_id>/homework")
    def page(client_id: uuid.UUID) -> Answer:
        """What runs now, and an empty plan card; ``?template=`` begins with one of the cards."""
        with house().main.write() as db:
            room = room_of(db, client_id)
            form = room.form(formdata=None, data={"starts_on": room.today})
            form.begin(start_named(request.args.get("template", "")), start_named(""))
            return _page(db, room, form)

    @desk.post("/clients/<uuid:client_id>/homework")
    def agree(client_id: uuid.UUID) -> Answer:
        """Agrees on a new assignment; or adds a step, takes over a card, shows how it will look."""
        with house().main.write() as db:
            room = room_of(db, client_id)
            form = room.form()
            if (unfinished := _not_yet(db, room, form, None)) is not None:
                return unfinished
            item = service.agree(db, room.whose, room.by, form.plan())
        return _back(client_id, _("Agreed. It comes down at the phone’s next contact."), item)


def _changing(desk: Blueprint, room_of: Rooms) -> None:
    @desk.get("/clients/<uuid:client_id>/homework/<uuid:item>")
    def one(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
        """The plan card of a running assignment, to be changed."""
        with house().main.write() as db:
            room = room_of(db, client_id)
            known = _running(db, room, item)
            return _page(db, room, room.form(known, formdata=None, data=filled_from(known.plan)), known)

    @desk.post("/clients/<uuid:client_id>/homework/<uuid:item>")
    def change(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
        """Agrees on a change."""
        with house().main.write() as db:
            room = room_of(db, client_id)
            known = _running(db, room, item)
            form = room.form(known)
            if (unfinished := _not_yet(db, room, form, known)) is not None:
                return unfinished
            service.change(db, room.whose, room.by, item, form.plan())
        return _back(client_id, _("Changed. It comes down at the phone’s next contact."), item)

    @desk.post("/clients/<uuid:client_id>/homework/<uuid:item>/end")
    def end(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
        """Ends an assignment today."""
        with house().main.write() as db:
            room = room_of(db, client_id)
            service.end(db, room.whose, room.by, _running(db, room, item).id)
        return _back(client_id, _("Ended. What was logged stays."))


def _marking(desk: Blueprint) -> None:
    @desk.post("/clients/<uuid:client_id>/homework/<uuid:item>/mark")
    def mark(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
        """Keeps the therapist's own marks of some days, from the weekly page. Raises ``NotThere`` without consent."""
        with house().main.write() as db:
            room, form = practice.room_of(db, client_id), MarkForm()
            plan = service.one(db, room.whose, item).plan
            if not (room.readable and plan.scales and form.fits(room.today)):
                raise NotThere
            made = form.mark(item, room.by)
            marks.put(db, room.whose, room.by, made)
        flash(_("Kept as your own marks.") if made.any else _("Nothing is marked."))
        days = {"from": made.first, "to": made.last, "_anchor": f"mark-{item}"}
        return redirect(url_for("summary.week", client_id=client_id, **days), 303)  # type: ignore[arg-type]  # "from" is no name in Python


def _back(client_id: uuid.UUID, done: str, shown: uuid.UUID | None = None) -> Response:
    flash(done)
    return redirect(url_for("homework.page", client_id=client_id, shown=shown), 303)


def _running(db: Session, room: Room, item: uuid.UUID) -> Homework:
    known = service.one(db, room.whose, item)
    if known.ended_at is not None:
        raise NotThere
    return known


def _not_yet(db: Session, room: Room, form: PlanForm, known: Homework | None) -> Answer | None:
    """The page again, for every press but the last; what was typed stays. ``None`` when all is ready to be kept."""
    if "add" in request.form:
        form.add_step()
        return _page(db, room, form, known)
    if "template" in request.form:
        form.begin(start_named(request.form["template"]), start_named(form.start.data or ""))
        return _page(db, room, form, known)
    if not form.validate():
        return _page(db, room, form, known), 422
    return _page(db, room, form, known, form.plan()) if "look" in request.form else None


def _page(db: Session, room: Room, form: PlanForm, changing: Homework | None = None, look: Plan | None = None) -> str:
    """The page. Opening it is written down: what both agreed is about the client."""
    service.opened(db, room.whose, room.by)
    every = service.all_of(db, room.whose)
    shown = next((one.plan for one in every if str(one.id) == request.args.get("shown")), None)
    return render_template(
        "homework/homework.html",
        room=room,
        form=form,
        changing=changing,
        look=look or (changing.plan if changing else shown),
        looked=look is not None,
        running=[one for one in every if one.ended_at is None],
        ended=[one for one in reversed(every) if one.ended_at is not None],
        starts=starts.starts(),
        style=starts.style_name(form.style.data) if form.style.data in starts.STYLES else "",
        words=words,
        dates=dates,
        contact=_contact(db, room),
    )


def _contact(db: Session, room: Room) -> datetime | None:
    """When one of the client's phones was last heard of; ``None`` when none has joined."""
    phones = accounts.their_devices(db, room.whose.practice, room.client_id)
    joined = (
        one for one in phones if one.revoked_at is None and one.therapist_confirmed_at and one.client_confirmed_at
    )
    return max((one.last_contact_at for one in joined), default=None)
