"""What every test stands on: two real databases at the newest revision, on the engine this run is for."""

import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from server.config import Config
from server.db import Database
from server.db.schema import move
from server.web.house import House, open_house
from tests import postgres

ENGINE = os.environ.get("THROUGHLINE_TEST_ENGINE", "sqlite")
NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster | None]:
    """A PostgreSQL server for this run, or nothing when the run is on SQLite."""
    if ENGINE != "postgresql":
        yield None
        return
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="session")
def templates(cluster: postgres.Cluster | None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Both databases at the newest revision and empty: each test gets copies, which is faster than migrating anew."""
    found = {}
    for tree in ("main", "keys"):
        name = f"template_{tree}"
        url = f"sqlite:///{tmp_path_factory.mktemp('template')}/{tree}.db" if cluster is None else cluster.create(name)
        database = Database(url)
        move(database, tree)  # type: ignore[arg-type]  # both names are trees
        if cluster is None:
            with database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        found[tree] = url
    return found


@pytest.fixture
def urls(cluster: postgres.Cluster | None, templates: dict[str, str]) -> Iterator[dict[str, str]]:
    """Addresses of this test's own two databases."""
    if cluster is None:
        folder = postgres.fast_folder("tl-db-")
        for tree, url in templates.items():
            shutil.copy(url.removeprefix("sqlite:///"), folder / f"{tree}.db")
        yield {tree: f"sqlite:///{folder / tree}.db" for tree in templates}
        shutil.rmtree(folder)
        return
    suffix = uuid4().hex[:12]
    yield {tree: cluster.create(f"{tree}_{suffix}", f"template_{tree}") for tree in templates}
    for tree in templates:
        cluster.drop(f"{tree}_{suffix}")


@pytest.fixture
def config(urls: dict[str, str], tmp_path: Path) -> Config:
    """A configuration as a demo on loopback has it."""
    build = tmp_path / "dist"
    (build / "assets").mkdir(parents=True)
    (build / "index.html").write_text("<!doctype html><title>Throughline</title>")
    (build / "assets" / "page-1.js").write_text("export {}")
    return Config(
        main_url=urls["main"],
        keys_url=urls["keys"],
        phone_origin="http://app.localhost:8000",
        desk_origin="http://localhost:8000",
        keks={1: secrets.token_bytes(32)},
        forms_secret=secrets.token_bytes(32),
        audit_secret=secrets.token_bytes(32),
        push_secret=secrets.token_bytes(32),
        ledger=tmp_path / "ledger.jsonl",
        phone_build=build,
        demo=True,
    )


@pytest.fixture
def house(config: Config) -> Iterator[House]:
    """An installation without anybody in it."""
    opened = open_house(config)
    yield opened
    opened.main.close()
    opened.keystore.database.close()


@pytest.fixture
def now() -> datetime:
    """A Thursday evening in November."""
    return NOW
