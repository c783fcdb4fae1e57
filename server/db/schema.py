"""The schema's revisions. Two trees, since there are two databases: ``main`` and ``keys``."""

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from server.db.database import Database
from server.errors import Misconfigured

Tree = Literal["main", "keys"]
MIGRATIONS = Path(__file__).parents[2] / "migrations"


def config_of(tree: Tree) -> Config:
    """Alembic's configuration of one tree."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS / tree))
    config.set_main_option("path_separator", "os")
    return config


def move(database: Database, tree: Tree, target: str = "head") -> None:
    """Brings one database to ``target``, up or down.

    On SQLite a table is altered by copying it. Foreign keys are off meanwhile, set outside the transaction (inside it
    the pragma does nothing, and dropping the old table would take the child rows along), and checked before the commit.
    """
    config = config_of(tree)
    sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        if sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # a real sqlite3 connection
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                down = target != "head" and _is_behind(connection_revision(connection), target, config)
                (command.downgrade if down else command.upgrade)(config, target)
                if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise Misconfigured("The migration would leave rows without their parents; nothing was changed.")
        finally:
            if sqlite:
                connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]  # a real sqlite3 connection


def connection_revision(connection: object) -> str | None:
    """The revision a connection's database stands at."""
    return MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]  # typed by the callers


def _is_behind(current: str | None, target: str, config: Config) -> bool:
    """Whether ``target`` lies before ``current``."""
    if current is None:
        return False
    if target == "base":
        return True
    earlier = {script.revision for script in ScriptDirectory.from_config(config).iterate_revisions(current, "base")}
    return target != current and target in earlier


def revisions(tree: Tree) -> list[str]:
    """All revisions of one tree, oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(config_of(tree)).walk_revisions()][::-1]


def is_current(database: Database, tree: Tree) -> bool:
    """Whether a database stands at the newest revision."""
    with database.engine.connect() as connection:
        return connection_revision(connection) == revisions(tree)[-1]
