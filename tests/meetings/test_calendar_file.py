"""What is read of a calendar file: times, through zones, clock changes and exceptions; and what is refused."""

from datetime import UTC, datetime

import pytest

from server.meetings.appointments import Appointment
from server.meetings.calendar_file import Reading, Unreadable, read
from tests.meetings.calendars import BERLIN_BY_ANOTHER_NAME, calendar, event, start

FIRST = datetime(2026, 10, 1, tzinfo=UTC)
LAST = datetime(2027, 5, 1, tzinfo=UTC)
BERLIN = "Europe/Berlin"
CUSTOM = "Customized Time Zone"


def reading(*parts: str, zone: str = "Europe/London") -> Reading:
    return read(calendar(*parts), zone, FIRST, LAST)


def lives(*parts: str, zone: str = "Europe/London") -> list[str]:
    return [said(one) for one in reading(*parts, zone=zone).appointments if not one.gone]


def said(one: Appointment) -> str:
    return f"{one.starts_at:%m-%d %H:%M}"


def why(file: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(file, "Europe/London", FIRST, LAST)
    return refused.value.why


def test_an_event_is_a_time_and_a_title_to_pick_by() -> None:
    [one] = reading(event("LOCATION:Harbour 4", "ATTENDEE:mailto:ana@example.org", "DESCRIPTION:words")).appointments
    assert one == Appointment("Ana H.", datetime(2026, 11, 24, 14, tzinfo=UTC), 50)


@pytest.mark.parametrize(
    ("at", "rule", "expected"),
    [
        (f"{BERLIN}:20261020T140000", "FREQ=WEEKLY;COUNT=2", ["10-20 12:00", "10-27 13:00"]),
        (f"{BERLIN}:20270323T140000", "FREQ=WEEKLY;COUNT=2", ["03-23 13:00", "03-30 12:00"]),
        ("America/New_York:20261027T093000", "FREQ=WEEKLY;COUNT=2", ["10-27 13:30", "11-03 14:30"]),
        (f"{BERLIN}:20260106T140000", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261021T235959Z", ["10-13 12:00"]),
        (f"{BERLIN}:20260106T140000", "FREQ=WEEKLY;UNTIL=20261006", ["10-06 12:00"]),
        (f"{BERLIN}:20260106T140000", "FREQ=WEEKLY;UNTIL=20261006T115900Z", []),
        ("20261103T140000Z", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", ["11-03 14:00", "11-05 14:00", "11-10 14:00"]),
        ("20261103T140000Z", "FREQ=MONTHLY;BYDAY=1TU;COUNT=2", ["11-03 14:00", "12-01 14:00"]),
        ("20261130T140000Z", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["11-30 14:00", "12-31 14:00"]),
    ],
)
def test_what_comes_again_keeps_its_time_on_the_wall(at: str, rule: str, expected: list[str]) -> None:
    assert lives(event(f"RRULE:{rule}", at=at)) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (f"{BERLIN}:20270328T023000", "03-28 01:30"),
        (f"{BERLIN}:20261025T023000", "10-25 00:30"),
        ("20261025T013000Z", "10-25 00:30"),
    ],
)
def test_a_skipped_time_moves_on_and_of_two_the_first_is_meant(at: str, expected: str) -> None:
    zone = BERLIN if at.endswith("Z") else "Europe/London"
    assert lives(event(at=at), zone=zone) == [expected]


@pytest.mark.parametrize(
    "zone",
    [BERLIN, "W. Europe Standard Time", "/mozilla.org/20050126_1/Europe/Berlin", f'"{BERLIN}"', CUSTOM],
)
def test_a_zone_is_known_by_many_names(zone: str) -> None:
    again = event("RRULE:FREQ=WEEKLY;COUNT=2", at=f"{zone}:20261020T140000")
    assert lives(BERLIN_BY_ANOTHER_NAME, again) == ["10-20 12:00", "10-27 13:00"]


def test_what_one_file_calls_a_zone_is_nothing_to_the_next() -> None:
    utc = BERLIN_BY_ANOTHER_NAME.replace("+0100", "+0000").replace("+0200", "+0000")
    one = event(at=f"{CUSTOM}:20261124T140000")
    assert lives(BERLIN_BY_ANOTHER_NAME, one) == ["11-24 13:00"]
    assert lives(utc, one) == ["11-24 14:00"]
    assert reading(one).unread == {"zone": 1}


def test_a_zone_that_never_ends_is_not_laid_out() -> None:
    bomb = BERLIN_BY_ANOTHER_NAME.replace("FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY")
    assert reading(bomb, event(at=f"{CUSTOM}:20261124T140000")).unread == {"zone": 1}


def test_a_time_without_a_zone_is_the_practices_and_that_is_said() -> None:
    found = reading(event(at="20261020T140000"))
    assert ([said(one) for one in found.appointments], found.without_zone) == (["10-20 13:00"], True)
    named = reading(f"X-WR-TIMEZONE:{BERLIN}", event(at="20261020T140000"))
    assert ([said(one) for one in named.appointments], named.without_zone) == (["10-20 12:00"], False)


def test_one_that_was_moved_stands_at_its_new_time_and_knows_the_old_one() -> None:
    moved = event(start(f"{BERLIN}:20261201T140000", "RECURRENCE-ID"), at=f"{BERLIN}:20261203T160000")
    found = reading(event("RRULE:FREQ=WEEKLY;COUNT=3", at=f"{BERLIN}:20261124T140000"), moved).appointments
    assert [(said(one), one.was_at and f"{one.was_at:%m-%d %H:%M}") for one in found] == [
        ("11-24 13:00", None),
        ("12-03 15:00", "12-01 13:00"),
        ("12-08 13:00", None),
    ]


@pytest.mark.parametrize(
    "without",
    [
        [start("20261201T140000Z", "EXDATE")],
        [start(f"{BERLIN}:20261201T150000", "EXDATE")],
        [start("20261201", "EXDATE")],
    ],
)
def test_a_day_that_was_taken_out_is_gone(without: list[str]) -> None:
    found = reading(event("RRULE:FREQ=WEEKLY;COUNT=3", *without)).appointments
    assert [(said(one), one.gone) for one in found] == [
        ("11-24 14:00", False),
        ("12-01 14:00", True),
        ("12-08 14:00", False),
    ]


def test_a_cancelled_one_is_gone() -> None:
    cancelled = event(start("20261201T140000Z", "RECURRENCE-ID"), "STATUS:CANCELLED", at="20261201T140000Z")
    assert lives(event("RRULE:FREQ=WEEKLY;COUNT=3"), cancelled) == ["11-24 14:00", "12-08 14:00"]
    assert lives(event("STATUS:CANCELLED")) == []


def test_days_beside_the_rule_count() -> None:
    assert lives(event("RDATE:20261126T140000Z,20261127T140000Z")) == ["11-24 14:00", "11-26 14:00", "11-27 14:00"]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (event(at="20261124"), "all_day"),
        (event(minutes=5), "length"),
        (event(minutes=300), "length"),
        (event(at="Mars/Olympus:20261124T140000"), "zone"),
        (event(at="../../etc/passwd:20261124T140000"), "zone"),
        (event("RRULE:FREQ=YEARLY"), "repeats"),
        (event("RRULE:FREQ=SECONDLY"), "repeats"),
        (event("RRULE:FREQ=WEEKLY;BYMONTH=1"), "repeats"),
        (event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T140000Z"), "repeats"),
        (event("RRULE:FREQ=WEEKLY;INTERVAL=0"), "broken"),
        (event(at="tomorrow"), "broken"),
        (event(at="00010101T000000Z", minutes=50).replace("DURATION", "RDATE:20261124T140000Z\r\nDURATION"), "broken"),
    ],
)
def test_what_is_no_session_or_not_understood_is_counted_and_left_out(one: str, reason: str) -> None:
    found = reading(one, event(uid="two", at="20261125T090000Z"))
    assert (dict(found.unread), [said(one) for one in found.appointments]) == ({reason: 1}, ["11-25 09:00"])


def test_years_long_past_are_not_even_read() -> None:
    birthday = event(at="20160401", uid="old")
    assert dict(reading(event(at="20160405T140000Z"), birthday).unread) == {}


def test_what_is_said_in_an_alarm_is_not_the_events() -> None:
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT10M\r\nDURATION:PT5M\r\nSUMMARY:wrong\r\nEND:VALARM"
    [one] = reading(event(alarm)).appointments
    assert (one.title, one.minutes) == ("Ana H.", 50)


def test_a_title_is_one_line_of_letters_that_show() -> None:
    [one] = reading(event(title="Ana\\n\u202e  H." + "x" * 500)).appointments
    assert one.title.startswith("Ana H.x")
    assert len(one.title) == 80


def test_a_line_may_be_folded_and_the_file_begin_with_a_mark() -> None:
    folded = calendar(event(title="Ana")).replace(b"SUMMARY:Ana", b"SUMM\r\n ARY:An\r\n\ta")
    [one] = read(b"\xef\xbb\xbf" + folded, "Europe/London", FIRST, LAST).appointments
    assert one.title == "Ana"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"PK\x03\x04 a spreadsheet",
        b"\xff\xfe\x00",
        calendar(event())[:-60],
        calendar("BEGIN:X\r\n" * 100_000),
        calendar(event()).replace(b"END:VEVENT", b""),
    ],
)
def test_what_is_no_calendar_or_not_whole_is_refused(file: bytes) -> None:
    assert why(file) == "no_calendar"


@pytest.mark.parametrize(
    "parts",
    [
        [event(uid=f"{n}") for n in range(10_000)],
        [event("RRULE:FREQ=DAILY", uid=f"{n}") for n in range(1_000)],
        [event("RRULE:FREQ=DAILY;COUNT=99999999", uid=f"{n}", at="19700101T000000Z") for n in range(20)],
        [event("RDATE:" + ",".join(["20261126T140000Z"] * 60_000))],
    ],
)
def test_a_file_that_would_take_too_long_is_refused(parts: list[str]) -> None:
    assert why(calendar(*parts)) == "too_much"
