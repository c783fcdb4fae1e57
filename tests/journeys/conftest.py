"""What a journey stands on: the system's browsers, a phone and a desk, and a real server they talk to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.journeys import browsers
from tests.journeys.browsers import Complaints
from tests.journeys.server import Server


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What speaks to the browsers."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    browser = browsers.launch_chromium(driver)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(driver: Playwright) -> Iterator[Browser]:
    """The system's Firefox."""
    browser = browsers.launch_firefox(driver)
    yield browser
    browser.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fails a journey in which a browser complained of anything it was not told to expect."""
    heard = Complaints()
    yield heard
    assert heard.unexpected() == []


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
def server(tmp_path: Path) -> Iterator[Server]:
    """A running server with databases at the newest revision and nobody in them."""
    running = Server(tmp_path)
    running.run("migrate")
    running.start()
    yield running
    running.kill()
