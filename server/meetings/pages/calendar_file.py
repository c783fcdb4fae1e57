"""Sessions from a calendar file: what was found in it, and taking over what the therapist ticks.

Nothing is remembered between the two: a tick carries the times it stands for, and is worth as much as times typed by
hand. Titles are shown once and never come back.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from flask import render_template, request

from server import accounts
from server.i18n import gettext as _
from server.meetings import acts, calendar_words, service, taking, words
from server.meetings.calendar_file import Reading, Unreadable, read
from server.meetings.forms import FileForm
from server.meetings.pages.blueprint import Answer, back, by_whom, desk
from server.meetings.pages.sessions import sessions_page
from server.practice import Room, room_of
from server.web import house

BACK = timedelta(weeks=8)
AHEAD = timedelta(weeks=26)


@desk.post("/clients/<uuid:client_id>/sessions/file")
def look(client_id: uuid.UUID) -> Answer:
    """What a calendar file holds, beside the sessions that stand here. Changes nothing."""
    login = accounts.the_login()
    with house().main.read() as db:
        room = room_of(db, client_id)
        first, last = room.by.now - BACK, room.by.now + AHEAD
        meetings = service.between(db, login.practice_id, client_id, first, last)
    form = FileForm(prefix="file")
    reading = _read(form, room, first, last)
    if reading is None:
        with house().main.read() as db:
            return sessions_page(db, room, file=form), 422
    groups = taking.group(reading.appointments, meetings, room.name, room.zone, room.by.now)
    return _page(room, reading, groups, first, last)


def _read(form: FileForm, room: Room, first: datetime, last: datetime) -> Reading | None:
    """``None`` where there is no file that can be read; ``form`` then says why."""
    if not form.validate():
        return None
    try:
        return read(form.file.data.read(), room.zone, first, last)
    except Unreadable as unreadable:
        form.refuse(calendar_words.unreadable(unreadable.why))
    return None


def _page(room: Room, reading: Reading, groups: list[taking.Group], first: datetime, last: datetime) -> str:
    likely = [one for one in groups if one.named or one.known]
    shown: dict[str, Any] = {
        "likely": likely or groups,
        "others": [one for one in groups if one not in likely] if likely else [],
        "unread": calendar_words.unread(reading, room.zone),
        "first": first.date(),
        "last": last.date(),
    }
    return render_template(
        "meetings/file.html",
        login=accounts.the_login(),
        room=room,
        words=words,
        said=calendar_words,
        value=acts.written,
        **shown,
    )


@desk.post("/clients/<uuid:client_id>/sessions/file/take")
def take(client_id: uuid.UUID) -> Answer:
    """Takes over what was ticked."""
    ticked = request.form.getlist("take")
    if not ticked:
        return back(client_id, _("Nothing was ticked, so nothing is added. Choose the file once more."))
    with house().main.write() as db:
        room = room_of(db, client_id)
        done = service.take(db, by_whom(room), acts.read_all(ticked, room.by.now), room.zone)
    return back(client_id, calendar_words.taken(done))
