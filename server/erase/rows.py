"""Which rows are a client's, in every room's tables, and their end."""

import uuid

from sqlalchemy import ColumnElement, Table, delete, func, select
from sqlalchemy.orm import Session

from server.accounts.models import Client
from server.audit.models import AccessHead, AccessLog
from server.tables import METADATA

# The access log stays: facts without content, under ids that stand for nobody any more. It answers for who had opened
# what; would it go along, whoever looked without a right could have the trace erased together with the client.
KEPT = frozenset({AccessLog.__tablename__, AccessHead.__tablename__})
NAMES_A_CLIENT = ("client_id", "owner_id")


def of_client(table: Table, client: uuid.UUID) -> ColumnElement[bool] | None:
    """What picks a client's rows from a table; ``None`` for a table that holds none of theirs.

    ``owner_id`` is a client or an account: their ids never meet.
    """
    if table.name == Client.__tablename__:
        return table.c.id == client
    return next((table.c[name] == client for name in NAMES_A_CLIENT if name in table.c), None)


def destroy(db: Session, practice: uuid.UUID, client: uuid.UUID) -> None:
    """Deletes all that is this client's, children first. Doing it again changes nothing."""
    for table in reversed(METADATA.sorted_tables):
        theirs = of_client(table, client)
        if theirs is not None and table.name not in KEPT:
            db.execute(delete(table).where(table.c.practice_id == practice, theirs))


def left(db: Session, practice: uuid.UUID, client: uuid.UUID) -> int:
    """How many rows of theirs there are, besides the access log."""
    found = 0
    for table in METADATA.sorted_tables:
        theirs = of_client(table, client)
        if theirs is not None and table.name not in KEPT:
            counted = select(func.count()).select_from(table).where(table.c.practice_id == practice, theirs)
            found += db.scalar(counted) or 0
    return found
