"""Requests with one entry each, from four phones at once."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from server import clock
from tests.bench import machine
from tests.bench.figures import Figure, median, percentile
from tests.bench.ground import Ground, Grounds
from tests.bench.phones import WirePhone

CONNECTIONS = 4
WAVES = 3
LONGEST_S = 20
# A phone may send 120 requests at once, then two a second.
REQUESTS = 100


def measure(grounds: Grounds) -> list[Figure]:
    """Three figures an engine."""
    return [*_measure(grounds.of("SQLite")), *_measure(grounds.of("PostgreSQL"))]


def _measure(here: Ground) -> list[Figure]:
    waves = [_wave(here.phones(CONNECTIONS)) for _ in machine.repeated(WAVES, LONGEST_S, at_least=1)]
    alone = here.phone("Alone")
    single = [alone.sync(body) for body in alone.bodies(clock.now(), REQUESTS, 1, uuid.uuid4())]
    syncs = machine.fdatasync_rate(here.folder)
    times = [one for _, took in waves for one in took]
    rate = median([each for each, _ in waves])
    beside = {"fdatasync_s": round(syncs), "alone_p50_ms": round(median(single) * 1000, 2)}
    limit = f"two commits a request, {syncs:.0f} fdatasyncs/s; one phone alone: {median(single) * 1000:.1f} ms"
    name = f"one-entry requests from 4 phones, {here.engine}"
    return [
        Figure(f"{name}: a second", rate, "1/s", limit, better="higher", beside=beside, samples=len(waves)),
        Figure(f"{name}: p50", percentile(times, 0.5) * 1000, "ms", limit, samples=len(times)),
        Figure(f"{name}: p99", percentile(times, 0.99) * 1000, "ms", limit, least=50, aim=20, samples=len(times)),
    ]


def _wave(phones: list[WirePhone]) -> tuple[float, list[float]]:
    """Requests a second, and the seconds each took."""
    ready = [(phone, phone.bodies(clock.now(), REQUESTS, 1, uuid.uuid4())) for phone in phones]
    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        times = list(pool.map(lambda one: [one[0].sync(body) for body in one[1]], ready))
    return CONNECTIONS * REQUESTS / (time.perf_counter() - began), [one for each in times for one in each]
