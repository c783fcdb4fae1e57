"""How what was found in a calendar file is said."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from server.i18n import gettext as _
from server.i18n import ngettext
from server.meetings.calendar_file import Reading, Unread, WhyNot
from server.meetings.rules import Meeting
from server.meetings.taking import Group, Settled
from server.meetings.words import LOCALE, when


def at(moment: datetime, zone: str, today: date) -> str:
    """The same of a moment, by the clocks in ``zone``."""
    return when(moment.astimezone(ZoneInfo(zone)), today)


def several(meetings: Iterable[Meeting], today: date) -> str:
    """When several sessions are, one after another."""
    return "; ".join(when(one.local, today) for one in meetings)


def usual(group: Group, zone: str) -> str:
    """On which weekday and at what time most of a group are, and how many of them stand here."""
    local = (line.act.starts_at.astimezone(ZoneInfo(zone)) for line in group.lines)
    walls = Counter((format_date(at, "EEEE", locale=LOCALE), at.strftime("%H:%M")) for at in local)
    [((weekday, time), _n)] = walls.most_common(1)
    text = _("{weekday} at {time}") if len(walls) == 1 else _("Mostly {weekday} at {time}")
    said = text.format(weekday=weekday, time=time)
    moved, gone = group.how_many("moved"), group.how_many("gone")
    counts = [
        (group.known, ngettext("{n} stands here already", "{n} stand here already", group.known)),
        (moved, ngettext("{n} is at another time now", "{n} are at another time now", moved)),
        (gone, ngettext("{n} is cancelled", "{n} are cancelled", gone)),
    ]
    return " · ".join([said, *(text.format(n=n) for n, text in counts if n)])


def unreadable(why: WhyNot) -> str:
    """Why a calendar file was not taken, and what to do."""
    return {
        "no_calendar": _("This is not a calendar file, or it is not whole. Export it anew; its name ends in .ics."),
        "too_much": _("There is too much in this file. Export one calendar alone, or a shorter time."),
    }[why]


def unread(reading: Reading, zone: str) -> list[str]:
    """What of a calendar file was not read, and what was taken for granted: one sentence each."""
    said = [_unread(why, n) for why, n in sorted(reading.unread.items())]
    if reading.without_zone:
        said.append(_("Where the file gives no time zone, the one of {zone} is meant.").format(zone=zone))
    return said


def _unread(why: Unread, n: int) -> str:
    if why == "all_day":
        said = ngettext("{n} event that lasts all day is left out.", "{n} events that last all day are left out.", n)
    elif why == "length":
        said = ngettext(
            "{n} event shorter than 10 minutes or longer than 4 hours is left out.",
            "{n} events shorter than 10 minutes or longer than 4 hours are left out.",
            n,
        )
    elif why == "zone":
        said = ngettext(
            "{n} event is in a time zone that is not known here. Add it by hand.",
            "{n} events are in a time zone that is not known here. Add them by hand.",
            n,
        )
    elif why == "repeats":
        said = ngettext(
            "{n} event that comes again as no sessions do, such as every year, is left out.",
            "{n} events that come again as no sessions do, such as every year, are left out.",
            n,
        )
    else:
        said = ngettext("{n} event could not be read.", "{n} events could not be read.", n)
    return said.format(n=n)


def taken(done: Settled) -> str:
    """What was taken over from a calendar file."""
    said = [
        ngettext("{n} session is added.", "{n} sessions are added.", len(done.add)).format(n=len(done.add)),
        ngettext("{n} is moved.", "{n} are moved.", len(done.move)).format(n=len(done.move)),
        ngettext("{n} is cancelled.", "{n} are cancelled.", len(done.cancel)).format(n=len(done.cancel)),
    ]
    happened = [words for words, every in zip(said, (done.add, done.move, done.cancel), strict=True) if every]
    return " ".join(happened) or _("All that you ticked stands here already.")
