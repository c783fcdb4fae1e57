"""What each answer of a push service means, and when to try again."""

from datetime import timedelta, timezone
from email.utils import format_datetime

import pytest

from server.reminders.answers import LONGEST_RETRY_AFTER, LONGEST_WAIT, answer, back_off, retry_after, unreachable
from tests.conftest import NOW

WAIT = timedelta(minutes=7)
MEANING = {
    "accepted": (200, 201, 202, 204),
    "gone": (404, 410),
    "later": (406, 408, 425, 429, 500, 502, 503, 504, 507),
    "ours": (301, 307, 400, 401, 403, 405, 413, 415),
}


@pytest.mark.parametrize(("status", "code"), [(status, code) for code, all_of in MEANING.items() for status in all_of])
def test_each_status_has_one_meaning(status: int, code: str) -> None:
    told = answer(status, {}, NOW, WAIT, "BadThing")
    assert (told.code, told.status, told.detail) == (code, status, f"{status} BadThing")
    assert told.retry_at == (NOW + WAIT if code == "later" else None)


@pytest.mark.parametrize("status", [429, 503])
def test_the_service_says_when(status: int) -> None:
    assert answer(status, {"retry-after": "120"}, NOW, WAIT).retry_at == NOW + timedelta(minutes=2)


def test_nothing_came() -> None:
    told = unreachable("the name was not found", NOW, WAIT)
    assert (told.code, told.status, told.retry_at) == ("unreachable", None, NOW + WAIT)


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("0", timedelta(0)),
        (" 90 ", timedelta(seconds=90)),
        (format_datetime(NOW + timedelta(hours=1), usegmt=True), timedelta(hours=1)),
        (format_datetime((NOW + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-5)))), timedelta(hours=1)),
        ("Thu, 19 Nov 2026 18:10:00 -0000", timedelta(minutes=10)),
        ("Thursday, 19-Nov-26 18:10:00 GMT", timedelta(minutes=10)),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), timedelta(0)),
        ("9" * 500, LONGEST_RETRY_AFTER),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_RETRY_AFTER),
        ("Fri, 31 Dec 9999 23:59:59 -2359", LONGEST_RETRY_AFTER),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(value: str, after: timedelta) -> None:
    told = retry_after(value, NOW)
    assert told == NOW + after
    assert told.utcoffset() == timedelta(0)


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "٣", "Thu, 99 Nov 2026 18:10:00 GMT", ", " * 40])
def test_a_retry_after_that_says_nothing(value: str) -> None:
    assert retry_after(value, NOW) is None
    assert answer(503, {"retry-after": value}, NOW, WAIT).retry_at == NOW + WAIT


def test_waits_double_up_to_an_hour() -> None:
    waits = [back_off(attempt, 0) for attempt in range(9)]
    assert waits[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert waits == sorted(waits)
    assert waits[-1] == back_off(10_000, 0) == LONGEST_WAIT


def test_jitter_takes_up_to_half_away() -> None:
    assert back_off(1, 1) == timedelta(seconds=30)
    assert back_off(1, 0.5) == timedelta(seconds=45)
