"""The schema's revisions. Two trees, since there are two databases: ``main`` and ``keys``."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import inspect, text

from server.db.database import Database
from server.errors import Misconfigured

if TYPE_CHECKING:
    from alembic.config import Config

Tree = Literal["main", "keys"]
MIGRATIONS = Path(__file__).parents[2] / "migrations"


def config_of(tree: Tree) -> "Config":
    """Alembic's configuration of one tree."""
    from alembic.config import Config  # noqa: PLC0415 (slow to load, as below)

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS / tree))
    config.set_main_option("path_separator", "os")
    return config


def move(database: Database, tree: Tree, target: str = "head") -> None:
    """Brings one database to ``target``, up or down.

    On SQLite a table is altered by copying it. Foreign keys are off meanwhile, set outside the transaction (inside it
    the pragma does nothing, and dropping the old table would take the child rows along), and checked before the commit.
    """
    # Alembic is slow to load and a server that is up to date does not need it.
    from alembic import command  # noqa: PLC0415 (see above)

    config = config_of(tree)
    down = _is_behind(current_revision(database), target, revisions(tree))
    sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        if sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # a real sqlite3 connection
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                (command.downgrade if down else command.upgrade)(config, target)
                if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise Misconfigured("The migration would leave rows without their parents; nothing was changed.")
        finally:
            if sqlite:
                connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]  # a real sqlite3 connection


def _is_behind(current: str | None, target: str, known: list[str]) -> bool:
    """Whether ``target`` lies before ``current``."""
    if current is None or target == "head":
        return False
    return target == "base" or known.index(target) < known.index(current)


def revisions(tree: Tree) -> list[str]:
    """All revisions of one tree, oldest first: files are named by them, in the order they follow each other."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / tree / "versions").glob("[0-9]*.py"))


def is_current(database: Database, tree: Tree) -> bool:
    """Whether a database stands at the newest revision."""
    return current_revision(database) == revisions(tree)[-1]


def current_revision(database: Database) -> str | None:
    """The revision one database stands at; ``None`` when it has no schema yet."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        return found
