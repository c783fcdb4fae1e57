"""What a phone downloads: the built app's JavaScript and styles, by Brotli at its best.

The page's first file is what Today waits for. The other screens and the worker come after it, on the first visit too.
"""

import re
from pathlib import Path

from tests.bench import machine
from tests.bench.figures import Figure
from tests.bench.ground import Grounds
from tests.journeys.server import PHONE_BUILD

BROTLI = """
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
const weigh = (file) => brotliCompressSync(readFileSync(file), { params }).length;
console.log(JSON.stringify(process.argv.slice(1).map(weigh)));
"""


def measure(_grounds: Grounds) -> list[Figure]:
    """Each part, the first visit's first paint, all JavaScript, and the styles."""
    first = sorted(
        PHONE_BUILD / name for name in re.findall(r"assets/[\w-]+\.js", (PHONE_BUILD / "index.html").read_text())
    )
    parts = {
        "what Today needs": first,
        "all other screens": sorted(set((PHONE_BUILD / "assets").glob("*.js")) - set(first)),
        "worker": [PHONE_BUILD / "sw.js"],
    }
    kb = {name: _weight(files) for name, files in parts.items()}
    return [
        *(_figure(f"JavaScript, Brotli: {name}", kb[name], files) for name, files in parts.items()),
        Figure(
            "JavaScript, Brotli: Today and worker", kb["what Today needs"] + kb["worker"], "kB", "the code", least=60
        ),
        Figure(
            "JavaScript, Brotli: all of the page and the worker", sum(kb.values()), "kB", "the code", least=60, aim=40
        ),
        _figure("styles, Brotli", _weight(styles := sorted((PHONE_BUILD / "assets").glob("*.css"))), styles),
    ]


def _weight(files: list[Path]) -> float:
    """In kB of 1,000 bytes."""
    return sum(machine.run_node(BROTLI, *(str(one) for one in files))) / 1000 if files else 0.0


def _figure(name: str, kb: float, files: list[Path]) -> Figure:
    raw = sum(one.stat().st_size for one in files)
    return Figure(name, kb, "kB", f"{raw:,} bytes before", beside={"raw": raw})
