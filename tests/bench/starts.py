"""How long the server takes from its command to its first answer, on databases that are there already."""

import subprocess
import sys
import time

from tests.bench.figures import Figure, median
from tests.bench.ground import Grounds
from tests.journeys.server import ROOT

TIMES = 3


def measure(grounds: Grounds) -> list[Figure]:
    """One figure."""
    server, took = grounds.of("SQLite").server, []
    for _ in range(TIMES):
        server.stop()
        began = time.perf_counter()
        server.start()
        took.append(time.perf_counter() - began)
    imports = median([_imports() for _ in range(3)])
    return [
        Figure(
            "server, second start: from the command to the first answer",
            median(took) * 1000,
            "ms",
            f"loading Python's modules: {imports * 1000:.0f} ms",
            samples=len(took),
            beside={"each_ms": [round(one * 1000) for one in took], "imports_ms": round(imports * 1000)},
        )
    ]


def _imports() -> float:
    """Seconds to load all the server needs, in a process of its own."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import server.app, gunicorn.app.base"], cwd=ROOT, check=True, timeout=60)
    return time.perf_counter() - began
