"""What stands first on the weekly page: what is worth asking about, until it was talked about."""

import re
import uuid
from datetime import date, timedelta

import pytest

from server.app import App
from tests.cast import Cast, Phone, envelope, homework_body
from tests.expectations.bodies import expectation, look, prediction
from tests.homework.desk import Clock, Desk, agree
from tests.summary.weeks import MONDAY, log, session, week

NOTHING = "Nothing stands out. That is not proof that all is well."
OF_THE_WEEK = "?from=2026-11-16&to=2026-11-19"


def asks_in(page: str) -> list[str]:
    """What is asked, each as its texts in one line."""
    part = re.search(r'<section class="asks".*?</section>', page, re.S)
    assert part is not None
    items = re.findall(r"<li>.*?</li>", part[0], re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<form.*?</form>|<[^>]+>", " ", one, flags=re.S)).strip() for one in items]


def test_where_nothing_stands_out_it_is_said_and_promises_nothing(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY, obstacles=["forgot"])
    page = tomas.page(week(cast.ana, OF_THE_WEEK))
    assert asks_in(page) == []
    assert NOTHING in page


def test_a_wish_stands_first_with_the_clients_words_and_something_to_say(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    for day in (MONDAY - timedelta(days=21), MONDAY - timedelta(days=14), MONDAY):
        log(ana, clock, bus, day, answer="not_this_time", obstacles=["avoided"])
    wish = log(ana, clock, bus, MONDAY + timedelta(days=2), answer="partly", words=" One stop. ", bring_up=True)
    page = tomas.page(week(cast.ana, OF_THE_WEEK))
    first, second = asks_in(page)
    assert first == (
        "Ride the bus two stops Asks you to raise it, so that they need not start One stop. Wed 18 Nov: partly. "
        "You could say You asked me to bring this up: “Ride the bus two stops”. What would you like to say about it? "
        "See it below"
    )
    assert '<q class="words">One stop.</q>' in page
    assert f'href="#e-{wish}"' in page
    assert f'id="e-{wish}"' in page
    assert second.startswith(
        "“Avoided it, or felt too bad”, again Once in these days, 3 times since 26 October, of 4 logs. You could say"
    )


def test_what_was_talked_about_drops_out_and_comes_back_when_it_is_taken_back(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    wish = log(ana, clock, bus, MONDAY, bring_up=True)
    tomas.page(week(cast.ana))
    path = f"/clients/{cast.ana}/entries/{wish}/talked"
    answer = tomas.post(path, {"talked": "yes", "asks": "yes"})
    assert answer.headers["Location"].endswith("/week#asks")
    assert NOTHING in tomas.page(week(cast.ana))
    tomas.post(path, {"talked": "no"})
    assert len(asks_in(tomas.page(week(cast.ana)))) == 1


def test_a_wish_that_was_changed_since_is_asked_about_again(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    wish = log(ana, clock, bus, MONDAY, bring_up=True)
    tomas.page(week(cast.ana))
    tomas.post(f"/clients/{cast.ana}/entries/{wish}/talked", {"talked": "yes"})
    clock.move(minutes=5)
    body = homework_body(words="There is more to it.")
    changed = envelope(clock.at, body, subject=str(bus), local_date=MONDAY.isoformat(), bring_up=True)
    ana.sync(ana.seal(changed, wish, 2))
    for _twice in range(2):
        assert "There is more to it." in asks_in(tomas.page(week(cast.ana)))[0]


def test_a_wish_that_was_held_until_the_session_is_not_lost_with_its_week(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    session(app, cast, clock, date(2026, 11, 12))
    session(app, cast, clock, date(2026, 11, 19), "19:00")
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    wish = log(ana, clock, bus, MONDAY, words="Only face to face.", bring_up=True, share="when_we_meet")
    before = tomas.page(week(cast.ana))
    assert asks_in(before) == []
    assert "Only face to face." not in before
    clock.move(days=1)
    after = tomas.page(week(cast.ana))
    assert "Only face to face." in asks_in(after)[0]
    assert f"from=2026-11-16&amp;to=2026-11-16#e-{wish}" in after
    assert tomas.post(f"/clients/{cast.ana}/entries/{wish}/talked", {"talked": "yes"}).status_code == 303
    clock.move(days=30)
    assert asks_in(tomas.page(week(cast.ana))) == []


def test_nothing_is_asked_of_what_was_withdrawn(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    wish = log(ana, clock, bus, MONDAY, bring_up=True)
    back = {**envelope(clock.at, subject=str(bus)), "body": None, "withdrawn": True}
    ana.sync(ana.seal(back, wish, 2))
    assert asks_in(tomas.page(week(cast.ana))) == []


def test_what_is_new_leads_to_its_row(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at - timedelta(days=14))
    log(ana, clock, bus, MONDAY)
    tomas.page(week(cast.ana))
    fresh: uuid.UUID = log(ana, clock, bus, MONDAY + timedelta(days=2))
    page = tomas.page(week(cast.ana))
    assert f'<a href="#e-{fresh}">Homework: 1 new</a>' in page
    assert "Nothing new since you last looked" in tomas.page(week(cast.ana))


@pytest.mark.parametrize(("days", "asked"), [(34, 1), (35, 0)])
@pytest.mark.parametrize("kind", ["homework", "expectation", "expectation_look", "prediction", "question", "week_note"])
def test_a_wish_of_any_kind_is_asked_for_four_weeks_and_the_caseload_says_the_same(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock, kind: str, days: int, asked: int
) -> None:
    day = clock.at.date()
    body = {
        "homework": homework_body(),
        "expectation": expectation(by="2027-06-01"),
        "expectation_look": look(),
        "prediction": prediction(),
        "question": {"text": "confidentiality", "version": "1", "words": None},
        "week_note": {"words": "Slowly.", "first": day.isoformat(), "last": day.isoformat()},
    }[kind]
    item = ana.seal(envelope(clock.at, body, kind=kind, bring_up=True, subject=str(uuid.uuid4())))
    assert ana.sync(item)["results"][0]["outcome"] == "stored"
    clock.move(days=days)
    assert ("bring something up" in tomas.page("/")) is bool(asked)
    # A question waits for its answer for longer.
    assert len(asks_in(tomas.page(week(cast.ana)))) == (1 if kind == "question" else asked)
    if asked:
        tomas.post(f"/clients/{cast.ana}/entries/{item['id']}/talked", {"talked": "yes"})
        assert asks_in(tomas.page(week(cast.ana))) == []
        assert "bring something up" not in tomas.page("/")
