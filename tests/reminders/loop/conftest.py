"""The real app with the whole cast, as for homework; Ana's reminders turned on, and a loop whose pass is one call."""

from dataclasses import replace

import pytest

from server.app import App
from server.config import Config
from tests.cast import Cast, Phone
from tests.conftest import ENGINE
from tests.homework.conftest import ana, app, cast, clock, olga, tomas
from tests.homework.desk import Clock
from tests.reminders.loop.nudged import PEM, Nudged

__all__ = ["ana", "app", "cast", "clock", "olga", "tomas"]

# SQLite has one writer at a time, who waits for nobody.
collect_ignore = ["test_locks.py"] if ENGINE == "sqlite" else []


@pytest.fixture
def config(config: Config) -> Config:
    """A practice that sends reminders."""
    return replace(config, vapid_key=PEM, push_contact="mailto:practice@example.org")


@pytest.fixture
def nudged(app: App, cast: Cast, clock: Clock, ana: Phone) -> Nudged:
    """Ana's reminders, and the loop."""
    return Nudged(app, cast, clock, ana)
