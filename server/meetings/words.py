"""How sessions are said on the therapist's pages."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from server.i18n import gettext as _
from server.i18n import ngettext
from server.meetings.models import MeetingSeries
from server.meetings.rules import Meeting

LOCALE = "en_GB"


def when(local: datetime) -> str:
    """ "Tuesday 24 November 2026, 14:00"."""
    return format_datetime(local, "EEEE d MMMM y, HH:mm", locale=LOCALE)


def day(on: date) -> str:
    """ "Tuesday 24 November 2026"."""
    return format_date(on, "EEEE d MMMM y", locale=LOCALE)


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
