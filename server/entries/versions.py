"""Agreed things through all their changes."""

import json
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.entries.agreed import LABEL, AgreedThing
from server.entries.models import AgreedItem
from server.vault import Ring


def versions_of(
    db: Session, ring: Ring, clients: Iterable[uuid.UUID], kind: str
) -> dict[uuid.UUID, list[Sequence[AgreedThing]]]:
    """All versions of each agreed thing of one kind, oldest first, by client; in one query for several clients."""
    wanted = select(AgreedItem).where(
        AgreedItem.practice_id == ring.practice,
        AgreedItem.client_id.in_(list(clients)),
        AgreedItem.kind == kind,
    )
    things: dict[tuple[uuid.UUID, uuid.UUID], list[AgreedThing]] = {}
    for row in db.scalars(wanted.order_by(AgreedItem.client_id, AgreedItem.id, AgreedItem.revision)):
        body = json.loads(ring.open(row.client_id, LABEL, row.id, row.body, row.revision))
        one = AgreedThing(row.id, row.revision, row.agreed_at, row.ended_at, body)
        things.setdefault((row.client_id, row.id), []).append(one)
    found: dict[uuid.UUID, list[Sequence[AgreedThing]]] = {}
    for (client, _item), versions in things.items():
        found.setdefault(client, []).append(versions)
    return found
