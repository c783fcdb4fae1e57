"""How a calendar file says that something comes again (RRULE), as the library hands it over. Pure."""

from datetime import UTC, datetime, time, tzinfo
from typing import Any, cast

from server.meetings.appointments import in_utc
from server.meetings.repeating import Rule, Unit

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"}
READ = {"DAILY": ALWAYS, "WEEKLY": ALWAYS, "MONTHLY": ALWAYS | {"BYMONTHDAY", "BYSETPOS"}}


class NotReadHere(Exception):
    """Something comes again in a way that no sessions do: every year, every hour, in some months only."""


def rule_of(said: Any) -> Rule | None:
    """Raises ``NotReadHere``; ``ValueError`` and the like where it is not well said."""
    if not said:
        return None
    if not isinstance(said, dict):
        raise NotReadHere
    unit = str(said["FREQ"][0]).upper()
    if unit not in READ or not said.keys() <= READ[unit]:
        raise NotReadHere
    every, count = int(said.get("INTERVAL", [1])[0]), said.get("COUNT", [None])[0]
    if every < 1:
        raise ValueError("INTERVAL")
    return Rule(
        unit=cast(Unit, unit),
        every=every,
        weekdays=tuple((one.relative or 0, WEEKDAYS.index(one.weekday)) for one in said.get("BYDAY", [])),
        month_days=tuple(int(day) for day in said.get("BYMONTHDAY", [])),
        places=tuple(int(place) for place in said.get("BYSETPOS", [])),
        week_begins=WEEKDAYS.index(str(said.get("WKST", ["MO"])[0]).upper()),
        count=None if count is None else int(count),
    )


def until_of(said: Any, zone: tzinfo) -> datetime | None:
    """The last moment (UTC) of a rule; a day without a time is meant to its end, a time without a zone in ``zone``."""
    if not said or "UNTIL" not in said:
        return None
    until = said["UNTIL"][0]
    if not isinstance(until, datetime):
        return in_utc(datetime.combine(until, time(23, 59, 59)), zone)
    return in_utc(until, zone) if until.tzinfo is None else until.astimezone(UTC)
