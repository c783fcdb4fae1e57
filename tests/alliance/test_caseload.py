"""What rated sessions say on the caseload, and that its cost does not grow with the clients."""

import uuid

import pytest

from server.app import App
from tests.alliance.ratings import DAY, LAST, WEEK, rate, rate_all, tuesdays
from tests.cast import Cast, Phone
from tests.homework.desk import Clock, Desk
from tests.summary.test_caseload import client_who_writes, queries, row_of

EIGHTS = [8, 8, 8, 8, 8, 8, 8, 8]


def test_a_dip_is_a_reason_with_its_figures(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast) -> None:
    rate_all(ana, series, [*EIGHTS, 5])
    page = tomas.page("/")
    sentence = "Safety lower than usual: 5 on Tuesday 17 November, usual 8 from 8 ratings."
    assert sentence in row_of(page, "Ana Horvat")
    assert f"{sentence}</p>" in page
    assert 'class="flag"' in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"felt_off": True}, "Ticked “something felt off”, Tuesday 17 November."),
        ({"safety": 4}, "Safety 4 on Tuesday 17 November; too few ratings to know what is usual."),
    ],
)
def test_each_sign_has_its_sentence(
    more: dict[str, object], sentence: str, tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast
) -> None:
    rate(ana, series, LAST, **more)
    assert sentence in row_of(tomas.page("/"), "Ana Horvat")


def test_silence_is_grey_and_moves_nobody_up(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast) -> None:
    rate_all(ana, series, [8, 8, None, None])
    page = tomas.page("/")
    assert '<p class="nil">No rating after the last two sessions.</p>' in page
    assert 'class="flag"' not in page


def test_the_same_answers_six_times_are_worth_a_look(tomas: Desk, ana: Phone, series: uuid.UUID) -> None:
    rate_all(ana, series, [8] * 5)
    assert "The same answers" not in tomas.page("/")
    rate_all(ana, series, [8] * 6)
    assert "The same answers six times." in tomas.page("/")


def test_what_is_held_back_gives_no_reason(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, None])
    rate(ana, series, LAST, safety=1, felt_off=True, bring_up=True, share="when_we_meet")
    row = row_of(tomas.page("/"), "Ana Horvat")
    for word in ("Safety", "felt off", "bring", "No rating"):
        assert word not in row
    clock.move(days=5)
    assert "Safety lower than usual: 1" in row_of(tomas.page("/"), "Ana Horvat")


def test_the_page_and_the_caseload_say_the_same(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [9, 8, 8, 7, 8, 8, 9, 8, 8, 5])
    assert "usual 8 from 8 ratings" in row_of(tomas.page("/"), "Ana Horvat")
    assert "Lower than usual: 8, from 8 ratings." in tomas.page(f"/clients/{cast.ana}/week")


def test_more_clients_take_no_more_queries(app: App, tomas: Desk, cast: Cast, clock: Clock) -> None:
    counted = []
    for upto in (4, 9):
        while upto > len(counted_clients := tomas.page("/").split("/week")) - 1:
            client, phone = client_who_writes(app, cast, clock, f"Client {len(counted_clients)}")
            series = tuesdays(phone, cast, clock.at, client)
            rate(phone, series, LAST - WEEK)
            rate(phone, series, LAST, safety=2)
            clock.move(minutes=1)
        with queries(app) as found:
            tomas.page("/")
        counted.append(len(found))
    assert counted[0] == counted[1]


def test_two_signs_of_different_days_make_one_reason(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast) -> None:
    rate_all(ana, series, [*EIGHTS, 5, 5])
    rate(ana, None, LAST + DAY, felt_off=True, safety=None, respect=None)
    row = row_of(tomas.page("/"), "Ana Horvat")
    assert row.count("lower than usual") + row.count("felt off") == 1
