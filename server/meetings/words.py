"""How sessions are said on the therapist's pages."""

from datetime import date, datetime

from babel.dates import format_date, format_time

from server.i18n import gettext as _
from server.i18n import ngettext
from server.meetings.models import MeetingSeries
from server.meetings.rules import Meeting

LOCALE = "en_GB"


def when(local: datetime, today: date) -> str:
    """ "Tuesday 24 November, 14:00"; with the year where it is another one than today's."""
    return _("{day}, {time}").format(day=day(local.date(), today), time=format_time(local, "HH:mm", locale=LOCALE))


def day(on: date, today: date) -> str:
    """ "Tuesday 24 November"; with the year where it is another one than today's."""
    return format_date(on, "EEEE d MMMM" if on.year == today.year else "EEEE d MMMM y", locale=LOCALE)


def became(one: Meeting, now: datetime) -> str:
    """What became of a session, as one or two words."""
    if one.state == "planned":
        return _("planned") if one.starts_at > now else _("not marked yet")
    return {"held": _("took place"), "cancelled": _("cancelled"), "no_show": _("the client did not come")}[one.state]


def rhythm(row: MeetingSeries) -> str:
    """ "Every week on Tuesday at 14:00"."""
    weekday = format_date(row.first_on, "EEEE", locale=LOCALE)
    weeks = row.every_weeks or 0
    return ngettext("Every week on {weekday} at {at}", "Every {n} weeks on {weekday} at {at}", weeks).format(
        n=weeks, weekday=weekday, at=row.at
    )
