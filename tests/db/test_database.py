"""The storage promises: asserted at start, and kept when two want to write."""

import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text

from server.db import Database, Moment, Sealed
from server.db import database as module
from server.errors import Misconfigured, Problem
from server.web import House

DIALECT = module.make_engine("sqlite:///unused.db").dialect


def test_a_store_without_its_pragmas_is_refused(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    database.check()

    @event.listens_for(database.engine, "checkout")
    def weaken(raw: object, *_: object) -> None:
        raw.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]  # a sqlite3 connection

    with pytest.raises(Misconfigured, match="synchronous"):
        database.check()
    database.close()


def test_another_engine_is_refused() -> None:
    with pytest.raises(Misconfigured, match="SQLite or PostgreSQL"):
        Database("mysql://somewhere/throughline")


def test_what_fails_is_undone_and_what_ends_well_is_kept(house: House) -> None:
    with house.main.write() as db:
        db.execute(text("CREATE TABLE kept (n INTEGER)"))
        db.execute(text("INSERT INTO kept VALUES (1)"))

    def write_and_stumble() -> None:
        with house.main.write() as db:
            db.execute(text("INSERT INTO kept VALUES (2)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_stumble()
    with house.main.read() as db:
        assert db.execute(text("SELECT n FROM kept")).scalars().all() == [1]


def test_a_store_that_stays_locked_says_busy_and_recovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOCK_WAIT_MS", 50)
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.write() as db:
        db.execute(text("CREATE TABLE kept (n INTEGER)"))
        with pytest.raises(Problem) as refused, database.write() as other:
            other.execute(text("INSERT INTO kept VALUES (1)"))
    assert (refused.value.status, refused.value.code) == (503, "busy")
    with database.write() as db:
        db.execute(text("INSERT INTO kept VALUES (2)"))
    database.close()


def test_what_another_process_holds_is_busy_until_it_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.write() as db:
        db.execute(text("CREATE TABLE kept (n INTEGER)"))
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with monkeypatch.context() as patch:
        patch.setattr(module, "LOCK_WAIT_MS", 50)
        with pytest.raises(Problem) as refused, database.write() as db:
            db.execute(text("INSERT INTO kept VALUES (1)"))
    assert (refused.value.status, refused.value.code) == (503, "busy")
    other.execute("COMMIT")
    with database.write() as db:
        db.execute(text("INSERT INTO kept VALUES (1)"))
        assert db.execute(text("PRAGMA busy_timeout")).scalar_one() == module.LOCK_WAIT_MS
    other.close()
    database.close()


def test_many_writers_wait_for_each_other_instead_of_failing(house: House) -> None:
    with house.main.write() as db:
        db.execute(text("CREATE TABLE counter (n INTEGER)"))
        db.execute(text("INSERT INTO counter VALUES (0)"))
    faults: list[Exception] = []

    def add() -> None:
        try:
            for _ in range(5):
                with house.main.write() as db:
                    n = db.execute(text(f"SELECT n FROM counter {_for_update(house)}")).scalar_one()
                    db.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with house.main.read() as db:
        assert db.execute(text("SELECT n FROM counter")).scalar_one() == 40


def _for_update(house: House) -> str:
    return "" if house.main.engine.dialect.name == "sqlite" else "FOR UPDATE"


def test_a_time_without_a_zone_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Moment().process_bind_param(datetime(2026, 11, 19), DIALECT)  # noqa: DTZ001 (the fault under test)


def test_unsealed_bytes_cannot_be_stored_where_sealed_ones_belong() -> None:
    for unsealed in (b"", b"words", b"\x02" * 40, b"the words themselves, plainly readable, long"):
        with pytest.raises(ValueError, match="unsealed"):
            Sealed().process_bind_param(unsealed, DIALECT)
    assert Sealed().process_bind_param(b"\x01" * 40, DIALECT) is not None
