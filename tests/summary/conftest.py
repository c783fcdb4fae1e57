"""The same people and browsers as homework's tests."""

from tests.homework.conftest import ana, app, cast, clock, olga, tomas

__all__ = ["ana", "app", "cast", "clock", "olga", "tomas"]
