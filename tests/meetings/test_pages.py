"""The sessions pages, through the real desk."""

import uuid
from datetime import UTC, date, datetime

import pytest

from server import audit, meetings, practice
from server.app import App
from server.meetings import Meeting
from tests.cast import Cast
from tests.homework.desk import Desk

FIRST = {
    "recurring-on": "2026-11-24",
    "recurring-at": "14:00",
    "recurring-minutes": "50",
    "recurring-every_weeks": "1",
}


def upcoming(app: App, cast: Cast) -> list[Meeting]:
    first, last = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
    with app.house.main.read() as db:
        return meetings.between(db, cast.practice, cast.ana, first, last)


def sessions(cast: Cast, rest: str = "") -> str:
    return f"/clients/{cast.ana}/sessions{rest}"


def planned(app: App, cast: Cast, tomas: Desk) -> list[Meeting]:
    assert tomas.post(sessions(cast, "/recurring"), FIRST).status_code == 303
    return upcoming(app, cast)


def test_sessions_that_come_again_are_planned_in_the_practices_time(app: App, cast: Cast, tomas: Desk) -> None:
    found = planned(app, cast, tomas)
    assert found[0].starts_at == datetime(2026, 11, 24, 14, tzinfo=UTC)
    assert len(found) == 6
    page = tomas.page(sessions(cast))
    assert "Tuesday 24 November, 14:00" in page
    assert "Every week on Tuesday at 14:00" in page


def test_no_session_is_said_in_words(cast: Cast, tomas: Desk) -> None:
    assert "No session is planned." in tomas.page(sessions(cast))


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast, tomas: Desk) -> None:
    answer = tomas.post(sessions(cast, "/recurring"), FIRST | {"recurring-on": "", "recurring-minutes": "7"})
    assert answer.status_code == 422
    assert 'id="recurring-on-wrong"' in answer.text
    assert "Choose a day." in answer.text
    assert "A session lasts from 10 to 240 minutes." in answer.text
    assert 'value="14:00"' in answer.text
    assert 'value="7"' in answer.text


@pytest.mark.parametrize("day", ["2062-11-24", "2020-01-01", "yesterday"])
def test_a_mistyped_day_is_refused(app: App, cast: Cast, tomas: Desk, day: str) -> None:
    assert tomas.post(sessions(cast, "/recurring"), FIRST | {"recurring-on": day}).status_code == 422
    assert upcoming(app, cast) == []


def test_a_single_session_in_the_past_is_one_that_took_place(app: App, cast: Cast, tomas: Desk) -> None:
    fields = {"single-on": "2026-11-17", "single-at": "09:30", "single-minutes": "90"}
    assert tomas.post(sessions(cast, "/single"), fields).status_code == 303
    [one] = upcoming(app, cast)
    assert (one.state, one.minutes) == ("held", 90)


def test_one_session_moves_and_says_where_it_was(app: App, cast: Cast, tomas: Desk) -> None:
    one = planned(app, cast, tomas)[0]
    place = sessions(cast, f"/{one.series}/{one.on}")
    assert 'value="2026-11-24"' in tomas.page(place)
    assert tomas.post(place + "/move", {"on": "2026-11-26", "at": "09:00"}).status_code == 303
    assert upcoming(app, cast)[0].starts_at == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert "moved from Tuesday 24 November, 14:00" in tomas.page(sessions(cast))


def test_a_move_to_no_day_is_refused_beside_the_field(app: App, cast: Cast, tomas: Desk) -> None:
    one = planned(app, cast, tomas)[0]
    answer = tomas.post(sessions(cast, f"/{one.series}/{one.on}/move"), {"on": "2026-11-26", "at": "late"})
    assert answer.status_code == 422
    assert 'id="at-wrong"' in answer.text
    assert 'value="2026-11-26"' in answer.text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("held", "took place"),
        ("no_show", "client did not come"),
        ("cancelled", "cancelled"),
        ("planned", "planned"),
    ],
)
def test_what_became_of_a_session_is_said(app: App, cast: Cast, tomas: Desk, state: str, said: str) -> None:
    one = planned(app, cast, tomas)[0]
    assert tomas.post(sessions(cast, f"/{one.series}/{one.on}/mark"), {"state": state}).status_code == 303
    assert upcoming(app, cast)[0].state == state
    assert said in tomas.page(sessions(cast))


def test_a_past_session_asks_what_became_of_it(app: App, cast: Cast, tomas: Desk) -> None:
    tomas.post(sessions(cast, "/recurring"), FIRST | {"recurring-on": "2026-11-17"})
    page = tomas.page(sessions(cast))
    assert "not marked yet" in page
    assert "Took place" in page
    assert "Did not come" in page


def test_a_series_ends_on_a_day(app: App, cast: Cast, tomas: Desk) -> None:
    one = planned(app, cast, tomas)[0]
    name = f"end-{one.series}-ends_on"
    wrong = tomas.post(sessions(cast, f"/{one.series}/end"), {name: ""})
    assert wrong.status_code == 422
    assert f'id="{name}-wrong"' in wrong.text
    assert tomas.post(sessions(cast, f"/{one.series}/end"), {name: "2026-12-02"}).status_code == 303
    assert [each.on for each in upcoming(app, cast)] == [date(2026, 11, 24), date(2026, 12, 1)]


def test_when_the_therapist_reads_is_told_to_their_clients(app: App, cast: Cast, tomas: Desk) -> None:
    assert tomas.post(sessions(cast, "/reading"), {"reading-words": "on Tuesday morning"}).status_code == 303
    assert 'value="on Tuesday morning"' in tomas.page(sessions(cast))
    with app.house.main.read() as db:
        whose = practice.whose(db, app.house.keystore, cast.practice, cast.ben)
        assert practice.agreed(db, whose, datetime.now(UTC))["therapist"]["reads"] == "on Tuesday morning"
    assert tomas.post(sessions(cast, "/reading"), {"reading-words": "x" * 101}).status_code == 422


def test_every_change_stands_in_the_clients_access_log(app: App, cast: Cast, tomas: Desk) -> None:
    one = planned(app, cast, tomas)[0]
    tomas.post(sessions(cast, f"/{one.series}/{one.on}/mark"), {"state": "held"})
    with app.house.main.read() as db:
        acts = [line.act for line in audit.sentences_of(db, cast.practice, cast.ana)]
    assert acts.count("sessions_changed") == 2


def test_nobody_else_finds_the_sessions_or_can_change_them(app: App, cast: Cast, tomas: Desk, olga: Desk) -> None:
    one = planned(app, cast, tomas)[0]
    assert olga.get(sessions(cast)).status_code == 404
    assert olga.get(sessions(cast, f"/{one.series}/{one.on}")).status_code == 404
    assert olga.post(sessions(cast, f"/{one.series}/{one.on}/mark"), {"state": "held"}).status_code == 404
    assert olga.post(sessions(cast, "/recurring"), FIRST).status_code == 404
    assert tomas.get(f"/clients/{cast.ben}/sessions/{one.series}/{one.on}").status_code == 404
    assert upcoming(app, cast)[0].state == "planned"


@pytest.mark.parametrize("rest", ["/{series}/2026-11-25", "/{series}/not-a-day", "/{other}/2026-11-24"])
def test_a_session_that_does_not_exist_is_not_there(app: App, cast: Cast, tomas: Desk, rest: str) -> None:
    one = planned(app, cast, tomas)[0]
    place = sessions(cast, rest.format(series=one.series, other=uuid.uuid4()))
    assert tomas.get(place).status_code == 404
    assert tomas.post(place + "/mark", {"state": "held"}).status_code == 404


def test_a_state_nobody_offers_is_not_taken(app: App, cast: Cast, tomas: Desk) -> None:
    one = planned(app, cast, tomas)[0]
    assert tomas.post(sessions(cast, f"/{one.series}/{one.on}/mark"), {"state": "forgotten"}).status_code == 404
