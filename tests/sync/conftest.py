"""The real app with the whole cast, and phones of Ana's and Ben's."""

from datetime import datetime

import pytest

from server import clock
from server.app import App
from server.web import House
from tests.cast import Cast, Phone, assemble, enrol


@pytest.fixture
def app(house: House) -> App:
    """The whole server."""
    return App(house)


@pytest.fixture
def cast(house: House, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Everybody, with the clock standing still."""
    monkeypatch.setattr(clock, "now", lambda: now)
    return assemble(house, now)


@pytest.fixture
def ana(app: App, cast: Cast, now: datetime) -> Phone:
    """Ana's phone."""
    return enrol(app, cast.practice, cast.ana, now)


@pytest.fixture
def ben(app: App, cast: Cast, now: datetime) -> Phone:
    """Ben's phone."""
    return enrol(app, cast.practice, cast.ben, now)
