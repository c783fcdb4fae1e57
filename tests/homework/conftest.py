"""The real app with the whole cast, Ana's phone, and the browsers of Tomas and Olga."""

from datetime import datetime

import pytest

from server import clock as server_clock
from server.app import App
from server.web import House
from tests.cast import Cast, Phone, assemble, enrol, envelope
from tests.homework.desk import Clock, Desk


@pytest.fixture
def clock(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The only clock there is: a Thursday evening."""
    found = Clock(now)
    monkeypatch.setattr(server_clock, "now", found.now)
    return found


@pytest.fixture
def app(house: House) -> App:
    """The whole server."""
    return App(house)


@pytest.fixture
def cast(house: House, clock: Clock) -> Cast:
    """Everybody."""
    return assemble(house, clock.at)


@pytest.fixture
def ana(app: App, cast: Cast, clock: Clock) -> Phone:
    """Ana's phone; she has agreed to writing."""
    phone = enrol(app, cast.practice, cast.ana, clock.at)
    consent = envelope(clock.at, {"given": True, "version": "1"}, kind="consent", subject=None)
    phone.sync(phone.seal(consent))
    return phone


@pytest.fixture
def tomas(app: App, cast: Cast, clock: Clock) -> Desk:
    """Ana's therapist."""
    return Desk(app, cast.practice, cast.tomas, clock)


@pytest.fixture
def olga(app: App, cast: Cast, clock: Clock) -> Desk:
    """The therapist next door."""
    return Desk(app, cast.practice, cast.olga, clock)
