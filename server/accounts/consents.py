"""Consents that were taken back, for the second log target."""

from collections.abc import Set
from datetime import datetime

from sqlalchemy.orm import Session

from server.accounts import ledger
from server.accounts.devices import EnrolledDevice
from server.accounts.models import Client
from server.web import House

GIVES_IT = "consent"
"""The kind of entry by which it is given and taken back."""


def note_consent(house: House, db: Session, device: EnrolledDevice, kinds: Set[str], now: datetime) -> None:
    """Appends that this client took their consent back, if they did so at ``now``, in this transaction with these
    ``kinds`` of entries.

    Before the commit: hidden once too often after a restore is safe, shown is not. Raises ``Problem`` 503.
    """
    if GIVES_IT not in kinds:
        return
    client = db.get(Client, (device.practice_id, device.client_id))
    if client is not None and client.consent_withdrawn_at == now:
        line = {"act": "consent_withdrawn", "practice": str(client.practice_id), "client": str(client.id)}
        ledger.append(house.config.ledger, {"at": now.isoformat(), **line})
