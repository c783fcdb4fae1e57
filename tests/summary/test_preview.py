"""My week, as my therapist will see it: the same sections, with nothing to ask about, and nobody is told."""

import json
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from server.app import App
from server.entries import reading
from tests.access.rewound import changed, state_of
from tests.cast import PHONE_ORIGIN, Cast, Phone, envelope
from tests.homework.desk import Clock, Desk, agree
from tests.summary.weeks import MONDAY, log, session, week
from tests.week.test_note import note

Visible = Callable[[str, datetime, datetime, Any, datetime], bool]


def preview(phone: Phone) -> dict[str, Any]:
    """What the phone gets."""
    answer = phone.browser.get("/api/my-week", base_url=PHONE_ORIGIN)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    reply: dict[str, Any] = answer.get_json()
    return reply


def test_the_client_sees_what_the_therapist_will_see(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    session(app, cast, clock, date(2026, 11, 12))
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14), therapist_does="Rides the first stop along")
    log(ana, clock, bus, MONDAY, quantity=7, words="One stop.", bring_up=True)
    note(ana, clock, "It was more than it looks.")
    reply = preview(ana)
    assert (reply["first"], reply["last"]) == ("2026-11-12", "2026-11-19")
    assert reply["sections"][0]["id"] == "homework"
    assert all(one["asks"] == [] for one in reply["sections"])
    text = json.dumps(reply, ensure_ascii=False)
    for said in ("One stop.", "It was more than it looks.", "You ask that this be brought up.", "My note"):
        assert said in text
    for never in ("Asks you to", "You could say", "What you do", '"new": true', "rupture"):
        assert never not in text
    page = tomas.page(week(cast.ana))
    assert "One stop." in page
    assert "Rides the first stop along" in page


def test_what_is_held_is_shown_as_held(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    session(app, cast, clock, date(2026, 11, 26))
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY, words="Only face to face.", share="when_we_meet")
    text = json.dumps(preview(ana))
    assert "held until you meet" in text
    assert "Only face to face." not in text


def test_a_preview_leaves_no_trace_at_all(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY)
    preview(ana)
    before = state_of(app.house)
    preview(ana)
    assert changed(before, state_of(app.house)) == set()


def test_without_consent_there_is_nothing_the_therapist_would_see(
    app: App, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY)
    back = envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)
    ana.sync(ana.seal(back))
    assert preview(ana)["sections"] == []


def both_sides(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> list[str]:
    """What the page and the preview say before a session and after its start, of an entry that was held for it."""
    session(app, cast, clock, date(2026, 11, 19), "19:00")
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY, words="Only face to face.", share="when_we_meet")
    found = [tomas.page(week(cast.ana)), tomas.page(week(cast.ana, "/text")), json.dumps(preview(ana))]
    clock.move(hours=1)
    return [*found, tomas.page(week(cast.ana)), tomas.page(week(cast.ana, "/text")), json.dumps(preview(ana))]


def test_what_is_held_opens_with_the_session_and_not_a_minute_before(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    shown = ["Only face to face." in one for one in both_sides(app, tomas, ana, cast, clock)]
    assert shown == [False, False, False, True, True, True]


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        (lambda *_given: True, [True] * 6),
        (lambda *_given: False, [False] * 6),
        (lambda share, *_given: share == "before", [False] * 6),
    ],
    ids=["everything is shown", "nothing is shown", "held for ever"],
)
def test_wrong_visibility_is_noticed(
    app: App,
    tomas: Desk,
    ana: Phone,
    cast: Cast,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    wrong: Visible,
    shown: list[bool],
) -> None:
    monkeypatch.setattr(reading, "is_visible", wrong)
    assert ["Only face to face." in one for one in both_sides(app, tomas, ana, cast, clock)] == shown


def test_nobody_else_gets_it(app: App, ana: Phone) -> None:
    stranger = Phone(app, uuid.uuid4(), app.phone.test_client(), uuid.uuid4(), {}, "")
    assert stranger.browser.get("/api/my-week", base_url=PHONE_ORIGIN).status_code == 401
