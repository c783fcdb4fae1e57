"""Writes the next revision from what the models say: ``python -m migrations.revise main "what it does"``."""

import sys
import tempfile

from alembic import command

from server.db import Database
from server.db.schema import config_of, move, revisions


def main(tree: str, message: str) -> None:
    """A new file in ``migrations/<tree>/versions``, to be read and corrected by hand before it is committed."""
    assert tree in ("main", "keys")
    config = config_of(tree)  # type: ignore[arg-type]  # asserted above
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/{tree}.db")
        known = revisions(tree)  # type: ignore[arg-type]  # asserted above
        if known:
            move(database, tree)  # type: ignore[arg-type]  # asserted above
        with database.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=f"{len(known) + 1:04d}")


if __name__ == "__main__":
    main(*sys.argv[1:])
