"""When a person wants to hear from us, and when not: quiet hours and pauses, by the clock on their wall. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from server.entries.rules import local_day
from server.meetings.rules import moment
from server.reminders.schedule import DAY, Place, ends

Held = Literal["paused", "quiet"]


@dataclass(frozen=True)
class Hours:
    """When a person wants to hear from us. Quiet hours are local times and may lie across midnight; equal: none.

    ``paused_until`` is the last day of a pause. ``follow_up`` is how long after a nudge the one follow-up comes.
    """

    place: Place
    quiet_from: str = "22:00"
    quiet_to: str = "08:00"
    paused_until: date | None = None
    most_a_day: int = 1
    follow_up: timedelta | None = timedelta(hours=4)

    def day(self, at: datetime) -> date:
        """The day a moment lies in, as the client means it."""
        return local_day(at, self.place.zone, self.place.day_ends_at)


def held_until(hours: Hours, now: datetime) -> tuple[datetime, Held] | None:
    """Until when, and why, nobody is to be disturbed now; ``None`` when one may."""
    paused = pause_ends(hours)
    if paused is not None and now < paused:
        return paused, "paused"
    quiet = quiet_until(hours, now)
    return None if quiet is None else (quiet, "quiet")


def pause_ends(hours: Hours) -> datetime | None:
    """The end of the last pause: when its last day is over, as the client means it. It may be long past."""
    return None if hours.paused_until is None else ends(hours.paused_until, hours.place)


def quiet_until(hours: Hours, now: datetime) -> datetime | None:
    """The end of the quiet hours that ``now`` lies in; ``None`` outside of them.

    At their end somebody may be disturbed, at their beginning no more. What the wall shows decides, also where the
    clocks change: an hour that comes twice is quiet twice.
    """
    begins, over = time.fromisoformat(hours.quiet_from), time.fromisoformat(hours.quiet_to)
    local = now.astimezone(ZoneInfo(hours.place.zone))
    wall = local.time()
    if begins < over:
        quiet, tomorrow = begins <= wall < over, False
    else:
        quiet, tomorrow = begins != over and not over <= wall < begins, wall >= begins
    if not quiet:
        return None
    day = local.date() + DAY if tomorrow else local.date()
    end = datetime.combine(day, over, local.tzinfo).replace(fold=local.fold).astimezone(UTC)
    # Where their end is skipped, it moves on, and they may have begun again by then.
    return quiet_until(hours, end) or end


def shows_until(open_until: datetime, hours: Hours, now: datetime) -> datetime:
    """Up to when a push may still show on a phone that was off: an answer counts, and no quiet hours have begun."""
    if hours.quiet_from == hours.quiet_to:
        return open_until
    today = local_day(now, hours.place.zone, "00:00")
    begins = (moment(today + days * DAY, hours.quiet_from, hours.place.zone) for days in range(3))
    return min(open_until, *(at for at in begins if at > now))
