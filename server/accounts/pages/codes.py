"""The therapist's route for a code given in session."""

import uuid

from flask import render_template

from server import clock
from server.accounts import codes
from server.accounts.codes import PURPOSES
from server.accounts.gate import practice_of
from server.accounts.identity import the_login
from server.accounts.pages.blueprint import Answer, desk
from server.accounts.pages.pressed import actor, pressed
from server.accounts.people import name_of, their_client
from server.errors import NotThere
from server.web import dates, house


@desk.post("/clients/<uuid:client_id>/phone/code/<purpose>")
def give_code(client_id: uuid.UUID, purpose: str) -> Answer:
    """Makes a code for one purpose and shows it: this once, since only its hash is kept. Raises ``NotThere``."""
    if purpose not in PURPOSES:
        raise NotThere
    pressed()
    now = clock.now()
    with house().main.write() as db:
        client = their_client(db, the_login(), client_id)
        given = codes.give(house(), db, client, purpose, actor(), now)
        zone = practice_of(db, client.practice_id).zone
    return render_template(
        "accounts/code.html",
        client_id=client_id,
        name=name_of(house().keystore.ring(client.practice_id, [client.id]), client),
        given=given,
        until=dates.ahead(given.expires_at, now, zone),
    )
