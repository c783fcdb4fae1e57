"""The standing cast, and the real app with Tomas at his desk."""

from tests.homework.conftest import app, cast, clock, olga, tomas
from tests.practice.people import people

__all__ = ["app", "cast", "clock", "olga", "people", "tomas"]
