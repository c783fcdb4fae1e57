"""What stands in the file, and what never does: RFC 5545's form, ids that stay, alarms, sessions that move."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from server.meetings.rules import Change, Meeting, Series, expand
from server.reminders.calendar import Says
from server.reminders.schedule import DAY, AfterSession, Calendar, Schedule
from tests.reminders.calendar.files import NOW, SAYS, read, written
from tests.reminders.calendar.reading import Read

DAILY = Calendar(("08:00", "19:00"), date(2026, 11, 1))
THREE_HOURS = AfterSession(180)


def thursdays(change: Change | None = None) -> list[Meeting]:
    """Weekly at 17:00 in Madrid from 26 November 2026; ``change`` is the one of 3 December."""
    changes = {} if change is None else {date(2026, 12, 3): change}
    series = Series(uuid.UUID(int=7), date(2026, 11, 26), "17:00", "Europe/Madrid", 50, 1, date(2026, 12, 17), changes)
    return expand(series, NOW, NOW + 60 * DAY)


def starts(found: Read) -> dict[str, str]:
    return {str(one["UID"]): one["DTSTART"].to_ical().decode() for one in found.events}


@pytest.mark.parametrize("schedule", [DAILY, THREE_HOURS])
def test_lines_end_as_the_norm_wants_and_are_no_longer_than_it_allows(schedule: Schedule) -> None:
    text = written(schedule, meetings=thursdays(), says=Says("Ein Moment für etwas, das " + "weit " * 40, "ü" * 90))
    assert text.endswith(b"END:VCALENDAR\r\n")
    lines = text.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()


def test_words_stay_words() -> None:
    title = 'One; two, three\\ "four"\nBEGIN:VEVENT'
    found = read(DAILY, says=Says(title, "Moments"))
    assert [str(one["SUMMARY"]) for one in found.events] == [title, title]
    assert r"SUMMARY:One\; two\, three\\ \"four\"\nBEGIN:VEVENT".replace(r"\"", '"') in found.text


def test_the_head_says_what_it_is_and_when_to_look_again() -> None:
    lines = written(DAILY).decode().split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert {
        "PRODID:-//Throughline//Calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Moments",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    } <= set(lines)  # fmt: skip


def test_a_file_taken_once_has_no_name_and_is_never_asked_for_again() -> None:
    text = written(DAILY, purpose="once").decode()
    assert not any(name in text for name in ("CALNAME", "REFRESH", "TTL"))


@pytest.mark.parametrize("purpose", ["feed", "once"])
def test_every_event_is_whole_neutral_private_and_takes_up_nobodys_time(purpose: str) -> None:
    found = read(DAILY, THREE_HOURS, meetings=thursdays(), purpose=purpose)
    assert len(found.events) == 6
    for one in found.events:
        assert set(one) == {
            "UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "SEQUENCE", "STATUS", "CLASS", "TRANSP",
            "X-MICROSOFT-CDO-BUSYSTATUS",
        } | ({"RRULE"} if "RRULE" in one else set())  # fmt: skip
        assert (str(one["SUMMARY"]), one["CLASS"], one["TRANSP"]) == (SAYS.event, "PRIVATE", "TRANSPARENT")
        assert one["DURATION"].to_ical() == b"PT10M"
        [alarm] = one.walk("VALARM")
        assert (alarm["ACTION"], str(alarm["DESCRIPTION"])) == ("DISPLAY", SAYS.event)
        assert alarm["TRIGGER"].dt.total_seconds() == 0


def test_each_time_of_each_reminder_has_one_id_that_stays() -> None:
    before = starts(read(DAILY, replace(DAILY, at=("19:00",))))
    assert len(before) == 3
    changed = replace(DAILY, first=date(2026, 11, 5), weekdays=(0, 2))
    after = starts(read(changed, since=NOW + 9 * DAY, version=8))
    assert set(after) < set(before)
    assert after != before


def test_no_id_tells_where_it_was_made() -> None:
    assert all(str(uuid.UUID(one)) == one for one in starts(read(DAILY, THREE_HOURS, meetings=thursdays())))


def test_a_change_has_a_higher_number() -> None:
    assert {int(one["SEQUENCE"]) for version in (7, 8) for one in read(DAILY, version=version).events} == {7, 8}


def test_with_nothing_to_say_it_is_still_a_calendar() -> None:
    found = read()
    assert found.events == []
    assert len(found.calendar.walk("VTIMEZONE")) == 1


def test_after_a_session_means_so_long_after_its_end() -> None:
    assert list(starts(read(THREE_HOURS, meetings=thursdays())).values()) == [
        "20261126T195000Z", "20261203T195000Z", "20261210T195000Z", "20261217T195000Z",
    ]  # fmt: skip


def test_a_moved_session_takes_its_event_along() -> None:
    before = starts(read(THREE_HOURS, meetings=thursdays()))
    after = starts(read(THREE_HOURS, meetings=thursdays(Change("planned", date(2026, 12, 4), "09:00"))))
    assert set(before) == set(after)
    assert sorted(set(after.values()) - set(before.values())) == ["20261204T115000Z"]


@pytest.mark.parametrize("state", ["cancelled", "no_show"])
def test_a_cancelled_session_is_cancelled_in_the_feed_and_left_out_of_a_file(state: str) -> None:
    changed = thursdays(Change(state))  # type: ignore[arg-type]  # one of the states
    found = read(THREE_HOURS, meetings=changed)
    assert set(starts(found)) == set(starts(read(THREE_HOURS, meetings=thursdays())))
    [gone] = [one for one in found.events if one["STATUS"] == "CANCELLED"]
    assert gone["DTSTART"].to_ical() == b"20261203T195000Z"
    assert gone.walk("VALARM") == []
    assert str(gone["UID"]) not in starts(read(THREE_HOURS, meetings=changed, purpose="once"))


def test_the_zone_reaches_back_to_the_first_event() -> None:
    found = read(Calendar(("19:00",), date(2019, 1, 1)), since=NOW - 6 * 365 * DAY)
    [event] = found.events
    assert min(one.at for one in found.onsets).replace(tzinfo=None) < event["DTSTART"].dt.replace(tzinfo=None)
