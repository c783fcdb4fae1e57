"""Every revision, up and down with data, on the engine of this run."""

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Engine, MetaData, Table, func, insert, inspect, select, types

from migrations.environment import PLAIN
from server.db import Database, Moment, Sealed
from server.db.schema import Tree, config_of, is_current, move, revisions
from server.errors import Misconfigured
from server.tables import METADATA
from server.vault.models import KeysBase
from tests import postgres

TREES: dict[Tree, MetaData] = {"main": METADATA, "keys": KeysBase.metadata}
ROWS = 3
MOMENT = dt.datetime(2026, 11, 19, 18, 0, tzinfo=dt.UTC)


@pytest.fixture
def empty(cluster: postgres.Cluster | None, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    name = f"empty_{uuid.uuid4().hex[:12]}"
    database = Database(f"sqlite:///{tmp_path}/empty.db" if cluster is None else cluster.create(name))
    yield database
    database.close()
    if cluster is not None:
        cluster.drop(name)


def value(column: Any, n: int) -> Any:
    """Something that fits a column, different for each row. The same practice and client run through all tables."""
    kinds: list[tuple[type, Any]] = [
        (types.Uuid, uuid.UUID(int=n + 1)),
        (types.Boolean, n % 2 == 0),
        (types.Integer, n),
        (types.DateTime, MOMENT + dt.timedelta(days=n)),
        (types.Date, MOMENT.date()),
        (types.Time, dt.time(14, n)),
        (types.JSON, {"n": n}),
        (types.LargeBinary, bytes([1]) * (40 + n)),
        (types.String, f"text {n}"[: getattr(column.type, "length", None) or 99]),
    ]
    plain = getattr(column.type, "impl_instance", column.type)
    return next(found for kind, found in kinds if isinstance(plain, kind))


def reflected(connection: Connection) -> MetaData:
    metadata = MetaData()
    metadata.reflect(connection)
    return metadata


def fill(connection: Connection, metadata: MetaData) -> None:
    """Rows in every table, parents first."""
    for table in metadata.sorted_tables:
        if table.name != "alembic_version":
            rows = [{column.name: value(column, n) for column in typed(table).columns} for n in range(ROWS)]
            connection.execute(insert(typed(table)), rows)


def typed(table: Table) -> Table:
    """The table as the models type it, where they know it: reflection reads less than was declared."""
    for metadata in TREES.values():
        known = metadata.tables.get(table.name)
        if known is not None and set(table.columns.keys()) <= set(known.columns.keys()):
            columns = [Column(name, known.columns[name].type) for name in table.columns.keys()]  # noqa: SIM118 (not a dict)
            return Table(table.name, MetaData(), *columns)
    return table


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        tables = reflected(connection).tables.values()
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
            if table.name != "alembic_version"
        }


@pytest.mark.parametrize("tree", list(TREES))
def test_the_newest_revision_is_what_the_models_say(empty: Database, tree: Tree) -> None:
    move(empty, tree)
    assert is_current(empty, tree)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _same_type})
        assert compare_metadata(context, TREES[tree]) == []


def _same_type(_context: Any, _inspected: Any, _column: Any, found: Any, declared: Any) -> bool | None:
    """Ours are the engine's own types with rules for Python around them."""
    return False if isinstance(declared, (Moment, Sealed)) and type(declared) in PLAIN else None


def test_a_missing_column_would_be_noticed(empty: Database) -> None:
    move(empty, "keys")
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE erasure DROP COLUMN by")
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, KeysBase.metadata)


@pytest.mark.parametrize("tree", list(TREES))
def test_every_revision_goes_up_and_down_with_data_and_loses_no_row(empty: Database, tree: Tree) -> None:
    known = revisions(tree)
    move(empty, tree, known[0])
    with empty.engine.execution_options(writes=True).begin() as connection:
        fill(connection, reflected(connection))
    start = counts(empty.engine)
    assert start
    assert set(start.values()) == {ROWS}
    for revision in [*known[1:], *known[::-1][1:], "head"]:
        move(empty, tree, revision)
        now = counts(empty.engine)
        assert {name: now[name] for name in start if name in now} == {
            name: start[name] for name in start if name in now
        }
    move(empty, tree, "base")
    assert counts(empty.engine) == {}


def test_a_migration_that_would_orphan_rows_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite alone: there, foreign keys are off while tables are copied."""
    database = Database(f"sqlite:///{tmp_path}/orphans.db")
    move(database, "main")
    with database.engine.execution_options(writes=True).begin() as connection:
        fill(connection, reflected(connection))

    def orphan(config: Any, _target: str) -> None:
        config.attributes["connection"].exec_driver_sql("DELETE FROM stream")

    monkeypatch.setattr("alembic.command.upgrade", orphan)
    with pytest.raises(Misconfigured, match="without their parents"):
        move(database, "main")
    assert counts(database.engine)["stream"] == ROWS
    database.close()


@pytest.mark.parametrize("tree", list(TREES))
def test_the_files_names_say_the_order_that_the_revisions_have(tree: Tree) -> None:
    walked = [script.revision for script in ScriptDirectory.from_config(config_of(tree)).walk_revisions()]
    assert revisions(tree) == walked[::-1]


def test_an_empty_database_is_behind(empty: Database) -> None:
    assert not is_current(empty, "main")
    assert inspect(empty.engine).get_table_names() == []
