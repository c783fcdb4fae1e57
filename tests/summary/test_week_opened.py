"""Opening a client's week: what it costs, who may, what it never does."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from server import audit
from server.app import App
from server.homework.wire import TimesAWeekSchedule
from tests.cast import Cast, Phone, envelope, homework_body
from tests.homework.desk import Clock, Desk, agree
from tests.summary.weeks import MONDAY, log, rows_of, session, week


def test_opening_and_printing_are_written_down_and_seen_by_the_client(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    ana.sync()
    version = ana.agreed_version
    tomas.page(week(cast.ana))
    assert "print.js" in tomas.page(week(cast.ana, "?print=1"))
    with app.house.main.read() as db:
        lines = audit.sentences_of(db, cast.practice, cast.ana)
    found = [(row.act, row.facts) for row in lines if row.act.startswith("week")]
    days = {"from": "2026-11-13", "to": "2026-11-19"}
    assert found == [("week_printed", days), ("week_opened", days)]
    ana.sync()
    assert ana.agreed_version != version


def test_a_week_that_cannot_be_written_down_is_not_shown(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY, words="Nobody may read this unseen.")

    def full(*_args: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(audit, "record", full)
        answer = tomas.get(week(cast.ana))
    assert answer.status_code == 500
    assert "Nobody may read" not in answer.text
    assert "Homework: 1 new" in tomas.page(week(cast.ana))


def test_a_clients_words_are_text_and_never_markup(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(
        ana, clock, bus, MONDAY, words='<script>alert(1)</script><img src=x onerror=alert(2)> & "so" {{ 7*7 }} %(name)s'
    )
    page = tomas.page(week(cast.ana))
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }} %(name)s" in page


def test_what_is_to_be_brought_up_says_so(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY, bring_up=True)
    assert "Asks you to bring this up." in tomas.page(week(cast.ana))
    assert "Asks you to bring something up." in tomas.page("/")


def test_nondirective_homework_has_no_columns_for_numbers(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    item = agree(app, cast, cast.ana, clock.at - timedelta(days=14), style="nondirective", scales=False)
    log(ana, clock, item, MONDAY, words="A thought.")
    page = tomas.page(week(cast.ana, "?from=2026-11-16&to=2026-11-17"))
    assert "How much" not in page
    assert rows_of(page) == ["Mon 16 new Ride the bus two stops Done A thought. written 3 days later"]


def test_homework_that_is_not_this_clients_own_is_never_joined_to_it(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bens = agree(app, cast, cast.ben, clock.at - timedelta(days=14), what="Ben's own homework")
    log(ana, clock, bens, MONDAY, words="About something else.")
    page = tomas.page(week(cast.ana))
    assert "Ben&#39;s own homework" not in page
    assert "Homework that is not listed here" in page
    assert "About something else." in page


def test_homework_about_something_else_that_is_theirs_still_stands_on_the_page(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    other = log(ana, clock, uuid.uuid4(), MONDAY)
    log(ana, clock, other, MONDAY, words="About another entry.")
    page = tomas.page(week(cast.ana))
    assert "Homework that is not listed here" in page
    assert "About another entry." in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?from=2026-11-19&to=2026-11-10", "The first day is after the last one."),
        ("?from=2026-11-10&to=2026-11-30", "The last day has not come yet."),
        ("?from=2026-01-01&to=2026-11-10", "That is more than three months."),
        ("?from=tuesday", "Choose a first and a last day."),
    ],
)
def test_days_that_cannot_be_shown_are_answered_in_a_sentence(
    query: str, sentence: str, tomas: Desk, ana: Phone, cast: Cast
) -> None:
    answer = tomas.get(week(cast.ana, query))
    assert answer.status_code == 422
    assert sentence in answer.text


def test_without_phone_without_consent_and_after_taking_it_back_nothing_is_read(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    assert "No phone yet" in tomas.page(week(cast.ben))
    assert "Nothing has been written yet" in tomas.page(week(cast.ana))
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY, words="Before I took it back.")
    back = envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)
    ana.sync(ana.seal(back))
    with app.house.main.read() as db:
        before = len(audit.sentences_of(db, cast.practice, cast.ana))
    page = tomas.page(week(cast.ana))
    assert "Before I took it back." not in page
    assert "took back the consent" in page
    with app.house.main.read() as db:
        assert len(audit.sentences_of(db, cast.practice, cast.ana)) == before


def test_nobody_else_reads_a_clients_week(
    app: App, tomas: Desk, olga: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    id_ = log(ana, clock, bus, MONDAY)
    tomas.page(week(cast.ana))
    for path in (week(cast.ana), week(cast.noa), week(uuid.uuid4())):
        assert olga.get(path).status_code == 404
    assert olga.post(f"/clients/{cast.ana}/entries/{id_}/talked", {"talked": "yes"}).status_code == 404
    assert tomas.post(f"/clients/{cast.ben}/entries/{id_}/talked", {"talked": "yes"}).status_code == 404


def test_the_days_since_the_last_session_are_shown_even_during_the_next(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    session(app, cast, clock, date(2026, 11, 10))
    session(app, cast, clock, date(2026, 11, 19), "17:45")
    page = tomas.page(week(cast.ana))
    assert "From Tuesday 10 November to today. For your 2nd session, today, 17:45." in page


def test_three_years_of_logs_cost_no_more_than_three_months(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    body = homework_body("not_this_time", obstacles=["forgot"])
    days = [clock.at.date() - timedelta(days=n) for n in range(0, 1095, 7)]
    items = [
        ana.seal(envelope(clock.at, body, subject=str(bus), local_date=day.isoformat(), recorded_at=f"{day}T18:00:00Z"))
        for day in days
    ]
    ana.sync(*items[:100])
    ana.sync(*items[100:])
    plans: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if " FROM entry " in statement.replace("\n", " ") and connection.dialect.name == "sqlite":
            rows = connection.connection.driver_connection.execute("EXPLAIN QUERY PLAN " + statement, parameters)
            plans.append(" ".join(str(row[3]) for row in rows))

    event.listen(app.house.main.engine, "before_cursor_execute", explain)
    page = tomas.page(week(cast.ana))
    event.remove(app.house.main.engine, "before_cursor_execute", explain)
    assert all("local_date" in one and "SCAN" not in one for one in plans), plans
    assert "From 13 logs, 13 of them with an obstacle" in page


@pytest.mark.usefixtures("ana")
def test_what_was_agreed_and_is_not_due_yet_is_not_called_nothing_agreed(
    app: App, tomas: Desk, cast: Cast, clock: Clock
) -> None:
    assert "No homework was agreed for these days." in tomas.page(week(cast.ana, "?from=2026-11-16&to=2026-11-18"))
    often = TimesAWeekSchedule(type="times_a_week", times=2)
    agree(app, cast, cast.ana, clock.at - timedelta(days=20), what="Slow breathing", schedule=often)
    page = tomas.page(week(cast.ana, "?from=2026-11-16&to=2026-11-18"))
    assert "Nothing was due in these days." in page
    assert "No homework was agreed" not in page
