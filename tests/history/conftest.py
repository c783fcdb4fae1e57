"""The real app with the whole cast, as homework's tests have it."""

from tests.homework.conftest import ana, app, cast, clock, olga, tomas

__all__ = ["ana", "app", "cast", "clock", "olga", "tomas"]
