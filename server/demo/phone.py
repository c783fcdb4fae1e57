"""A client's phone in the past: what it seals and sends goes through the same doors as any phone's."""

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import uuid_utils.compat
from cryptography.hazmat.primitives.asymmetric import ec

from server.accounts import EnrolledDevice
from server.clock import on_the_wire
from server.demo import people
from server.entries.envelope import SealedEntry
from server.kinds import KINDS
from server.sync.service import synchronise
from server.sync.wire import SyncRequest
from server.vault.keystore import seal_exchange
from server.web import House


@dataclass(frozen=True)
class Phone:
    """One enrolled phone, and the practice's key it seals to."""

    house: House
    device: EnrolledDevice
    key: uuid.UUID
    public: ec.EllipticCurvePublicKey

    def send(
        self,
        kind: str,
        body: dict[str, Any],
        local_date: date,
        recorded_at: datetime,
        received_at: datetime,
        *,
        zone: str = people.ZONE,
        subject: uuid.UUID | None = None,
        share: str = "before",
        bring_up: bool = False,
    ) -> uuid.UUID:
        """Writes one entry at ``recorded_at`` and sends it at ``received_at``; returns its id."""
        envelope = {
            "kind": kind,
            "subject": None if subject is None else str(subject),
            "share": share,
            "bring_up": bring_up,
            "local_date": local_date.isoformat(),
            "recorded_at": on_the_wire(recorded_at),
            "zone": zone,
            "withdrawn": False,
            "body": body,
        }
        entry = uuid_utils.compat.uuid7()
        info = f"throughline/entry/1/{self.device.client_id}/{entry}/1".encode()
        sealed = base64.urlsafe_b64encode(seal_exchange(self.public, json.dumps(envelope).encode(), info))
        item = SealedEntry(id=entry, revision=1, key=self.key, sealed=sealed.decode().rstrip("="))
        wanted = SyncRequest(client=self.device.client_id, epoch=None, cursor=None, agreed_version=None, entries=[item])
        [result] = synchronise(self.house, self.device, wanted, KINDS, received_at).results
        if result.outcome != "stored":
            raise ValueError(f"The demo wrote an entry that the server does not take: {result.code}, {result.reason}")
        return entry
