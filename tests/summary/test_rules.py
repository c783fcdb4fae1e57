"""Which days a page is about, and who comes first."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest

from server.entries.sections import Pillar
from server.summary import rules
from server.summary.rules import Group, Period

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("last_session", "first"),
    [
        (date(2026, 11, 12), date(2026, 11, 12)),
        (date(2026, 11, 18), date(2026, 11, 18)),
        (date(2026, 11, 19), date(2026, 11, 13)),
        (None, date(2026, 11, 13)),
        (date(2026, 1, 1), date(2026, 8, 20)),
    ],
)
def test_a_page_begins_with_the_last_session_before_today(last_session: date | None, first: date) -> None:
    assert rules.since_last_session(last_session, TODAY) == Period(first, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-11-01", "2026-11-07", Period(date(2026, 11, 1), date(2026, 11, 7))),
        ("2026-11-19", "2026-11-19", Period(TODAY, TODAY)),
        ("2026-08-20", "2026-11-19", Period(date(2026, 8, 20), TODAY)),
        ("2026-08-19", "2026-11-19", "too_long"),
        ("", "2026-11-07", "unreadable"),
        ("2026-02-30", "2026-11-07", "unreadable"),
        ("<script>", "x", "unreadable"),
        ("2026-11-08", "2026-11-07", "turned_round"),
        ("2026-11-08", "2026-11-20", "ahead"),
        ("1899-12-31", "1900-01-01", "too_old"),
    ],
)
def test_any_days_can_be_asked_for_within_three_months(first: str, last: str, found: Period | str) -> None:
    assert rules.asked_for(first, last, TODAY) == found


def test_weeks_lie_side_by_side() -> None:
    period = Period(date(2026, 11, 10), date(2026, 11, 16))
    assert period.before() == Period(date(2026, 11, 3), date(2026, 11, 9))
    assert period.after(TODAY) == Period(date(2026, 11, 17), TODAY)
    assert Period(date(2026, 11, 17), TODAY).after(TODAY) is None


def test_what_is_worth_asking_comes_first_then_a_waiting_phone_and_the_unknown_last() -> None:
    soon, later = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC)
    rows = [
        rules.place(rules.group_of(False, False, True), False, None, "none planned"),
        rules.place(rules.group_of(False, False, False), False, soon, "unknown"),
        rules.place(rules.group_of(False, False, True), False, later, "later"),
        rules.place(rules.group_of(True, False, True), False, soon, "asks"),
        rules.place(rules.group_of(False, False, True), False, soon, "soon"),
        rules.place(rules.group_of(False, True, True), False, soon, "quiet"),
        rules.place(rules.group_of(False, True, False), True, None, "waits"),
    ]
    named = [name for *_rest, name in sorted(rows)]
    assert named == ["asks", "waits", "quiet", "soon", "later", "none planned", "unknown"]
    assert rules.group_of(True, False, False) is Group.ASK


def test_pillars_stand_in_the_same_order_always() -> None:
    pillars = get_args(Pillar)
    assert set(rules.PILLARS) == set(pillars)
    assert sorted(pillars, key=rules.place_of)[:3] == ["responsibility", "safety_and_respect", "expectations"]


def test_what_was_changed_after_it_was_talked_about_was_not_talked_about() -> None:
    talked = datetime(2026, 11, 17, 15, tzinfo=UTC)
    assert rules.still_talked(talked, talked)
    assert not rules.still_talked(talked, talked + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("last", "days"), [(None, None), (date(2026, 11, 6), None), (date(2026, 11, 5), 14), (date(2026, 10, 31), 19)]
)
def test_quiet_is_said_from_two_weeks_on(last: date | None, days: int | None) -> None:
    assert rules.quiet_days(last, TODAY) == days
