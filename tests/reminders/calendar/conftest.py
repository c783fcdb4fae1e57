"""The real app with Ana's phone in it, as the loop's tests have it."""

from tests.reminders.loop.conftest import ana, app, cast, clock, config, nudged, tomas

__all__ = ["ana", "app", "cast", "clock", "config", "nudged", "tomas"]
