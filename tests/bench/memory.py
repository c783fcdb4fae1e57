"""Whether a web process stays as large as it is, over thousands of requests of all sorts."""

import uuid
from http.client import HTTPConnection
from pathlib import Path

from server import clock
from server.accounts import cookies
from tests.bench.desk import therapist, token_of
from tests.bench.figures import Figure
from tests.bench.ground import Ground, Grounds
from tests.bench.history import Life
from tests.bench.phones import PATIENCE_S, WirePhone

PHONES = 5
# A phone may send 120 requests at once, then two a second.
SYNCS = 100
KB = 1024


def measure(grounds: Grounds) -> list[Figure]:
    """One figure: the second thousand of requests against the first."""
    here = grounds.of("SQLite")
    here.server.stop()
    here.server.start()
    process = here.server.one_worker()
    sizes = [_size(process)]
    login = therapist(here, "tomas")
    client = Life(here.house, login, 8, clock.now()).live("Read often")
    desk = Page(here, f"/clients/{client}/week", token_of(here.house, login))
    for number in range(PHONES):
        _requests(here.phone(f"Client {number}"), desk)
        sizes.append(_size(process))
    each = PHONES * SYNCS * 4
    shown = ", ".join(f"{size / KB:.1f}" for size in sizes)
    return [
        Figure(
            f"memory of one web process, after {each:,} requests / after {each * 2 // PHONES:,}",
            sizes[-1] / sizes[2],
            "ratio",
            f"MB at the start and after every {each // PHONES} requests: {shown}",
            least=1.05,
            beside={"anonymous_kb": sizes},
        )
    ]


class Page:
    """One page of a signed-in therapist, over a kept connection."""

    def __init__(self, here: Ground, path: str, token: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", here.server.port, timeout=PATIENCE_S)
        self._path = path
        self._headers = {"Host": f"localhost:{here.server.port}", "Cookie": f"{cookies.LOGIN}={token}"}

    def open(self) -> None:
        """Loads it."""
        self.connection.request("GET", self._path, headers=self._headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the page answered {answer.status}")


def _requests(phone: WirePhone, desk: Page) -> None:
    """Four requests ``SYNCS`` times: what this phone is (twice), a sync with an entry, the weekly page."""
    bodies = phone.bodies(clock.now(), SYNCS, 1, uuid.uuid4())
    desk.connection.close()
    for body in bodies:
        phone.call("GET", "/api/device")
        phone.sync(body)
        phone.call("GET", "/api/device")
        desk.open()


def _size(process: int) -> int:
    """What a process keeps for itself, in kB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))
