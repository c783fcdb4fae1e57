"""The therapist's two reading pages: server time as history and the number of clients grow."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event

from server import accounts, clock
from server.accounts import SignedIn, cookies, sign_in
from server.accounts.models import Account
from server.app import App
from server.cli.serve import settle
from server.web import House
from tests.bench import machine
from tests.bench.figures import Figure, median, percentile
from tests.bench.ground import Ground, Grounds
from tests.bench.history import Life

HISTORIES = {"12 weeks": 12, "1 year": 52, "3 years": 156}
CASELOADS = (5, 60)
TIMES = 40
LONGEST_S = 25
WARM_UP = 3
WRITTEN_ABOUT = 12


@dataclass
class Times:
    """Server time of one page, each time it was opened; and what it asked of the databases."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return percentile(self.wall, 0.95) * 1000

    def beside(self) -> dict[str, Any]:
        """The other numbers."""
        return {
            "p50_ms": round(median(self.wall) * 1000, 1),
            "processor_p50_ms": round(median(self.processor) * 1000, 1),
            "queries": self.queries,
        }


@dataclass
class Desk:
    """A signed-in therapist in front of the app itself, without a network between."""

    house: House
    browser: FlaskClient

    def open(self, path: str, times: Times) -> None:
        """Opens a page and notes how long the server took for it."""
        began, spent = time.perf_counter(), time.thread_time()
        answer = self.browser.get(path, base_url=self.house.config.desk_origin)
        times.wall.append(time.perf_counter() - began)
        times.processor.append(time.thread_time() - spent)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    def measure(self, paths: dict[str, str]) -> dict[str, Times]:
        """Each page in turn, so that what else the machine does falls on all of them alike."""
        for path in paths.values():
            for _ in range(WARM_UP):
                self.open(path, Times())
        found = {name: Times() for name in paths}
        for _ in machine.repeated(TIMES, LONGEST_S, at_least=10):
            for name, path in paths.items():
                with counted(self.house) as queries:
                    self.open(path, found[name])
                found[name].queries = len(queries)
        return found


def measure(grounds: Grounds) -> list[Figure]:
    """The weekly page, then the caseload."""
    here = grounds.of("SQLite")
    app = App(here.house)
    settle()
    return [*_weeks(here, app), *_caseloads(here, app)]


def _weeks(here: Ground, app: App) -> list[Figure]:
    tomas = therapist(here, "tomas")
    clients = {name: Life(here.house, tomas, weeks, clock.now()).live(name) for name, weeks in HISTORIES.items()}
    paths = {name: f"/clients/{client}/week" for name, client in clients.items()}
    found = desk_of(here.house, app, tomas).measure(paths)
    year, years = found["1 year"], found["3 years"]
    ratio = median(years.wall) / median(year.wall)
    return [
        *(_page(f"weekly page, {name} of history: p95", times) for name, times in found.items()),
        Figure(
            "weekly page, 3 years / 1 year, p50", ratio, "ratio", _growth(found), least=1.2, samples=len(years.wall)
        ),
    ]


def _page(name: str, times: Times) -> Figure:
    """It is read and logged in one transaction, so there is one commit."""
    whole = median(times.wall) * 1000
    limit = f"the processor: {_processor(times)} of the median's {whole:.1f}; {times.queries} queries"
    return Figure(name, times.p95, "ms", limit, 60, 25, beside=times.beside(), samples=len(times.wall))


def _growth(found: dict[str, Times]) -> str:
    grown = ", ".join(f"{name} {_processor(times)} and {times.queries} queries" for name, times in found.items())
    return f"processor: {grown}"


def _processor(times: Times) -> str:
    return f"{median(times.processor) * 1000:.1f} ms"


def _caseloads(here: Ground, app: App) -> list[Figure]:
    found: dict[int, Times] = {}
    for clients in CASELOADS:
        login = therapist(here, f"of{clients}")
        life = Life(here.house, login, WRITTEN_ABOUT, clock.now(), stride=6, each_day=1)
        for number in range(clients):
            life.live(f"Client {number}")
        found |= {clients: desk_of(here.house, app, login).measure({"caseload": "/"})["caseload"]}
    few, many = (found[clients] for clients in CASELOADS)
    each = (median(many.processor) - median(few.processor)) / (CASELOADS[1] - CASELOADS[0])
    limit = f"{each * 1e6:.0f} µs of the processor for each client more; {many.queries} queries"
    return [
        Figure(
            "caseload of 60 clients: p95", many.p95, "ms", limit, 150, 60, beside=many.beside(), samples=len(many.wall)
        ),
        Figure(
            "caseload of 5 clients: p95",
            few.p95,
            "ms",
            f"{few.queries} queries",
            beside=few.beside(),
            samples=len(few.wall),
        ),
        Figure(
            "caseload, queries at 60 clients / at 5",
            many.queries / few.queries,
            "ratio",
            f"{few.queries} and {many.queries} queries",
            least=1,
            beside={"queries_at_5": few.queries, "queries_at_60": many.queries},
        ),
    ]


def therapist(here: Ground, name: str) -> SignedIn:
    """The therapist with this sign-in name, who is made where there is none."""
    home = here.cast.practice
    if name == "tomas":
        account = here.cast.tomas
    else:
        made = accounts.add_account(here.house, home, name, f"Therapist {name}", clock.now(), is_therapist=True)
        account = made.id
    return SignedIn(home, account, name, is_therapist=True, is_owner=False)


def token_of(house: House, login: SignedIn) -> str:
    """The cookie of a new login."""
    with house.main.write() as db:
        return sign_in.begin(db, db.get_one(Account, (login.practice_id, login.account_id)), clock.now())


def desk_of(house: House, app: App, login: SignedIn) -> Desk:
    """This therapist, signed in."""
    browser = app.desk.test_client()
    browser.set_cookie(cookies.LOGIN, token_of(house, login), domain="localhost")
    return Desk(house, browser)


@contextmanager
def counted(house: House) -> Iterator[list[str]]:
    """The statements sent to either database within the block."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            seen.append(statement)

    engines = (house.main.engine, house.keystore.database.engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
