"""What the demo's therapist does about something that went wrong: talks about it, and writes down what changes."""

import uuid
from datetime import datetime

from server import practice
from server.accounts import SignedIn
from server.alliance import service
from server.alliance.told import told_now
from server.audit import By
from server.demo.story import Mended
from server.web import House


def mend(house: House, tomas: SignedIn, client: uuid.UUID, one: Mended, at: datetime) -> uuid.UUID:
    """Closes the question that is open and notes what the client reads of it; the id of that."""
    with house.main.write() as db:
        whose = practice.whose(db, house.keystore, tomas.practice_id, client)
        by = By(tomas.account_id, house.config.audit_secret, at)
        service.talk(db, whose, by, at, None, told_now(db, whose, at, consents=True).behind)
        service.note_repair(db, whose, by, one.talked, one.changes, None)
        return service.repairs_of(db, whose.ring, [client])[client][-1].id
