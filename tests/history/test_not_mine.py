"""Entries of which their author says that somebody else wrote them: they count nowhere, and the therapist knows."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from server.app import App
from tests.cast import Cast, Phone, enrol, envelope
from tests.homework.desk import Clock, Desk, agree
from tests.summary.test_asks import asks_in
from tests.summary.weeks import MONDAY, counts_in, log, rows_of, session, week

SAID = "Says that somebody else wrote something"
OF_THE_WEEK = "?from=2026-11-16&to=2026-11-19"


@pytest.fixture
def bus(app: App, cast: Cast, clock: Clock) -> uuid.UUID:
    return agree(app, cast, cast.ana, clock.at - timedelta(days=14))


def not_mine(phone: Phone, clock: Clock, entry: uuid.UUID, **more: Any) -> uuid.UUID:
    """The client says so of one of their entries about Monday."""
    more = {"local_date": MONDAY.isoformat(), **more}
    item = phone.seal(envelope(clock.at, {}, kind="not_mine", subject=str(entry), **more))
    [result] = phone.sync(item)["results"]
    assert result["outcome"] == "stored", result
    return uuid.UUID(item["id"])


def test_it_counts_nowhere_and_is_asked_about_until_it_was_talked_about(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock, bus: uuid.UUID
) -> None:
    entry = log(ana, clock, bus, MONDAY, words="I never want to go again.", bring_up=True)
    mark = not_mine(ana, clock, entry)
    page = tomas.page(week(cast.ana, OF_THE_WEEK))
    assert "I never want to go again." not in page
    assert (1, "done") not in counts_in(page)
    assert [row for row in rows_of(page) if "Done" in row] == []
    [asked] = asks_in(page)
    assert asked.startswith(f"{SAID} About Monday 16 November. It counts nowhere.")
    assert "is marked as not written by them" in page
    caseload = tomas.page("/")
    assert f"{SAID}." in caseload
    assert "Asks you to bring something up." not in caseload

    tomas.post(f"/clients/{cast.ana}/entries/{mark}/talked", {"talked": "yes"})
    assert asks_in(tomas.page(week(cast.ana, OF_THE_WEEK))) == []
    assert SAID not in tomas.page("/")


def test_taking_that_back_brings_the_entry_back(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock, bus: uuid.UUID
) -> None:
    entry = log(ana, clock, bus, MONDAY, words="It was me after all.")
    mark = not_mine(ana, clock, entry)
    back = envelope(clock.at, kind="not_mine", subject=str(entry), local_date=MONDAY.isoformat())
    ana.sync(ana.seal({**back, "body": None, "withdrawn": True}, mark, 2))
    page = tomas.page(week(cast.ana, OF_THE_WEEK))
    assert "It was me after all." in page
    assert asks_in(page) == []


def test_somebody_elses_mark_takes_nothing_away(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock, bus: uuid.UUID
) -> None:
    ben = enrol(app, cast.practice, cast.ben, clock.at)
    entry = log(ana, clock, bus, MONDAY, words="Two stops, with music.")
    not_mine(ben, clock, entry)
    assert "Two stops, with music." in tomas.page(week(cast.ana, OF_THE_WEEK))


def test_while_both_are_held_nothing_is_said(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock, bus: uuid.UUID
) -> None:
    session(app, cast, clock, clock.at.date() + timedelta(days=1))
    entry = log(ana, clock, bus, MONDAY, share="when_we_meet")
    not_mine(ana, clock, entry, share="when_we_meet")
    page = tomas.page(week(cast.ana, OF_THE_WEEK))
    assert asks_in(page) == []
    assert "not written by them" not in page
    clock.move(days=1)
    assert asks_in(tomas.page(week(cast.ana)))[0].startswith(SAID)
