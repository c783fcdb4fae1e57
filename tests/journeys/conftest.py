"""What a journey stands on: the system's browsers, a phone and a desk, and a real server they talk to."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests import postgres
from tests.journeys import browsers, reminding
from tests.journeys.browsers import Kind, Profile
from tests.journeys.complaints import NO_SERVER, Complaints
from tests.journeys.desk import Desk
from tests.journeys.people import People
from tests.journeys.server import Server
from tests.notifications.desktop import Desktop, desktop
from tests.notifications.little_page import LittlePage, little_page
from tests.push_service.autopush import Autopush, Clock, autopush


class Profiles(Protocol):
    """Makes a phone; ``more`` as ``Profile`` takes it."""

    def __call__(self, kind: Kind, **more: Any) -> Profile: ...


Databases = Callable[[], Mapping[str, str]]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What speaks to the browsers."""
    expect.set_options(timeout=browsers.PATIENCE_MS)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def launched(driver: Playwright) -> Iterator[Callable[[Kind], Browser]]:
    """Starts the system's browser of a kind when it is first asked for."""
    running: dict[Kind, Browser] = {}

    def of(kind: Kind) -> Browser:
        if kind not in running:
            running[kind] = browsers.launch(driver, kind)
        return running[kind]

    yield of
    for browser in running.values():
        browser.close()


@pytest.fixture(scope="session")
def chromium(launched: Callable[[Kind], Browser]) -> Browser:
    """The system's Chromium."""
    return launched("chromium")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fails a journey in which a browser complained of anything it was not told to expect."""
    heard = Complaints()
    yield heard
    assert heard.unexpected() == []


@pytest.fixture
def server_will_be_gone(complaints: Complaints) -> None:
    """For journeys that kill the server, or cut its replies: what browsers say of that is expected."""
    complaints.allow(*NO_SERVER)


@pytest.fixture
def phone(chromium: Browser, complaints: Complaints) -> Iterator[Page]:
    """An empty page on a client's phone."""
    with browsers.phone(chromium, complaints) as page:
        yield page


@pytest.fixture
def desk(chromium: Browser, complaints: Complaints) -> Iterator[Page]:
    """An empty page on a therapist's screen."""
    with browsers.desk(chromium, complaints) as page:
        yield page


@pytest.fixture
def profiles(driver: Playwright, complaints: Complaints, tmp_path: Path) -> Iterator[Profiles]:
    """Makes phones whose browser can be closed and opened again."""
    made: list[Profile] = []

    def of(kind: Kind, **more: Any) -> Profile:
        made.append(Profile(driver, kind, tmp_path / f"phone-{len(made) + 1}", complaints, **more))
        return made[-1]

    yield of
    for profile in made:
        profile.close()


@pytest.fixture
def area(tmp_path: Path) -> Iterator[Desktop]:
    """Where notifications stand and are pressed, for a browser with ``env=area.environment``."""
    with desktop(tmp_path) as running:
        yield running


@pytest.fixture
def push_time() -> Clock:
    """The push service's clock."""
    return Clock()


@pytest.fixture
def pushes(push_time: Clock) -> Iterator[Autopush]:
    """A push service, for a Firefox with ``firefox_user_prefs=pushes.preferences``."""
    with autopush(push_time) as running:
        yield running


@pytest.fixture
def little() -> Iterator[LittlePage]:
    """A page that shows what it is pushed."""
    with little_page() as served:
        yield served


@pytest.fixture(scope="session")
def new_databases(
    cluster: postgres.Cluster | None, templates: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """Makes the two databases of a server, at the newest revision and empty; their addresses by name."""
    made: list[str] = []

    def copies() -> Mapping[str, str]:
        if cluster is None:
            folder = tmp_path_factory.mktemp("databases")
            for tree, url in templates.items():
                shutil.copy(url.removeprefix("sqlite:///"), folder / f"{tree}.db")
            return {tree: f"sqlite:///{folder / tree}.db" for tree in templates}
        names = {tree: f"{tree}_{uuid4().hex[:12]}" for tree in templates}
        made.extend(names.values())
        return {tree: cluster.create(name, f"template_{tree}") for tree, name in names.items()}

    yield copies
    for name in made:
        assert cluster is not None
        cluster.drop(name)


@pytest.fixture(scope="session")
def installation(new_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The journeys' server: each brings clients of its own."""
    made = Server(tmp_path_factory.mktemp("server"), new_databases())
    yield made
    made.kill()


@pytest.fixture
def server(installation: Server) -> Server:
    """The journeys' server, running: one before may have killed it."""
    if not installation.answers():
        installation.kill()
        installation.start()
    return installation


@pytest.fixture(scope="session")
def people(installation: Server) -> People:
    """The standing cast, in the journeys' server."""
    return People(installation)


@pytest.fixture(scope="module")
def nudging(new_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[reminding.Practice]:
    """A practice that sends reminders: each journey brings clients of its own."""
    with reminding.running(tmp_path_factory.mktemp("nudging"), new_databases()) as made:
        yield made


@pytest.fixture
def therapist(desk: Page, nudging: reminding.Practice) -> Desk:
    """The screen of its therapist."""
    return Desk(desk, nudging.server.desk)
