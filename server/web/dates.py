"""Days and times as a person reads them, on the clock of a named zone."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_day_names

from server.i18n import gettext as _

LOCALE = "en_GB"


def local(moment: datetime, zone: str) -> datetime:
    """A moment on the clock on the wall there."""
    return moment.astimezone(ZoneInfo(zone))


def short_day(day: date) -> str:
    """``Wed 18``: a day of a week that stands above."""
    return str(format_date(day, "EEE d", locale=LOCALE))


def short_date(day: date, today: date) -> str:
    """``Wed 18 Nov``, with the year where it is another one."""
    return str(format_date(day, "EEE d MMM" if day.year == today.year else "d MMM y", locale=LOCALE))


def long_date(day: date, today: date) -> str:
    """``18 November``, with the year where it is another one."""
    return str(format_date(day, "d MMMM" if day.year == today.year else "d MMMM y", locale=LOCALE))


def weekday_date(day: date) -> str:
    """``Wednesday 18 November``."""
    return str(format_date(day, "EEEE d MMMM", locale=LOCALE))


# A copy of years names each day several times.
@lru_cache(maxsize=4096)
def full_date(day: date) -> str:
    """``Wednesday 18 November 2026``: for what is kept for good."""
    return str(format_date(day, "EEEE d MMMM y", locale=LOCALE))


def full_moment(moment: datetime, zone: str) -> str:
    """``Wednesday 18 November 2026, 9:05``."""
    return _("{day}, {time}").format(day=full_date(local(moment, zone).date()), time=clock_time(moment, zone))


def clock_time(moment: datetime, zone: str) -> str:
    """``9:05``."""
    return str(format_datetime(local(moment, zone), "H:mm", locale=LOCALE))


def past(moment: datetime, now: datetime, zone: str) -> str:
    """``today, 8:20``, ``yesterday, 20:41``, ``Sunday, 9:05``, ``5 November``."""
    then, today = local(moment, zone).date(), local(now, zone).date()
    apart = (today - then).days
    if apart > 6:
        return long_date(then, today)
    if apart <= 0:
        return _("today, {time}").format(time=clock_time(moment, zone))
    if apart == 1:
        return _("yesterday, {time}").format(time=clock_time(moment, zone))
    name = format_date(then, "EEEE", locale=LOCALE)
    return _("{day}, {time}").format(day=name, time=clock_time(moment, zone))


def past_day(moment: datetime, now: datetime, zone: str) -> str:
    """``today``, ``yesterday``, ``Sunday``, ``5 November``: a day that is over, within a sentence."""
    then, today = local(moment, zone).date(), local(now, zone).date()
    apart = (today - then).days
    if apart <= 1:
        return _("yesterday") if apart == 1 else _("today")
    return long_date(then, today) if apart > 6 else str(format_date(then, "EEEE", locale=LOCALE))


def ahead(moment: datetime, now: datetime, zone: str) -> str:
    """``today, 14:00``, ``tomorrow, 9:00``, ``Thu 26 Nov, 9:00``."""
    then, today = local(moment, zone).date(), local(now, zone).date()
    time = clock_time(moment, zone)
    if then == today:
        return _("today, {time}").format(time=time)
    if then == today + timedelta(days=1):
        return _("tomorrow, {time}").format(time=time)
    return _("{day}, {time}").format(day=short_date(then, today), time=time)


def ordinal(n: int) -> str:
    """``1st``, ``12th``, ``23rd``."""
    teens = n % 100 in (11, 12, 13)
    return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def weekday_names(width: str = "wide") -> list[str]:
    """The seven names from Monday on; ``width`` is ``wide``, ``abbreviated`` or ``short``."""
    names = get_day_names(width, locale=LOCALE)  # type: ignore[arg-type]  # one of the three above
    return [str(names[n]) for n in range(7)]


def and_list(items: list[str]) -> str:
    """``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return _("{some} and {last}").format(some=", ".join(items[:-1]), last=items[-1])
