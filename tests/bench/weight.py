"""What a phone downloads: the built app's JavaScript and styles, by Brotli at its best."""

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
    """Page, worker, both, and the styles."""
    files = {
        "page": sorted((PHONE_BUILD / "assets").glob("*.js")),
        "worker": [PHONE_BUILD / "sw.js"],
        "styles": sorted((PHONE_BUILD / "assets").glob("*.css")),
    }
    kb = {}
    for name, found in files.items():
        kb[name] = sum(machine.run_node(BROTLI, *(str(one) for one in found))) / 1000
    raw = {name: sum(one.stat().st_size for one in found) for name, found in files.items()}
    return [
        Figure("page JavaScript, Brotli", kb["page"], "kB", f"{raw['page']:,} bytes before", beside=raw),
        Figure("worker JavaScript, Brotli", kb["worker"], "kB", f"{raw['worker']:,} bytes before"),
        Figure("JavaScript, page and worker, Brotli", kb["page"] + kb["worker"], "kB", "the code", least=60, aim=40),
        Figure("styles, Brotli", kb["styles"], "kB", f"{raw['styles']:,} bytes before"),
    ]
