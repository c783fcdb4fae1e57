"""One client's week as the therapist reads it."""

import re
from datetime import date, timedelta

from server.app import App
from server.homework.wire import TimesAWeekSchedule
from tests.cast import Cast, Phone, envelope, homework_body
from tests.homework.desk import Clock, Desk, agree
from tests.summary.weeks import MONDAY, counts_in, log, rows_of, session, week


def test_counts_words_and_grades_are_told_in_the_order_of_days(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14), why="See my sister", confidence=7)
    log(
        ana,
        clock,
        bus,
        MONDAY + timedelta(days=2),
        answer="partly",
        quantity=5,
        obstacles=["avoided"],
        words="One stop.",
    )
    log(ana, clock, bus, MONDAY, quantity=10, quality=8, difficulty=0)
    page = tomas.page(week(cast.ana, "?from=2026-11-16&to=2026-11-19"))
    assert rows_of(page) == [
        "Mon 16 new Ride the bus two stops Done 10 8 0 written 3 days later",
        "Wed 18 new Ride the bus two stops Partly 5 – – Avoided it, or felt too bad. One stop.",
    ]
    assert counts_in(page)[:2] == [(1, "done"), (1, "partly")]
    assert "From 2 logs, 1 of them with an obstacle" in page
    assert "7 of 10" in page
    assert "See my sister" in page
    assert "%" not in re.sub(r"<[^>]+>", "", page)


def test_silence_is_one_grey_row_and_never_a_reproach(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    agree(app, cast, cast.ana, clock.at - timedelta(days=20))
    agree(
        app,
        cast,
        cast.ana,
        clock.at - timedelta(days=20),
        what="Slow breathing",
        schedule=TimesAWeekSchedule(type="times_a_week", times=2),
    )
    page = tomas.page(week(cast.ana, "?from=2026-11-09&to=2026-11-15"))
    assert rows_of(page) == [
        "Mon 9, Wed 11, Fri 13 Ride the bus two stops no word",
        "any day Slow breathing no word, 2 times",
    ]
    assert counts_in(page) == [(3, "no word"), (2, "no word")]
    assert "missed" not in page
    assert "Nothing was written about it." in page


def test_held_entries_count_nowhere_and_open_when_they_meet(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    session(app, cast, clock, date(2026, 11, 20))
    log(ana, clock, bus, MONDAY + timedelta(days=2), share="when_we_meet", words="Only when we meet.")
    page = tomas.page(week(cast.ana))
    assert "Only when we meet" not in page
    assert "Wed 18 Ride the bus two stops held until you meet" in rows_of(page)
    assert (1, "held until you meet") in counts_in(page)
    assert (1, "done") not in counts_in(page)
    clock.move(days=1)
    page = tomas.page(week(cast.ana))
    assert "Only when we meet." in page
    assert (1, "done") in counts_in(page)


def test_what_is_only_planned_is_no_reason_to_open_early(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    session(app, cast, clock, date(2026, 11, 18))
    log(ana, clock, bus, MONDAY + timedelta(days=2), share="when_we_meet", words="Written after the session.")
    assert "Written after the session" not in tomas.page(week(cast.ana, "?from=2026-11-16&to=2026-11-19"))


def test_a_withdrawn_log_is_gone_from_the_page(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    id_ = log(ana, clock, bus, MONDAY, words="I take this back.")
    assert "I take this back." in tomas.page(week(cast.ana))
    gone = envelope(clock.at, withdrawn=True, subject=str(bus), local_date=MONDAY.isoformat())
    ana.sync(ana.seal({**gone, "body": None}, id_, 2))
    assert "I take this back." not in tomas.page(week(cast.ana))


def test_new_is_what_this_therapist_has_not_opened(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    id_ = log(ana, clock, bus, MONDAY)
    assert "Homework: 1 new" in tomas.page(week(cast.ana))
    clock.move(minutes=5)
    page = tomas.page(week(cast.ana))
    assert "Nothing new since you last looked" in page
    assert "You were here today, 18:00." in page
    changed = envelope(clock.at, homework_body("partly"), subject=str(bus), local_date=MONDAY.isoformat())
    ana.sync(ana.seal(changed, id_, 2))
    assert "Homework: 1 new" in tomas.page(week(cast.ana))


def test_a_late_log_about_days_before_the_page_is_pointed_at(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, date(2026, 11, 9))
    page = tomas.page(week(cast.ana))
    assert "Something new is about earlier days: Mon 9 Nov." in page
    assert "from=2026-11-09&amp;to=2026-11-09" in page
    tomas.page(week(cast.ana, "?from=2026-11-09&to=2026-11-09"))
    assert "earlier days" not in tomas.page(week(cast.ana))


def test_talked_about_reaches_the_phone_and_can_be_taken_back(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    id_ = log(ana, clock, bus, MONDAY)
    path = f"/clients/{cast.ana}/entries/{id_}/talked"
    assert tomas.post(path, {"talked": "yes"}).status_code == 404
    tomas.page(week(cast.ana))
    ana.sync()
    assert [row["talked_at"] for row in ana.agreed["receipts"]] == [None]
    answer = tomas.post(path, {"talked": "yes", "from": "2026-11-16", "to": "2026-11-19"})
    assert answer.headers["Location"] == week(cast.ana, f"?from=2026-11-16&to=2026-11-19#e-{id_}")
    assert "Talked about today, 18:00" in tomas.page(week(cast.ana))
    ana.sync()
    assert ana.agreed["receipts"][0]["talked_at"] is not None
    tomas.post(path, {"talked": "no"})
    ana.sync()
    assert ana.agreed["receipts"][0]["talked_at"] is None
