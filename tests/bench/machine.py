"""The machine: what it is, and how fast it does the things that nothing built on it can do faster."""

import json
import os
import platform
import secrets
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec

from server.vault.keystore import open_exchange, seal_exchange
from server.vault.seal import seal_bytes
from tests import postgres
from tests.bench.figures import median
from tests.journeys.browsers import find
from tests.journeys.server import ROOT

ROUNDS = 5
ROUND_S = 0.15


def facts() -> dict[str, Any]:
    """What the figures depend on. No names of hosts, no paths."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgresql": _version(str(postgres.programs() / "postgres")),
        "chromium": _version(find("chromium")),
        "node": _version(node()),
    }


def load() -> float:
    """How many processes wanted a core in the last minute: more than there are cores makes every figure worse."""
    return round(os.getloadavg()[0], 2)


def node() -> str:
    """The path of Node.js, ours first. Raises ``FileNotFoundError``."""
    ours = os.pathsep.join((str(ROOT / ".venv/node"), str(ROOT / ".venv/bin"), os.environ["PATH"]))
    found = shutil.which("node", path=ours)
    if found is None:
        raise FileNotFoundError("no Node.js here: 'make bench' installs one")
    return found


def run_node(script: str, *arguments: str, folder: Path = ROOT / "pwa") -> Any:
    """What an ES module prints as JSON. Raises ``RuntimeError`` with what it said."""
    command = [node(), "--input-type=module", "--eval", script, "--", *arguments]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout) if done.stdout.strip() else None


def repeated(times: int, seconds: float, at_least: int = 2) -> Iterator[int]:
    """Counts from 0 up to ``times``, and stops early when ``seconds`` are over: a run stays short on a busy machine."""
    began = time.monotonic()
    for number in range(times):
        if number >= at_least and time.monotonic() - began > seconds:
            return
        yield number


def rate(act: Callable[[], object]) -> float:
    """How often a second ``act`` can be done: the median of some short rounds."""
    return median([_rate_once(act) for _ in range(ROUNDS)])


def _rate_once(act: Callable[[], object]) -> float:
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < ROUND_S:
        act()
        done += 1
    return done / (time.perf_counter() - began)


def fdatasync_rate(folder: Path) -> float:
    """Appends of 4 KiB a second, each on the disk before the next."""
    path = folder / "fdatasync"
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    page = bytes(4096)

    def append() -> None:
        os.write(file, page)
        os.fdatasync(file)

    try:
        return rate(append)
    finally:
        os.close(file)
        path.unlink()


@cache
def hpke_rate() -> float:
    """Entries of 600 bytes opened a second by one core."""
    private = ec.generate_private_key(ec.SECP256R1())
    sealed = seal_exchange(private.public_key(), bytes(600), b"place")
    return rate(lambda: open_exchange(private, sealed, b"place"))


@cache
def seal_rate() -> float:
    """Bodies of 300 bytes sealed a second by one core."""
    key, aad = secrets.token_bytes(32), f"entry.body|{uuid4()}|{uuid4()}|{uuid4()}|1".encode()
    return rate(lambda: seal_bytes(key, 1, bytes(300), aad))


def _processor() -> str:
    named = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return named[0].partition(":")[2].strip() if named else platform.machine()


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True, timeout=20).stdout
    return next(word.removeprefix("v") for word in said.split() if word.removeprefix("v")[:1].isdigit())
