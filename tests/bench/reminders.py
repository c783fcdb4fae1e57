"""Reminders: many people due in the same minute, and workers of the command a practice runs, on real databases.

Each has eight days of nudges behind them. All are sent, over kept connections, to a server that says 201 and no more;
how late one is counts from the moment at which the first worker may begin to when the push service's answer was written
down. Workers are up and idle by then.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from server import clock
from server.reminders.addresses import Address
from server.reminders.models import Delivery, ReminderHours, ReminderWorker
from tests.bench import machine
from tests.bench.figures import Figure, percentile
from tests.bench.ground import Engine, Ground, Grounds, on_disk
from tests.journeys.server import COMMAND, ROOT
from tests.ports import free_port
from tests.push_service.keys import Keys
from tests.reminders.crowd import Crowd

PEOPLE = int(os.environ.get("THROUGHLINE_BENCH_PEOPLE", "10000"))
HISTORY_DAYS = 8
RUNS: tuple[tuple[Engine, int], ...] = (("PostgreSQL", 1), ("PostgreSQL", 2), ("PostgreSQL", 4), ("SQLite", 1))
PATIENCE_S = 300
SINK = """
require("node:http").createServer((request, response) =>
  request.resume().on("end", () => response.writeHead(201, { "content-length": 0 }).end())
).listen(Number(process.argv[1]), "127.0.0.1", () => console.log("ready"));
"""


@dataclass(frozen=True)
class Run:
    """How late each was (seconds), how long all took, and the processor's seconds of all workers together."""

    late: list[float]
    took: float
    used: float

    @property
    def a_second(self) -> float:
        """People a second."""
        return len(self.late) / self.took


def measure(grounds: Grounds) -> list[Figure]:
    """Lateness and throughput by the number of workers; each is reached exactly once, or this raises."""
    with _sink() as origin:
        runs = {one: _run(grounds.of(one[0]), one[1], origin) for one in RUNS}
    # Fewer are for trying it out, and reach nothing.
    least, aim = (20.0, 5.0) if PEOPLE >= 10_000 else (None, None)
    alone = runs["PostgreSQL", 1]
    found: list[Figure] = []
    for (engine, workers), run in runs.items():
        what = f"reminders, {PEOPLE:,} due at once, {engine}, {workers} worker{'s' if workers > 1 else ''}"
        each_us = run.used / PEOPLE * 1e6
        limit = f"the processor: the workers use {each_us:.0f} µs of it for each; up to 2 s of it are a worker's rest"
        beside = {
            "p50_s": percentile(run.late, 0.5),
            "a_second": run.a_second,
            "speed, 1 worker = 1": alone.took / run.took,
        }
        found += [
            Figure(f"{what}: p50 late", percentile(run.late, 0.5), "s", limit, samples=PEOPLE),
            Figure(
                f"{what}: p99 late", percentile(run.late, 0.99), "s", limit, least, aim, beside=beside, samples=PEOPLE
            ),
            Figure(f"{what}: people a second", run.a_second, "1/s", limit, samples=1),
        ]
    return found


def _run(ground: Ground, workers: int, origin: str) -> Run:
    main, keys = ground.house.main, Keys()
    now = clock.now().replace(second=0, microsecond=0)
    addresses = [Address(f"{origin}/push/{number}", keys.p256dh, keys.auth) for number in range(PEOPLE)]
    people = Crowd(now, HISTORY_DAYS).join(ground.house, addresses)
    theirs = ReminderHours.owner_id.in_(people)
    with main.write() as db:
        db.execute(update(ReminderHours).values(next_at=None))
        db.execute(update(ReminderWorker).values(passed_at=now - timedelta(hours=1)))
    with _workers(ground, workers, origin) as processes:
        while _passed(ground, now) < workers:
            time.sleep(0.1)
        with main.write() as db:
            began = clock.now()
            db.execute(update(ReminderHours).where(theirs).values(next_at=began))
        before = sum(_processor_s(one.pid) for one in processes)
        _wait(ground, began)
        used = sum(_processor_s(one.pid) for one in processes) - before
    with main.read() as db:
        mine = (Delivery.owner_id.in_(people), Delivery.decided_at >= began)
        sent = db.execute(select(Delivery.owner_id, Delivery.accepted_at, Delivery.tries).where(*mine)).all()
    if sorted(owner for owner, _, _ in sent) != sorted(people) or {tries for _, _, tries in sent} != {1}:
        raise RuntimeError("not everybody was reminded exactly once")
    late = [(accepted - began).total_seconds() for _, accepted, _ in sent if accepted is not None]
    return Run(late, max(late), used)


def _passed(ground: Ground, since: datetime) -> int:
    with ground.house.main.read() as db:
        return db.scalar(select(func.count()).select_from(ReminderWorker).where(ReminderWorker.passed_at >= since)) or 0


def _wait(ground: Ground, began: datetime) -> None:
    until = time.monotonic() + PATIENCE_S
    wanted = (
        select(func.count())
        .select_from(Delivery)
        .where(Delivery.decided_at >= began, Delivery.accepted_at.is_not(None))
    )
    while time.monotonic() < until:
        time.sleep(0.5)
        with ground.house.main.read() as db:
            if db.scalar(wanted) == PEOPLE:
                return
    raise RuntimeError("the reminders did not end")


def _processor_s(pid: int) -> float:
    """User and system time of a process (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _workers(ground: Ground, count: int, origin: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    settings: Mapping[str, str] = {**ground.server.environment, "THROUGHLINE_PUSH_REHEARSAL": origin}
    running = [
        subprocess.Popen([*COMMAND, "remind"], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL) for _ in range(count)
    ]
    try:
        yield running
    finally:
        for one in running:
            one.send_signal(signal.SIGTERM)
        for one in running:
            one.wait()


@contextmanager
def _sink() -> Iterator[str]:
    """A running server that takes everything, in a process of its own."""
    port = free_port()
    with on_disk() as folder:
        process = subprocess.Popen([machine.node(), "-e", SINK, str(port)], cwd=folder, stdout=subprocess.PIPE)
        try:
            assert process.stdout is not None
            if not process.stdout.readline():
                raise RuntimeError("the server to send to did not start")
            yield f"http://localhost:{port}"
        finally:
            process.kill()
            process.communicate()
