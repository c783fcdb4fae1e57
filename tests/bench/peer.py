"""The peer: PouchDB in the same Chromium, and pouchdb-server behind it. Neither seals, checks or audits anything.

Installed into ``peer/`` when it is first measured; no part of the app or of its tests.
"""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.bench import machine
from tests.bench.ground import on_disk
from tests.journeys import browsers
from tests.journeys.complaints import Complaints
from tests.ports import free_port

HERE = Path(__file__).parent / "peer"
PARTS = HERE / "node_modules"
SCRIPTS = ("pouchdb.min.js", "pouchdb.indexeddb.min.js")
PATIENCE_S = 60
# Its packages of many years ago would compile what they bring ready-made.
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
SEND = """
async ([count, url]) => {
  const phone = new PouchDB("phone", { adapter: "indexeddb" });
  const entries = bench.written(count, crypto.randomUUID());
  await phone.bulkDocs(entries.map((entry) => ({ _id: crypto.randomUUID(), ...entry })));
  const server = new PouchDB(url);
  await server.info();
  const began = performance.now();
  await phone.replicate.to(server, { batch_size: 100 });
  const took = performance.now() - began;
  const { doc_count } = await server.info();
  if (doc_count !== count) throw new Error(`${doc_count} of ${count} arrived`);
  await phone.destroy();
  await server.destroy();
  return took;
}
"""


class Peer:
    """A running pouchdb-server, and a page of its origin with PouchDB and the bench's entries in it."""

    def __init__(self, page: Page, origin: str) -> None:
        self._page = page
        self._origin = origin

    def send(self, count: int) -> float:
        """Replicates so many entries that wait on the phone, 100 a request; the ms it took."""
        return float(self._page.evaluate(SEND, [count, f"{self._origin}/practice"]))


@contextmanager
def peer(driver: Playwright, script: Path) -> Iterator[Peer]:
    """Started with a folder and a browser profile of its own on the disk; ``script`` brings the entries."""
    if not PARTS.is_dir():
        subprocess.run([str(Path(machine.node()).with_name("npm")), *INSTALL], cwd=HERE, check=True, timeout=300)
    with on_disk() as folder, _server(folder) as origin:
        profile = browsers.Profile(driver, "chromium", folder / "profile", Complaints(allowed=[""]))
        page = profile.open()
        page.set_default_timeout(PATIENCE_S * 1000)
        try:
            page.goto(origin)
            for part in (*(PARTS / "pouchdb" / "dist" / name for name in SCRIPTS), script):
                page.add_script_tag(path=part)
            yield Peer(page, origin)
        finally:
            profile.close()


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [
        machine.node(),
        str(PARTS / "pouchdb-server/bin/pouchdb-server"),
        "--port",
        str(port),
        "--dir",
        str(folder),
    ]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE_S
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("pouchdb-server did not start")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
