"""The standing cast, and the browser of the practice's owner."""

import pytest

from server.app import App
from tests.cast import Cast
from tests.homework.conftest import ana, app, cast, clock, tomas
from tests.homework.desk import Clock, Desk
from tests.practice.people import people


@pytest.fixture
def piet(app: App, cast: Cast, clock: Clock) -> Desk:
    """Owns the practice."""
    return Desk(app, cast.practice, cast.piet, clock)


__all__ = ["ana", "app", "cast", "clock", "people", "piet", "tomas"]
