"""The standing cast, and the real app with Ana's phone."""

from tests.homework.conftest import ana, app, cast, clock, tomas
from tests.practice.people import people

__all__ = ["ana", "app", "cast", "clock", "people", "tomas"]
