"""The therapist's pages about one client's sessions."""

import uuid
from datetime import date, timedelta
from typing import Any

from flask import render_template, request
from sqlalchemy.orm import Session

from server import accounts, practice
from server.errors import NotThere
from server.i18n import gettext as _
from server.meetings import service, words
from server.meetings.forms import EndForm, FileForm, MoveForm, ReadingForm, RecurringForm, SingleForm, wall
from server.meetings.pages.blueprint import Answer, back, by_whom, desk
from server.meetings.rules import State
from server.practice import Room, room_of
from server.web import house

BACK = timedelta(weeks=8)
AHEAD = timedelta(weeks=8)
STATES: dict[str, State] = {"held": "held", "cancelled": "cancelled", "no_show": "no_show", "planned": "planned"}


def _day_of(text: str) -> date:
    """The day in an address. Raises ``NotThere``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotThere from None


@desk.get("/clients/<uuid:client_id>/sessions")
def sessions(client_id: uuid.UUID) -> Answer:
    """The next sessions and the past ones, and what can be added."""
    with house().main.read() as db:
        return sessions_page(db, room_of(db, client_id))


def sessions_page(db: Session, room: Room, **tried: Any) -> str:
    """The page. ``tried`` are forms that were sent and not taken, under their names: what was typed stays in them."""
    login = accounts.the_login()
    found = service.between(db, login.practice_id, room.client_id, room.by.now - BACK, room.by.now + AHEAD)
    reading = practice.reading_of(db, login.practice_id, login.account_id)
    forms: dict[str, Any] = {
        "recurring": RecurringForm(room.calendar_day, prefix="recurring", formdata=None),
        "single": SingleForm(room.calendar_day, prefix="single", formdata=None),
        "file": FileForm(prefix="file", formdata=None),
        "reading": ReadingForm(prefix="reading", formdata=None, data={"words": reading}),
        "ending": None,
    }
    running = service.running(db, login.practice_id, room.client_id, room.calendar_day)
    return render_template(
        "meetings/sessions.html",
        **forms | tried,
        login=login,
        room=room,
        words=words,
        ahead=[one for one in found if one.starts_at > room.by.now],
        past=[one for one in reversed(found) if one.starts_at <= room.by.now],
        running=[(row, EndForm(room.calendar_day, prefix=f"end-{row.id}", formdata=None)) for row in running],
    )


@desk.post("/clients/<uuid:client_id>/sessions/recurring")
def add_recurring(client_id: uuid.UUID) -> Answer:
    """Plans sessions that come again."""
    with house().main.write() as db:
        room = room_of(db, client_id)
        form = RecurringForm(room.calendar_day, prefix="recurring")
        if not form.validate():
            return sessions_page(db, room, recurring=form), 422
        on, at = wall(form.on.data, form.at.data)
        service.plan(db, by_whom(room), on, at, room.zone, form.minutes.data or 0, int(form.every_weeks.data))
    return back(client_id, _("The sessions are planned."))


@desk.post("/clients/<uuid:client_id>/sessions/single")
def add_single(client_id: uuid.UUID) -> Answer:
    """Plans one session; one in the past is entered as held."""
    with house().main.write() as db:
        room = room_of(db, client_id)
        form = SingleForm(room.calendar_day, prefix="single")
        if not form.validate():
            return sessions_page(db, room, single=form), 422
        by, (on, at) = by_whom(room), wall(form.on.data, form.at.data)
        series = service.plan(db, by, on, at, room.zone, form.minutes.data or 0)
        if service.one(db, by.practice, client_id, series, on).starts_at <= room.by.now:
            service.mark(db, by, series, on, "held")
    return back(client_id, _("The session is added."))


@desk.post("/clients/<uuid:client_id>/sessions/reading")
def reading_time(client_id: uuid.UUID) -> Answer:
    """Sets when this therapist usually reads; every client of theirs sees it."""
    login = accounts.the_login()
    with house().main.write() as db:
        room = room_of(db, client_id)
        form = ReadingForm(prefix="reading")
        if not form.validate():
            return sessions_page(db, room, reading=form), 422
        practice.put_reading(db, login.practice_id, login.account_id, form.words.data or "")
    return back(client_id, _("Your clients see when you usually read."))


@desk.get("/clients/<uuid:client_id>/sessions/<uuid:series_id>/<on>")
def session(client_id: uuid.UUID, series_id: uuid.UUID, on: str) -> Answer:
    """One session: move it, or say what became of it."""
    with house().main.read() as db:
        return _one(db, room_of(db, client_id), series_id, _day_of(on), None)


def _one(db: Session, room: Room, series_id: uuid.UUID, on: date, tried: MoveForm | None) -> str:
    login = accounts.the_login()
    found = service.one(db, login.practice_id, room.client_id, series_id, on)
    form = tried or MoveForm(
        room.calendar_day, formdata=None, data={"on": found.local.date(), "at": found.local.time()}
    )
    return render_template("meetings/session.html", login=login, room=room, words=words, one=found, form=form)


@desk.post("/clients/<uuid:client_id>/sessions/<uuid:series_id>/<on>/move")
def move(client_id: uuid.UUID, series_id: uuid.UUID, on: str) -> Answer:
    """Moves one session."""
    with house().main.write() as db:
        room, day = room_of(db, client_id), _day_of(on)
        form = MoveForm(room.calendar_day)
        if not form.validate():
            return _one(db, room, series_id, day, form), 422
        service.move(db, by_whom(room), series_id, day, *wall(form.on.data, form.at.data))
    return back(client_id, _("The session is moved."))


@desk.post("/clients/<uuid:client_id>/sessions/<uuid:series_id>/<on>/mark")
def mark(client_id: uuid.UUID, series_id: uuid.UUID, on: str) -> Answer:
    """Says what became of one session."""
    state = STATES.get(request.form.get("state", ""))
    if state is None:
        raise NotThere
    with house().main.write() as db:
        service.mark(db, by_whom(room_of(db, client_id)), series_id, _day_of(on), state)
    return back(client_id, _("Noted."))


@desk.post("/clients/<uuid:client_id>/sessions/<uuid:series_id>/end")
def end(client_id: uuid.UUID, series_id: uuid.UUID) -> Answer:
    """Ends a series."""
    with house().main.write() as db:
        room = room_of(db, client_id)
        form = EndForm(room.calendar_day, prefix=f"end-{series_id}")
        if not form.validate() or form.ends_on.data is None:
            return sessions_page(db, room, ending=(series_id, form)), 422
        service.end(db, by_whom(room), series_id, form.ends_on.data)
    return back(client_id, _("The series ends on that day."))
