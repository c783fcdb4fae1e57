"""What a push service's answer means: pure, so that every case can be tried.

RFC 8030, and what the services were seen to do: Edge throttles with 406, Apple answers 403 to a token it dislikes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

Code = Literal["accepted", "gone", "later", "ours", "unreachable"]
GONE = (404, 410)
LATER = (406, 408, 425, 429)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
# Longer than any message lives: a service that says more says "never".
LONGEST_RETRY_AFTER = timedelta(days=28)


@dataclass(frozen=True)
class Answer:
    """What became of one message.

    - ``accepted``: the service has it, which is not yet shown.
    - ``gone``: the browser took its address back; remove it.
    - ``later``, ``unreachable``: again at ``retry_at``, until the message's time is over. The service asked for it, or
      was not reached.
    - ``ours``: our mistake or our keys; tell the operator and keep the address, or one wrong key would wipe them all.

    ``detail`` is for the operator: the status or failure and what the service said of it, one short line of ASCII.
    """

    code: Code
    detail: str
    status: int | None = None
    retry_at: datetime | None = None


def answer(
    status: int, headers: Mapping[str, str], now: datetime, wait: timedelta = FIRST_WAIT, said: str = ""
) -> Answer:
    """What a status means. ``headers`` are named in small letters; ``wait`` is used where the service names no time."""
    detail = f"{status} {said}".strip()
    if 200 <= status < 300:
        return Answer("accepted", detail, status)
    if status in GONE:
        return Answer("gone", detail, status)
    if status in LATER or status >= 500:
        asked = retry_after(headers.get("retry-after", ""), now)
        return Answer("later", detail, status, asked or now + wait)
    return Answer("ours", detail, status)


def unreachable(why: str, now: datetime, wait: timedelta = FIRST_WAIT) -> Answer:
    """No answer came: a name, a connection, a certificate or patience failed."""
    return Answer("unreachable", why, None, now + wait)


def retry_after(value: str, now: datetime) -> datetime | None:
    """The moment that ``Retry-After`` names in seconds or as a date (RFC 9110, 10.2.3), never before ``now``.

    None where it names nothing that can be read.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        seconds = min(int(value[:12]), int(LONGEST_RETRY_AFTER.total_seconds()))
        return now + timedelta(seconds=seconds)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(now, min(at, now + LONGEST_RETRY_AFTER)).astimezone(UTC)


def back_off(attempt: int, jitter: float) -> timedelta:
    """How long to wait after the ``attempt``-th try (from 0): twice as long each time, up to an hour.

    ``jitter`` (0..1, drawn by the caller) takes up to half of it away, so that what failed together does not come back
    together.
    """
    whole = min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempt, 10)))
    return whole * (1 - jitter / 2)
