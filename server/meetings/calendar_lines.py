"""Which lines of a calendar file are read at all. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

FRAME = {"BEGIN", "END"}
TIMES = {"DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID"}
CALENDAR = ["VCALENDAR"]
EVENT = ["VCALENDAR", "VEVENT"]
TIME_ZONE = ["VCALENDAR", "VTIMEZONE"]
OF_CALENDAR = FRAME | {"X-WR-TIMEZONE"}
OF_EVENT = FRAME | TIMES | {"STATUS", "SUMMARY", "UID"}
# One of these, and an event is at other times than its start says.
ELSEWHEN = {"RRULE", "RDATE", "RECURRENCE-ID"}
FOLD = re.compile(r"\r?\n[ \t]")
LINE_ENDS = re.compile(r"\r\n|\n|\r")
NAME = re.compile(r"[A-Za-z0-9-]+")
ZONE = re.compile(r";TZID=", re.IGNORECASE)
DAY = re.compile(r":(\d{8})(T|$)")
DEEPEST = 5
APART = timedelta(days=2)  # a day is another one elsewhere in the world, and an event may last past midnight


@dataclass
class Kept:
    """The lines of the events; how many events there are; and by name what the file says of each time zone.

    ``TZID`` is called ``X-ZONE``: the library looks zones up by it, and keeps what it finds (``zones.py``).
    """

    lines: list[str] = field(default_factory=list)
    events: int = 0
    zones: dict[str, list[str]] = field(default_factory=dict)


def kept_lines(file: bytes, first: date, last: date) -> Kept | None:
    """What has to do with the days from ``first`` to ``last``. ``None`` when this is no calendar file."""
    lines = _lines(file)
    if lines[0].strip().upper() != "BEGIN:VCALENDAR":
        return None
    within: list[str] = []
    kept, piece = Kept(), list[str]()
    for line in lines:
        name = _name(line)
        if name == "BEGIN":
            within.append(line[6:].strip().upper())
        if len(within) > DEEPEST:
            return None
        if within[:2] == TIME_ZONE or (within == EVENT and name in OF_EVENT):
            piece.append(line)
        elif within == CALENDAR and name in OF_CALENDAR:
            kept.lines.append(line)
        if name == "END" and within:
            if within == EVENT:
                _keep_event(kept, piece, first, last)
            elif within == TIME_ZONE:
                _keep_zone(kept, piece)
            piece = piece if len(within) > 2 else []
            within.pop()
    return kept


def joined(lines: Iterable[str]) -> str:
    """The lines as they travel."""
    return "".join(f"{line}\r\n" for line in lines)


def _lines(file: bytes) -> list[str]:
    """Long lines are folded: an end of line and a space in between (RFC 5545, 3.1)."""
    return LINE_ENDS.split(FOLD.sub("", file.decode("utf-8-sig", errors="replace").lstrip()))


def _name(line: str) -> str:
    found = NAME.match(line)
    return found[0].upper() if found else ""


def _keep_event(kept: Kept, piece: list[str], first: date, last: date) -> None:
    """Years of a calendar are in most files: what is neither near nor comes again is not worth the library's time."""
    by_name = {_name(line): line for line in piece}
    if ELSEWHEN.isdisjoint(by_name) and not _near(by_name.get("DTSTART", ""), first, last):
        return
    kept.events += 1
    kept.lines += (ZONE.sub(";X-ZONE=", line, count=1) if _name(line) in TIMES else line for line in piece)


def _near(start: str, first: date, last: date) -> bool:
    """Whether a start is near these days, or says no day that can be told at a glance."""
    found = DAY.search(start)
    return found is None or f"{first - APART:%Y%m%d}" <= found[1] <= f"{last + APART:%Y%m%d}"


def _keep_zone(kept: Kept, piece: list[str]) -> None:
    name = next((line.partition(":")[2].strip() for line in piece if _name(line) == "TZID"), "")
    kept.zones.setdefault(name, [line for line in piece if _name(line) != "TZID"])
