"""What is left of somebody, as one comparable value; and an older backup of the main database, put back."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, delete, insert, select

from server import audit
from server.accounts import ledger
from server.erase.rows import KEPT, left, of_client
from server.tables import METADATA
from server.vault.models import DataKey, Erasure
from server.web import House

Rows = Mapping[str, Sequence[Row[Any]]]


@dataclass(frozen=True)
class End:
    """Rows besides the access log, whether the key is there, erasure records, the last act, its whole log's state."""

    rows: int
    key: bool
    records: int
    last_act: str
    times_erased: int
    broken_at: int | None


GONE = End(rows=0, key=False, records=1, last_act="erased", times_erased=1, broken_at=None)


def end_of(house: House, practice: uuid.UUID, client: uuid.UUID) -> End:
    """How they stand."""
    with house.main.read() as db:
        log = audit.sentences_of(db, practice, client, most=500)
        rows = left(db, practice, client)
        broken = audit.verify(db, house.config.audit_secret, practice, client)
    with house.keystore.database.read() as keys:
        held = keys.scalars(select(DataKey).where(DataKey.owner_id == client)).first() is not None
        records = len(keys.scalars(select(Erasure).where(Erasure.client_id == client)).all())
    return End(rows, held, records, log[0].act, [line.act for line in log].count("erased"), broken)


def told(house: House, client: uuid.UUID) -> int:
    """How often the second log target says that they were erased."""
    said = [line for line in ledger.lines(house.config.ledger) if line["act"] == "erased"]
    return [line["client"] for line in said].count(str(client))


def others(house: House, client: uuid.UUID) -> dict[str, list[str]]:
    """Every row of every table that is not this client's, by table; not the orders that wait for their phones."""
    found = {}
    with house.main.read() as db:
        for table in METADATA.sorted_tables:
            theirs = of_client(table, client)
            wanted = select(table) if theirs is None else select(table).where(~theirs)
            if table.name not in ("wipe_order", "limit_used"):
                found[table.name] = sorted(repr(tuple(row)) for row in db.execute(wanted))
    return found


def naming(house: House, who: uuid.UUID) -> set[str]:
    """The tables of the main database in which this id stands anywhere."""
    found = set()
    with house.main.read() as db:
        for table in METADATA.sorted_tables:
            rows = json.dumps([[str(value) for value in row] for row in db.execute(select(table))])
            if str(who) in rows or who.hex in rows:
                found.add(table.name)
    return found


def filled(house: House, client: uuid.UUID) -> set[str]:
    """The tables that hold a row of theirs."""
    with house.main.read() as db:
        return {table.name for table in _theirs(client) if _holds(db, table, client)}


def every(client: uuid.UUID) -> set[str]:
    """The tables that can hold a row of a client."""
    return {table.name for table in _theirs(client)}


def _theirs(client: uuid.UUID) -> list[Table]:
    return [table for table in METADATA.sorted_tables if of_client(table, client) is not None]


def _holds(db: Any, table: Table, client: uuid.UUID) -> bool:
    return db.execute(select(table).where(of_client(table, client))).first() is not None


def back_up(house: House) -> Rows:
    """All rows of the main database."""
    with house.main.read() as db:
        return {table.name: db.execute(select(table)).all() for table in METADATA.sorted_tables}


def put_back(house: House, backup: Rows) -> None:
    """The main database is what it was then."""
    with house.main.write() as db:
        for table in reversed(METADATA.sorted_tables):
            db.execute(delete(table))
        for table in METADATA.sorted_tables:
            if rows := [dict(row._mapping) for row in backup[table.name]]:
                db.execute(insert(table), [{table.c[name].key: row[name] for name in row} for row in rows])


__all__ = ["GONE", "KEPT", "End", "back_up", "end_of", "every", "filled", "naming", "others", "put_back", "told"]
