"""The real app with the whole cast, as for homework; and Ana's reminders with the loop."""

from tests.homework.conftest import ana, app, cast, clock, olga, tomas
from tests.reminders.loop.conftest import config, nudged

__all__ = ["ana", "app", "cast", "clock", "config", "nudged", "olga", "tomas"]
