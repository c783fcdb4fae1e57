"""The blueprint all pages of this room stand on, and what they share."""

import uuid

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from server.meetings.service import By
from server.practice import Room

desk = Blueprint("meetings", __name__, template_folder="../templates")
Answer = str | Response | tuple[str, int]


def by_whom(room: Room) -> By:
    """Who changes whose sessions, from a page about this client."""
    return By(room.whose.practice, room.client_id, room.by.account, room.by.secret, room.by.now)


def back(client_id: uuid.UUID, done: str) -> Response:
    """To the client's sessions, saying what was done."""
    flash(done)
    return redirect(url_for("meetings.sessions", client_id=client_id), 303)
