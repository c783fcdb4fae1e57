"""The act: what is erased for good, in steps that may be cut short anywhere and are taken again to the same end.

1. ``begin``: nobody can take it back or see the client any more, and their phones find an order to wipe themselves.
2. ``finish``: the second log target says so.
3. The erasure record and the end of their key, in one transaction of the key store: from here on nothing can be read.
4. All rows that are theirs, in the transaction that held their row since step 2.

Any number of processes may try at once: who holds the client's row does it, the others pass by.
"""

import logging
import uuid
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server import audit
from server.accounts import ledger, rules, wipe_orders
from server.accounts.models import Client, Device
from server.audit import Actor
from server.erase.rows import destroy
from server.web import House

log = logging.getLogger(__name__)

Whose = tuple[uuid.UUID, uuid.UUID]
"""A practice and one of its clients."""


def due(db: Session, now: datetime) -> list[Whose]:
    """Whose seven days are over, and of whom erasing was begun and cut short."""
    over = and_(Client.erase_asked_at.is_not(None), Client.erase_asked_at <= now - rules.ERASE_WAITS)
    wanted = select(Client.practice_id, Client.id).where(or_(over, Client.erase_begun_at.is_not(None)))
    return [(practice, client) for practice, client in db.execute(wanted.order_by(Client.id))]


def erase_due(house: House, now: datetime) -> int:
    """Erases everybody who is due; how many it were. One who cannot be erased now does not keep the others."""
    with house.main.read() as db:
        waiting = due(db, now)
    done = 0
    for whose in waiting:
        try:
            begin(house, whose, Actor("system"), now, only_due=True)
            done += finish(house, whose, now)
        except Exception:
            log.exception("somebody could not be erased now; it is tried again")
    return done


def begin(house: House, whose: Whose, by: Actor, now: datetime, *, only_due: bool = False) -> None:
    """Step 1. With ``only_due`` not for somebody who has taken it back meanwhile. Begun before: nothing changes."""
    with house.main.write() as db:
        # Phones before their client, as sync locks them.
        theirs = select(Device).where(Device.practice_id == whose[0], Device.client_id == whose[1])
        devices = db.scalars(theirs.order_by(Device.id).with_for_update()).all()
        client = _held(db, whose)
        if client is None or client.erase_begun_at is not None:
            return
        if only_due and (client.erase_at is None or client.erase_at > now):
            return
        client.erase_begun_at = now
        for device in devices:
            wipe_orders.leave(db, device, now)
            db.delete(device)
        audit.record(db, house.config.audit_secret, *whose, by, "erased", now)


def finish(house: House, whose: Whose, now: datetime) -> bool:
    """Steps 2 to 4; whether it was done here. Not begun, done already or just being done elsewhere: nothing changes."""
    practice, client_id = whose
    with house.main.write() as db:
        client = _held(db, whose)
        if client is None or client.erase_begun_at is None:
            return False
        line = {"at": now.isoformat(), "act": "erased", "practice": str(practice), "client": str(client_id)}
        ledger.append(house.config.ledger, line)
        house.keystore.erase(practice, client_id, "practice" if client.erase_asked_at is None else "client", now)
        db.expunge(client)
        destroy(db, practice, client_id)
    return True


def _held(db: Session, whose: Whose) -> Client | None:
    """The client's row, locked; ``None`` when it is gone or somebody else holds it."""
    mine = (Client.practice_id == whose[0], Client.id == whose[1])
    return db.scalars(select(Client).where(*mine).with_for_update(skip_locked=True)).one_or_none()
