"""One database: its engine and its two kinds of transaction."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from server.errors import Misconfigured, Problem

log = logging.getLogger(__name__)

LOCK_WAIT_MS = 20_000
ASKED_AGAIN_MS = 3

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": LOCK_WAIT_MS,
}


def _prepare_sqlite(raw: Any, _: ConnectionPoolEntry) -> None:
    """Every connection gets the pragmas, and the driver is kept from opening transactions by itself."""
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA busy_timeout={LOCK_WAIT_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes the lock at once: upgrading a read fails under load."""
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    raw = connection.connection.dbapi_connection
    if raw is None or not _took_the_lock(raw):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _took_the_lock(raw: Any) -> bool:
    """Asks for the lock of another process again and again, for most of the time there is.

    SQLite's own wait sleeps longer with every try, up to 100 ms, while those who came later take the lock.
    """
    raw.execute(f"PRAGMA busy_timeout={ASKED_AGAIN_MS}")
    try:
        for _ in range(LOCK_WAIT_MS // ASKED_AGAIN_MS):
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    return False
            else:
                return True
        return False
    finally:
        raw.execute(f"PRAGMA busy_timeout={LOCK_WAIT_MS}")


def make_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL, which never quotes values. Raises ``Misconfigured`` for anything else."""
    backend = make_url(url).get_backend_name()
    if backend == "postgresql":
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True)
    if backend != "sqlite":
        raise Misconfigured(f"Throughline stores in SQLite or PostgreSQL, not in {backend}.")
    here = {"check_same_thread": False}
    engine = create_engine(url, connect_args=here, pool_size=10, max_overflow=20, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def _busy_is_a_problem() -> Iterator[None]:
    """Locked for too long, disk full, connection gone: a person can only try again, and is told so."""
    try:
        yield
    except OperationalError as error:
        log.error("database: %s", type(error.orig).__name__)
        raise _busy() from error


def _busy() -> Problem:
    return Problem(503, "busy", "The server is busy. Nothing was lost: try again in a moment.", 5)


class Database:
    """``read()`` and ``write()`` give a ``db`` (SQLAlchemy session); the commit is done when the block ends.

    A reply is made only after the block. A busy or full store raises ``Problem`` 503: nothing was kept, try again.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self._writing = self.engine.execution_options(writes=True)
        # SQLite has one writer at a time: threads of one process wait for each other here, where who waits is woken.
        self._turn = Lock() if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one state and changes nothing."""
        with _busy_is_a_problem(), Session(self.engine, expire_on_commit=False) as db, db.begin():
            yield db

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may change things; durable once the block has ended."""
        with self._in_turn(), _busy_is_a_problem(), Session(self._writing, expire_on_commit=False) as db, db.begin():
            yield db

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=LOCK_WAIT_MS / 1000):
            log.error("database: locked by this process")
            raise _busy()
        try:
            yield
        finally:
            self._turn.release()

    def check(self) -> None:
        """Asserts the storage promises on a real connection. Raises ``Misconfigured``."""
        if self.engine.dialect.name != "sqlite":
            return
        with self.engine.connect() as connection:
            for name, wanted in PRAGMAS.items():
                found = connection.execute(text(f"PRAGMA {name}")).scalar_one()
                if str(found).lower() != str(wanted):
                    raise Misconfigured(f"SQLite runs with {name}={found}, but {wanted} is needed.")

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()
