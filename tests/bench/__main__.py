"""``python -m tests.bench [PART ...]``: measures, prints the table; a whole run is kept.

In ``bench/results.json`` for programs, and in ``docs/figures.md`` for people.
"""

import argparse
import signal
import sys
import time
import traceback
from importlib import import_module

from tests.bench import figures, machine
from tests.bench.figures import Figure
from tests.bench.ground import Grounds
from tests.journeys.server import ROOT

PARTS = {
    "phone": "the built app in Chromium: sync, start, one tap",
    "batches": "sync at 100 entries a request against a bare insert",
    "ones": "one-entry requests from four phones",
    "desk": "the weekly page and the caseload as history and clients grow",
    "push": "encrypt and send pushes, against pywebpush, web-push and the bare cryptography",
    "reminders": "many people due in the same minute, by the number of workers",
    "weight": "bytes of the app",
    "starts": "the server's start",
    "memory": "one web process over thousands of requests",
}
RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "figures.md"


def wanted() -> list[str]:
    """The parts that were asked for; all when none was."""
    lines = [f"  {name:9}{about}" for name, about in PARTS.items()]
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measures the figures to reach. A whole run is kept in bench/results.json and docs/figures.md.",
        epilog="parts:\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []], help="all when none is named")
    return parser.parse_args().parts or [*PARTS]


def main() -> int:
    """Every part is measured even when one fails; then the exit status is 1 and nothing is kept."""
    # Whoever ends this ends the servers it started too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parts, began, found, failed = wanted(), time.monotonic(), list[Figure](), False
    about = {**machine.facts(), "load_before": machine.load()}
    with Grounds() as grounds:
        for part in parts:
            print(f"{time.monotonic() - began:4.0f} s  {part}: {PARTS[part]}", file=sys.stderr, flush=True)
            try:
                found += import_module(f"tests.bench.{part}").measure(grounds)
            except Exception:
                traceback.print_exc()
                failed = True
    about |= {"load_after": machine.load(), "seconds": round(time.monotonic() - began)}
    print("; ".join(f"{name} {value}" for name, value in about.items()))
    print(figures.table(found))
    if not failed and parts == [*PARTS]:
        figures.write(RESULTS, about, found)
        figures.show(PAGE, about, found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
