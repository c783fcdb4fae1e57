"""The real app, reminders turned on, and a loop whose every pass is one call."""

from dataclasses import replace
from datetime import datetime

import pytest

from server import clock as server_clock
from server.app import App
from server.config import Config
from server.web import House
from tests.cast import Cast, Phone, assemble, enrol, envelope
from tests.conftest import ENGINE
from tests.homework.desk import Clock, Desk
from tests.reminders.loop.nudged import PEM, Nudged

# SQLite has one writer at a time, who waits for nobody.
collect_ignore = ["test_locks.py"] if ENGINE == "sqlite" else []


@pytest.fixture
def config(config: Config) -> Config:
    """A practice that sends reminders."""
    return replace(config, vapid_key=PEM, push_contact="mailto:practice@example.org")


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
def nudged(app: App, cast: Cast, clock: Clock, ana: Phone) -> Nudged:
    """Ana's reminders, and the loop."""
    return Nudged(app, cast, clock, ana)
