"""Runs revisions on the connection it is given. ``server.db.schema`` holds the transaction."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import MetaData

from server.db import Moment, Sealed

PLAIN = {Moment: "sa.DateTime(timezone=True)", Sealed: "sa.LargeBinary()"}


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A revision names the engine's own types, so that it stays what it was when ours change."""
    return PLAIN.get(type(item), False) if kind == "type" else False


def run(metadata: MetaData) -> None:
    """Runs one tree's revisions towards ``metadata``."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,
        render_item=plain_type,
        transaction_per_migration=False,
    )
    context.run_migrations()
