"""The real app with the whole cast, as for homework."""

from tests.homework.conftest import ana, app, cast, clock, olga, tomas

__all__ = ["ana", "app", "cast", "clock", "olga", "tomas"]
