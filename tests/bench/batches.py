"""Entries through ``/api/sync`` at 100 a request, against the same rows written straight into the same database."""

import time
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from server import clock
from server.entries.models import Entry
from tests.bench import machine
from tests.bench.figures import Figure, median
from tests.bench.ground import Ground, Grounds
from tests.bench.phones import WirePhone

ROUNDS = 5
LONGEST_S = 20
REQUESTS = 10
AT_ONCE = 100
ENTRIES = REQUESTS * AT_ONCE


@dataclass(frozen=True)
class Round:
    """Entries a second: through the whole way; the same rows straight in, all at once and by the hundred."""

    synced: float
    inserted: float
    by_hundred: float


def measure(grounds: Grounds) -> list[Figure]:
    """One figure an engine."""
    return [_measure(grounds.of("SQLite")), _measure(grounds.of("PostgreSQL"))]


def _measure(here: Ground) -> Figure:
    phone, spare = here.phone("Writer"), here.client("Same rows")
    phone.sync(phone.bodies(clock.now(), 1, AT_ONCE, uuid.uuid4())[0])
    rounds = [_round(here, phone, spare) for _ in machine.repeated(ROUNDS, LONGEST_S)]
    syncs = machine.fdatasync_rate(here.folder)
    synced, inserted = median([one.synced for one in rounds]), median([one.inserted for one in rounds])
    hpke, seals = machine.hpke_rate(), machine.seal_rate()
    costs = {"HPKE open": 1e6 / hpke, "insert": 1e6 / inserted, "AES seal": 1e6 / seals}
    rest = 1e6 / synced - sum(costs.values())
    shares = ", ".join(f"{name} {cost:.0f}" for name, cost in {**costs, "all else": rest}.items())
    return Figure(
        name=f"sync at 100 entries a request / bare insert, {here.engine}",
        value=median([one.synced / one.inserted for one in rounds]),
        unit="ratio",
        least=0.1,
        aim=0.25,
        better="higher",
        limit=f"{1e6 / synced:.0f} µs an entry: {shares}",
        samples=len(rounds),
        beside={
            "synced_entries_s": round(synced),
            "inserted_rows_s": round(inserted),
            "inserted_by_hundred_rows_s": round(median([one.by_hundred for one in rounds])),
            "ratio_by_hundred": round(median([one.synced / one.by_hundred for one in rounds]), 3),
            "fdatasync_s": round(syncs),
            "hpke_opens_s": round(hpke),
            "aes_seals_s": round(seals),
        },
    )


def _round(here: Ground, phone: WirePhone, spare: uuid.UUID) -> Round:
    """New entries over the wire; then the rows they became, for another client, straight into the table."""
    bodies = phone.bodies(clock.now(), REQUESTS, AT_ONCE, uuid.uuid4())
    began = time.perf_counter()
    for body in bodies:
        phone.sync(body)
    synced = ENTRIES / (time.perf_counter() - began)
    rows = _newest(here, phone.client, spare)
    return Round(synced, _insert(here, rows, spare, ENTRIES), _insert(here, rows, spare, AT_ONCE))


def _newest(here: Ground, client: uuid.UUID, spare: uuid.UUID) -> list[dict[str, Any]]:
    wanted = select(Entry.__table__).where(Entry.client_id == client).order_by(Entry.seq.desc()).limit(ENTRIES)
    with here.house.main.engine.connect() as connection:
        return [{**row, "client_id": spare} for row in connection.execute(wanted).mappings()]


def _insert(here: Ground, rows: list[dict[str, Any]], spare: uuid.UUID, at_once: int) -> float:
    """Rows a second by Core's executemany, ``at_once`` in a transaction, on the disk at the end of each."""
    writing = here.house.main.engine.execution_options(writes=True)
    began = time.perf_counter()
    for first in range(0, len(rows), at_once):
        with writing.begin() as connection:
            connection.execute(insert(Entry.__table__), rows[first : first + at_once])  # type: ignore[arg-type]  # a Table
    took = time.perf_counter() - began
    with writing.begin() as connection:
        connection.execute(delete(Entry.__table__).where(Entry.client_id == spare))  # type: ignore[arg-type]  # a Table
    return len(rows) / took
