"""The real app with the whole cast, as homework's tests have it, and Ana's sessions on Tuesdays."""

import uuid

import pytest

from tests.alliance.ratings import tuesdays
from tests.cast import Cast, Phone
from tests.homework.conftest import ana, app, cast, clock, olga, tomas
from tests.homework.desk import Clock

__all__ = ["ana", "app", "cast", "clock", "olga", "tomas"]


@pytest.fixture
def series(ana: Phone, cast: Cast, clock: Clock) -> uuid.UUID:
    """Ana's Tuesdays."""
    return tuesdays(ana, cast, clock.at)
