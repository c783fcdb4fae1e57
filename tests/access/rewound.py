"""Databases whose transactions can be taken back, and what both hold, as one comparable value."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from server.db import Database
from server.tables import METADATA
from server.vault.models import KeysBase
from server.web import House

# What is counted before anybody is known changes with every try, and is meant to.
COUNTED = "limit_used"
State = dict[str, str]


class Rewound(Database):
    """While ``held`` runs, every transaction is a savepoint of one that is never committed."""

    _held: Connection | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """What happens inside is undone at the end."""
        with self._writing.connect() as connection:
            outer = connection.begin()
            self._held = connection
            try:
                yield
            finally:
                self._held = None
                outer.rollback()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """As in ``Database``, or within what is held."""
        with super().read() if self._held is None else self._savepoint(self._held) as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Session]:
        """As in ``Database``, or within what is held."""
        with super().write() if self._held is None else self._savepoint(self._held) as db:
            yield db

    @contextmanager
    def _savepoint(self, connection: Connection) -> Iterator[Session]:
        session = Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        with session as db, db.begin():
            yield db


@contextmanager
def undone(house: House) -> Iterator[None]:
    """Whatever is done to either database inside is undone."""
    main, keys = house.main, house.keystore.database
    assert isinstance(main, Rewound)
    assert isinstance(keys, Rewound)
    with main.held(), keys.held():
        yield


def state_of(house: House) -> State:
    """A fingerprint of every table of both databases, by name."""
    found = {}
    for database, metadata in ((house.main, METADATA), (house.keystore.database, KeysBase.metadata)):
        with database.read() as db:
            for table in metadata.sorted_tables:
                if table.name != COUNTED:
                    rows = sorted(repr(tuple(row)) for row in db.execute(select(table)))
                    found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def changed(before: State, after: State) -> set[str]:
    """The tables that differ."""
    return {name for name in before if before[name] != after[name]}
