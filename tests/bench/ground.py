"""What a measurement stands on: a real server with real databases on a real disk, and the way in beside it."""

import os
import shutil
import signal
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from unittest import mock

from server import accounts, clock
from server.web.house import House
from tests import postgres
from tests.bench.phones import WirePhone, enrol
from tests.cast import ZONE, Cast, assemble
from tests.journeys.server import PHONE_BUILD, Server

Engine = Literal["SQLite", "PostgreSQL"]
# Temporary folders may lie in memory, where nothing ever waits for a disk.
DISK = Path("/var/tmp")
ENDED_S = 10


class BenchServer(Server):
    """The command a practice runs. It serves a copy of the built app: another build in the tree must not change
    what is measured.
    """

    def __init__(self, folder: Path, urls: Mapping[str, str] | None = None) -> None:
        self._build = folder / "dist"
        shutil.copytree(PHONE_BUILD, self._build)
        super().__init__(folder, urls)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this installation."""
        return {**super().environment, "THROUGHLINE_PHONE_BUILD": str(self._build)}

    def one_worker(self) -> int:
        """Ends all processes that serve but one; its process id."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        until = time.monotonic() + ENDED_S
        while len(children.read_text().split()) > 1 and time.monotonic() < until:
            os.kill(self.pid, signal.SIGTTOU)
            time.sleep(1)
        [left] = children.read_text().split()
        return int(left)


@dataclass(frozen=True)
class Ground:
    """A running server, its installation opened beside it, and the people in it."""

    engine: Engine
    server: BenchServer
    house: House
    cast: Cast
    folder: Path

    def phones(self, count: int) -> list[WirePhone]:
        """Joined phones, each of a client of its own."""
        return [self.phone(f"Client {number}") for number in range(count)]

    def phone(self, name: str) -> WirePhone:
        """A joined phone of a new client."""
        return enrol(self.server, self.house, self.cast.practice, self.client(name), clock.now())

    def client(self, name: str) -> uuid.UUID:
        """A new client of Tomas'."""
        return accounts.add_client(self.house, self.cast.practice, self.cast.tomas, name, ZONE, clock.now())


class Grounds:
    """One server an engine, started when it is first asked for. All end with the block."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._running: dict[Engine, Ground] = {}

    def __enter__(self) -> "Grounds":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def of(self, engine: Engine) -> Ground:
        """The one on this engine."""
        if engine not in self._running:
            self._running[engine] = self._stack.enter_context(ground(engine))
        return self._running[engine]


@contextmanager
def on_disk() -> Iterator[Path]:
    """An empty folder on a disk, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="tl-bench-", dir=DISK))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def ground(engine: Engine) -> Iterator[Ground]:
    """A started server, ended at the end of the block."""
    with on_disk() as folder, _urls(engine) as urls:
        server = BenchServer(folder, urls)
        server.run("migrate")
        server.start()
        try:
            with server.house() as house:
                yield Ground(engine, server, house, assemble(house, clock.now()), folder)
        finally:
            server.kill()


@contextmanager
def _urls(engine: Engine) -> Iterator[Mapping[str, str] | None]:
    """Addresses of two new databases of a PostgreSQL on the disk; nothing for SQLite."""
    if engine == "SQLite":
        yield None
        return
    with (
        mock.patch.object(postgres, "MEMORY", DISK / "none"),
        mock.patch.object(tempfile, "tempdir", str(DISK)),
        postgres.cluster() as running,
    ):
        yield {tree: running.create(tree) for tree in ("main", "keys")}
