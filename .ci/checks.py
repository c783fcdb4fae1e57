"""Runs every check: the phone build, two lanes side by side (one a core), then the browser journeys alone.

``checks.py all`` is what 'make test' means, ``checks.py fast`` the inner loop. All steps run even when one fails;
each one's output is shown when it ends; the last line is the sum of all tests.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LONGEST_S = 25 * 60
PYTEST = (sys.executable, "-m", "pytest")

# "12 passed, 1 skipped in 3.10s" (pytest), "Tests  1 failed | 12 passed (13)" (vitest)
CLOSING = re.compile(r"^(?:=+ |\s*Tests\s+)?((?:\d+ \w+(?:, | \| )?)+)(?: in [\d.]+s.*| \(\d+\))$")


@dataclass(frozen=True)
class Step:
    """One command; ``env`` is added to ours."""

    name: str
    command: Sequence[str]
    folder: Path = ROOT
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a step ended: exit status, seconds, and its tests by what became of them."""

    step: Step
    status: int
    seconds: float
    tests: dict[str, int]


NPM = str(VENV / "node" / "npm")
PHONE = ROOT / "pwa"
HOUSE = (
    Step("ruff check", (str(VENV / "bin/ruff"), "check")),
    Step("ruff format", (str(VENV / "bin/ruff"), "format", "--check")),
    Step("floors", (str(VENV / "bin/lint-imports"),)),
    Step("mypy", (str(VENV / "bin/mypy"),)),
)
PHONE_CHECKS = (
    Step("phone: types, lint, floors", (NPM, "run", "--silent", "check"), PHONE),
    Step("phone: vitest", (NPM, "test", "--silent"), PHONE),
)
BUILD = Step("phone: build", (str(ROOT / ".ci/phone.sh"), "build"))
NOT_JOURNEYS = ("--ignore=tests/journeys", "-m", "not faults", "tests")
# Pages, processes and whole summaries cost a minute that the inner loop does not have.
INNER = ("--ignore=tests/cli", "--ignore=tests/faults", "--ignore=tests/summary", "--ignore-glob=*pages.py")


def in_memory() -> dict[str, str]:
    """Where the tests' many small databases go: into memory where there is room, so that no slow disk is waited for."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3
    return {"TMPDIR": str(memory)} if roomy else {}


def pytest_on(engine: str, *more: str) -> Step:
    """All but the journeys, on one engine."""
    command = (*PYTEST, *more, *NOT_JOURNEYS)
    return Step(f"pytest on {engine}", command, env={"THROUGHLINE_TEST_ENGINE": engine, **in_memory()})


JOURNEYS = Step("journeys", (*PYTEST, "-m", "not faults", "tests/journeys"))
RUNS = {
    "all": (
        ((BUILD,),),
        ((*HOUSE, *PHONE_CHECKS, pytest_on("sqlite")), (pytest_on("postgresql"),)),
        ((JOURNEYS,),),
    ),
    "fast": (((*HOUSE, *PHONE_CHECKS), (pytest_on("sqlite", *INNER),)),),
}


class Runner:
    """Runs steps, prints what they say one after another, and ends whatever still runs when stopped."""

    def __init__(self) -> None:
        self._printing = Lock()
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = Event()

    def lane(self, steps: Sequence[Step]) -> list[Outcome]:
        """All steps of a lane in order."""
        return [self._run(step) for step in steps if not self._stopped.is_set()]

    def stop(self) -> None:
        """Ends every running step with all it started."""
        self._stopped.set()
        for process in tuple(self._running):
            os.killpg(process.pid, signal.SIGTERM)

    def _run(self, step: Step) -> Outcome:
        began = time.monotonic()
        path = f"{VENV / 'node'}{os.pathsep}{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
        process = subprocess.Popen(
            step.command,
            cwd=step.folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1", "CI": "true", **step.env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._running.add(process)
        try:
            output, _ = process.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output = process.communicate()[0] + f"\nended: it ran longer than {LONGEST_S // 60} minutes\n"
        self._running.discard(process)
        outcome = Outcome(step, process.returncode, time.monotonic() - began, tests_in(output))
        with self._printing:
            print(f"\n--- {step.name}: {'ok' if outcome.status == 0 else 'FAILED'}, {outcome.seconds:.1f} s")
            print(output.strip(), flush=True)
        return outcome


def tests_in(output: str) -> dict[str, int]:
    """The numbers of the last closing line in ``output``; empty when there is none."""
    for line in reversed(output.splitlines()):
        if found := CLOSING.match(line):
            return {what: int(number) for number, what in re.findall(r"(\d+) (\w+)", found[1])}
    return {}


def close(outcomes: Sequence[Outcome]) -> int:
    """Prints the table and the sum; answers the exit status."""
    print()
    for outcome in outcomes:
        print(f"{'ok    ' if outcome.status == 0 else 'FAILED'} {outcome.seconds:7.1f} s  {outcome.step.name}")
    total = {what: sum(outcome.tests.get(what, 0) for outcome in outcomes) for what in ("passed", "failed", "skipped")}
    errors = sum(outcome.tests.get("error", 0) + outcome.tests.get("errors", 0) for outcome in outcomes)
    print(f"{total['passed']} passed, {total['failed'] + errors} failed, {total['skipped']} skipped", flush=True)
    return int(any(outcome.status for outcome in outcomes))


def main(kind: str) -> int:
    """Runs what ``kind`` ("all" or "fast") names."""
    runner, outcomes = Runner(), []
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        for lanes in RUNS[kind]:
            with ThreadPoolExecutor(len(lanes)) as pool:
                try:
                    outcomes += [outcome for lane in pool.map(runner.lane, lanes) for outcome in lane]
                except KeyboardInterrupt:
                    runner.stop()
                    raise
    except KeyboardInterrupt:
        return 130
    return close(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
