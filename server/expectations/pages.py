"""The therapist's page about one client's expectations: ladders to offer, both views of the therapy, both ratings."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from server import practice
from server.entries.kind import Kinds
from server.expectations import reading, service, starts, words
from server.expectations.forms import LadderForm, RatingForm, ViewForm, filled_from
from server.expectations.service import Offered
from server.expectations.starts import start_named
from server.i18n import gettext as _
from server.web import dates, house

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Room(practice.Room):
    """What else was agreed with this client stands beside, by id: an expectation may be about it."""

    called: Mapping[uuid.UUID, str]


def make_desk(kinds: Kinds) -> Blueprint:
    """The pages; ``kinds`` tell what an expectation may be about."""
    desk = Blueprint("expectations", __name__, template_folder="templates")
    _offering(desk, kinds)
    _changing(desk, kinds)
    _own_part(desk, kinds)
    return desk


def _offering(desk: Blueprint, kinds: Kinds) -> None:
    @desk.get("/clients/<uuid:client_id>/expectations")
    def page(client_id: uuid.UUID) -> Answer:
        """What is on offer, and an empty ladder; ``?template=`` begins with one of the ready ones."""
        with house().main.write() as db:
            room = _room(db, kinds, client_id)
            form = LadderForm(room.today, room.called, formdata=None)
            form.begin(start_named(request.args.get("template", "")), start_named(""))
            return _page(db, room, form)

    @desk.post("/clients/<uuid:client_id>/expectations")
    def offer(client_id: uuid.UUID) -> Answer:
        """Offers a ladder, or takes over a ready one."""
        with house().main.write() as db:
            room = _room(db, kinds, client_id)
            form = LadderForm(room.today, room.called)
            if "template" in request.form:
                form.begin(start_named(request.form["template"]), start_named(form.begun_from.data or ""))
                return _page(db, room, form)
            if not form.validate():
                return _page(db, room, form), 422
            if service.offer(db, room.whose, room.by, form.ladder()) is None:
                return _page(db, room, form, full=True), 422
        return _back(client_id, _("Offered. It comes down at the phone’s next contact."))


def _changing(desk: Blueprint, kinds: Kinds) -> None:
    @desk.get("/clients/<uuid:client_id>/expectations/ladders/<uuid:item>")
    def one(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
        """A ladder on offer, to be changed."""
        with house().main.write() as db:
            room = _room(db, kinds, client_id)
            known = service.running(db, room.whose, item)
            form = LadderForm(room.today, _called(room, known), formdata=None, data=filled_from(known.ladder))
            return _page(db, room, form, known)

    @desk.post("/clients/<uuid:client_id>/expectations/ladders/<uuid:item>")
    def change(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
        """Changes a ladder on offer."""
        with house().main.write() as db:
            room = _room(db, kinds, client_id)
            known = service.running(db, room.whose, item)
            form = LadderForm(room.today, _called(room, known))
            if not form.validate():
                return _page(db, room, form, known), 422
            service.change(db, room.whose, room.by, item, form.ladder())
        return _back(client_id, _("Changed. What was picked before stays as it was picked."))

    @desk.post("/clients/<uuid:client_id>/expectations/ladders/<uuid:item>/end")
    def end(client_id: uuid.UUID, item: uuid.UUID) -> Answer:
        """Offers a ladder no longer."""
        with house().main.write() as db:
            room = _room(db, kinds, client_id)
            service.end(db, room.whose, room.by, item)
        return _back(client_id, _("No longer offered. What was picked from it stays."))


def _own_part(desk: Blueprint, kinds: Kinds) -> None:
    @desk.post("/clients/<uuid:client_id>/expectations/therapy")
    def view(client_id: uuid.UUID) -> Answer:
        """Writes down what the therapist expects of the therapy."""
        with house().main.write() as db:
            room = _room(db, kinds, client_id)
            form = ViewForm(prefix="view-")
            if not form.validate():
                return _page(db, room, LadderForm(room.today, room.called, formdata=None), view=form), 422
            service.put_view(db, room.whose, room.by, form.view())
        return _back(client_id, _("Kept. {name} sees it too.").format(name=room.first_name), "therapy")

    @desk.post("/clients/<uuid:client_id>/expectations/<uuid:entry>/rating")
    def rate(client_id: uuid.UUID, entry: uuid.UUID) -> Answer:
        """Keeps the level that the therapist sees reached, or takes it back."""
        with house().main.write() as db:
            room = _room(db, kinds, client_id)
            form = RatingForm(prefix=f"{entry}-")
            if not room.readable or not form.validate():
                return _page(db, room, LadderForm(room.today, room.called, formdata=None)), 422
            expected = reading.one_of(db, room.whose, room.by, entry)
            service.rate(db, room.whose, room.by, expected.entry, int(form.level.data) if form.level.data else None)
        return _back(client_id, _("Kept beside what {name} says.").format(name=room.first_name), f"e-{entry}")


def _room(db: Session, kinds: Kinds, client_id: uuid.UUID) -> Room:
    """Raises ``NotThere`` when this is not the therapist's own client."""
    room = practice.room_of(db, client_id)
    called = {id_: name for kind in kinds.values() for id_, name in kind.called(db, room.whose).items()}
    return Room(**vars(room), called=called)


def _called(room: Room, known: Offered) -> Mapping[uuid.UUID, str]:
    """What a ladder on offer may be about: what it is about now stays among it, also when that has ended."""
    subject = known.ladder.subject
    if subject is None or subject in room.called:
        return room.called
    return {**room.called, subject: _("Something that has ended")}


def _back(client_id: uuid.UUID, done: str, anchor: str | None = None) -> Response:
    flash(done)
    return redirect(url_for("expectations.page", client_id=client_id, _anchor=anchor), 303)


def _page(db: Session, room: Room, form: LadderForm, changing: Offered | None = None, **more: Any) -> str:
    """The page. Opening it is written down: what a client expects is theirs."""
    room.by.record(db, room.whose.practice, room.whose.client, "expectations_opened")
    beside = reading.read(db, room.whose, room.by) if room.readable and not changing else []
    kept = service.view_of(db, room.whose)
    view = more.pop("view", None) or ViewForm(
        formdata=None, prefix="view-", data=kept.body.model_dump() if kept else {}
    )
    return render_template(
        "expectations/expectations.html",
        room=room,
        form=form,
        changing=changing,
        offered=service.offered(db, room.whose),
        most=service.MOST_OFFERED,
        starts=starts.starts(),
        view=view,
        viewed=kept,
        beside=beside,
        ratings={one.one.entry.id: _rating(one) for one in beside},
        t_says=reading.score([one.one.review.body.level if one.one.review else None for one in beside]),
        t_seen=reading.score([one.theirs for one in beside]),
        words=words,
        dates=dates,
        **more,
    )


def _rating(one: reading.Beside) -> RatingForm:
    level = "" if one.theirs is None else str(one.theirs)
    return RatingForm(formdata=None, prefix=f"{one.one.entry.id}-", data={"level": level})
