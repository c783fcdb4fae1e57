"""Calendar files as calendar apps write them."""


def event(*lines: str, title: str = "Ana H.", uid: str = "one", at: str = "20261124T140000Z", minutes: int = 50) -> str:
    """One event. ``lines`` are put beside its own."""
    own = (f"UID:{uid}", f"SUMMARY:{title}", start(at), f"DURATION:PT{minutes}M")
    return "\r\n".join(("BEGIN:VEVENT", *own, *lines, "END:VEVENT"))


def start(at: str, name: str = "DTSTART") -> str:
    """``20261124T140000Z``, ``20261124T140000`` without a zone, ``20261124`` or ``Europe/Berlin:20261124T140000``."""
    zone, _colon, time = at.rpartition(":")
    return f"{name};TZID={zone}:{time}" if zone else f"{name};VALUE=DATE:{at}" if len(at) == 8 else f"{name}:{at}"


def calendar(*parts: str) -> bytes:
    """A file of these events."""
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", "")).encode()


BERLIN_BY_ANOTHER_NAME = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE""".replace("\n", "\r\n")
