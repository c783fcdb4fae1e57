"""One client with a stream and a key, and somebody else beside her."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from server.entries.kind import WhoseEntries
from server.entries.models import Stream
from server.entries.opening import Opened, open_entry
from server.web import House
from tests.entries.rooms import FOLLOWED, letterbox, seal

PRACTICE, ANA, BEN = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
PRIVATE = ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Desk:
    """The house, and two clients of one practice."""

    house: House
    ana: WhoseEntries
    ben: WhoseEntries

    def opened(self, content: object, now: datetime, id_: uuid.UUID | None = None, revision: int = 1) -> Opened:
        """An entry of Ana's that went through sealing and opening."""
        found = open_entry(letterbox(ANA, PRIVATE), seal(PRIVATE.public_key(), ANA, content, id_, revision), now)
        assert isinstance(found, Opened), found
        return found


@pytest.fixture
def desk(house: House, now: datetime) -> Desk:
    """A house with Ana and Ben in it."""
    FOLLOWED.seen.clear()
    for client in (ANA, BEN):
        house.keystore.create(PRACTICE, client, now)
    with house.main.write() as db:
        db.add_all([Stream(practice_id=PRACTICE, client_id=client) for client in (ANA, BEN)])
    ring = house.keystore.ring(PRACTICE, [ANA, BEN])
    ana, ben = (WhoseEntries(PRACTICE, client, ring, "Europe/London", 0, "03:00") for client in (ANA, BEN))
    return Desk(house, ana, ben)
