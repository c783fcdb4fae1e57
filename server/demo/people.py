"""Who lives in the demo. Clients have the same ids each time, which is also how a demo is told from a real practice."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Account, Client
from server.errors import Misconfigured
from server.practice.models import Practice

PRACTICE = "Harbour Practice"
ZONE = "Europe/London"
THERAPIST, COLLEAGUE, OWNER = ("tomas", "Tomas Keller"), ("olga", "Olga Brandt"), ("piet", "Piet Visser")
CLIENTS = (
    "Ana Horvat",
    "Ben Okoro",
    "Leila Aziz",
    "Marek Nowak",
    "Grace Lin",
    "Daniel Weiss",
    "Ifeoma Eze",
    "Sofia Marin",
)


@dataclass(frozen=True)
class Resident:
    """One client of the demo."""

    name: str
    id: uuid.UUID


def resident(name: str) -> Resident:
    """The client with this name."""
    return Resident(name, uuid.uuid5(uuid.NAMESPACE_URL, f"throughline:demo:{name}"))


def residents(db: Session) -> tuple[list[Account], list[Client]]:
    """The demo's accounts, the owner's too, and clients. Raises ``Misconfigured`` for anything else."""
    wanted = {resident(name).id for name in CLIENTS}
    clients = list(db.scalars(select(Client).where(Client.id.in_(wanted)).order_by(Client.created_at, Client.id)))
    practices = list(db.scalars(select(Practice.practice_id)))
    if {one.id for one in clients} != wanted or practices != [clients[0].practice_id]:
        raise Misconfigured("These databases belong to a real practice, not to a demo: nothing was touched.")
    accounts = list(db.scalars(select(Account).order_by(Account.created_at, Account.id)))
    return accounts, clients
