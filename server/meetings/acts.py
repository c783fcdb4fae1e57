"""What a tick on the page of a calendar file carries: the times it stands for, as text."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from server.errors import NotThere
from server.meetings.calendar_file import LEAST_MINUTES, MOST_MINUTES
from server.meetings.taking import Act

GONE = "gone"
MOST = 1_000
NEAR = timedelta(days=366)
FORMAT = "%Y-%m-%dT%H:%MZ"


def written(acts: Iterable[Act]) -> str:
    """``start/minutes``, then ``/start before`` of a move or ``/gone``; one space between two."""
    return " ".join(_written(act) for act in acts)


def _written(act: Act) -> str:
    of = GONE if act.gone else f"{act.was_at:{FORMAT}}" if act.was_at else ""
    return f"{act.starts_at:{FORMAT}}/{act.minutes}" + (f"/{of}" if of else "")


def read_all(texts: Iterable[str], now: datetime) -> list[Act]:
    """Each act once. Raises ``NotThere`` for what the page never offers: it asks no more of times than a form does."""
    pieces = list(dict.fromkeys(piece for text in texts for piece in text.split()))
    if len(pieces) > MOST:
        raise NotThere
    try:
        found = [_read(piece) for piece in pieces]
    except ValueError:
        raise NotThere from None
    if not all(_is_offered(act, now) for act in found):
        raise NotThere
    return found


def _read(piece: str) -> Act:
    start, minutes, of = (*piece.split("/"), "")[:3]
    was_at = _moment(of) if of not in ("", GONE) else None
    return Act(_moment(start), int(minutes), was_at, of == GONE)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, FORMAT).replace(tzinfo=UTC)


def _is_offered(act: Act, now: datetime) -> bool:
    near = all(abs(at - now) <= NEAR for at in (act.starts_at, act.was_at) if at)
    return near and LEAST_MINUTES <= act.minutes <= MOST_MINUTES
