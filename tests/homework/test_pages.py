"""The plan card: agreed in the room, changed, ended; nothing typed is lost on the way."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest

from server import audit, practice
from server.app import App
from server.homework import service
from tests.cast import Cast, Phone
from tests.homework.desk import Clock, Desk, agree


def card(**more: Any) -> dict[str, Any]:
    """A plan card as the browser sends it."""
    return {
        "start": "empty",
        "style": "directive",
        "what": "Ride the bus two stops",
        "why": "See my sister",
        "steps-0-id": "",
        "steps-0-text": "Walk to the stop",
        "steps-1-id": "",
        "steps-1-text": "",
        "often": "days",
        "weekdays": ["3", "5"],
        "at": "17:30",
        "times": "3",
        "starts_on": "2026-11-19",
        "confidence": "7",
        "obstacle": "avoided",
        "then": "I wait for the next one.",
        "therapist_does": "Asks first what happened.",
        **more,
    }


def address(client: uuid.UUID, *more: object) -> str:
    return "/".join([f"/clients/{client}/homework", *(str(part) for part in more)])


def test_what_was_agreed_comes_down_to_the_phone(tomas: Desk, ana: Phone, cast: Cast) -> None:
    answer = tomas.post(address(cast.ana), card(agree="1"))
    assert answer.status_code == 303
    ana.sync()
    [found] = ana.agreed["homework"]
    assert found["version"] == 1
    assert found["schedule"] == {"type": "days", "weekdays": [3, 5], "at": ["17:30"], "every_weeks": 1}
    assert [step["text"] for step in found["steps"]] == ["Walk to the stop"]
    assert (found["confidence"], found["obstacle"], found["scales"]) == (7, "avoided", True)
    assert found["therapist_does"] == "Asks first what happened."
    assert (found["where"], found["ends_on"], found["ended_at"]) == (None, None, None)
    assert "On Ana’s phone" in tomas.page(answer.headers["Location"])


def test_an_unanswered_confidence_is_no_number(tomas: Desk, ana: Phone, cast: Cast) -> None:
    tomas.post(address(cast.ana), card(agree="1", confidence=""))
    ana.sync()
    assert ana.agreed["homework"][0]["confidence"] is None


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (
            {"often": "times_a_week", "times": "2", "weekdays": []},
            {"type": "times_a_week", "times": 2, "at": None},
        ),
        (
            {"often": "times_a_week", "times": "2", "weekdays": [], "remind_at": "18:00"},
            {"type": "times_a_week", "times": 2, "at": "18:00"},
        ),
        ({"often": "once", "on": "2026-11-25", "once_at": ""}, {"type": "once", "on": "2026-11-25", "at": None}),
        ({"at": ""}, {"type": "days", "weekdays": [3, 5], "at": [], "every_weeks": 1}),
        ({"every_weeks": "4"}, {"type": "days", "weekdays": [3, 5], "at": ["17:30"], "every_weeks": 4}),
    ],
)
def test_there_are_three_ways_to_say_when(
    more: dict[str, Any], wanted: dict[str, Any], tomas: Desk, ana: Phone, cast: Cast
) -> None:
    tomas.post(address(cast.ana), card(agree="1", **more))
    ana.sync()
    assert ana.agreed["homework"][0]["schedule"] == wanted


def test_nondirective_homework_asks_for_no_numbers(tomas: Desk, ana: Phone, cast: Cast) -> None:
    tomas.post(address(cast.ana), card(agree="1", style="nondirective"))
    ana.sync()
    assert ana.agreed["homework"][0]["scales"] is False


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"what": " "}, "Say in a few words what it is."),
        ({"weekdays": []}, "Choose at least one day."),
        ({"often": "times_a_week", "times": "15"}, "From 1 to 14 times a week."),
        ({"often": "once"}, "Choose a day."),
        ({"every_weeks": "3"}, "Not a valid choice"),
        ({"starts_on": "2062-11-19"}, "Choose a day between last year and the year after next."),
        ({"ends_on": "2026-11-01"}, "This day is before the first one."),
        ({"confidence": "11"}, "From 0 to 10."),
        ({"why": "a" * 201}, "Please keep it under 200 letters."),
        ({"style": "strict"}, "Start from one of the cards above."),
        ({"steps-0-text": "a" * 201}, "Please keep it under 200 letters."),
    ],
)
def test_an_error_stands_beside_its_field_and_what_was_typed_stays(
    more: dict[str, Any], sentence: str, tomas: Desk, cast: Cast
) -> None:
    answer = tomas.post(address(cast.ana), card(agree="1", **more))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "I wait for the next one." in answer.text
    assert "Nothing is agreed now." in answer.text


def test_another_step_keeps_all_that_was_typed(tomas: Desk, cast: Cast) -> None:
    page = tomas.post(address(cast.ana), card(add="step", what="")).text
    assert page.count('-text"') >= 4
    assert 'value="Walk to the stop"' in page
    assert 'value="7" checked' in page
    assert "Say in a few words" not in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"every_weeks": "2"}, "Thursday and Saturday, every second week, about 17:30"),
        ({"every_weeks": "4", "at": ""}, "Thursday and Saturday, every fourth week<"),
        ({"often": "times_a_week", "remind_at": "18:00"}, "3 times a week, any day, reminder about 18:00"),
    ],
)
def test_when_it_is_to_be_done_is_read_in_words(more: dict[str, Any], words: str, tomas: Desk, cast: Cast) -> None:
    page = tomas.post(address(cast.ana), card(look="1", **more)).text
    assert words in page
    assert "Ana can change it or turn it off" in page


@pytest.mark.parametrize("more", [{"every_weeks": "2"}, {"often": "times_a_week", "remind_at": "18:00"}])
def test_a_card_that_is_opened_again_says_what_was_agreed(
    more: dict[str, Any], tomas: Desk, ana: Phone, cast: Cast
) -> None:
    tomas.post(address(cast.ana), card(agree="1", **more))
    ana.sync()
    [agreed] = ana.agreed["homework"]
    page = tomas.page(address(cast.ana, agreed["id"]))
    assert ('value="18:00"' if "remind_at" in more else '<option selected value="2">') in page


def test_looking_at_it_agrees_on_nothing(tomas: Desk, cast: Cast) -> None:
    page = tomas.post(address(cast.ana), card(look="1")).text
    assert "Not agreed yet" in page
    assert "Thursday and Saturday, about 17:30" in page
    assert "Nothing is agreed now." in page


def test_enter_in_a_field_only_looks(tomas: Desk, cast: Cast) -> None:
    page = tomas.page(address(cast.ana))
    form = page[page.index('class="planform"') :]
    first = re.search(r"<button[^>]*>", form)
    assert first
    assert 'name="look"' in first[0]


@pytest.mark.parametrize(
    "key", ["exposure", "steps", "reflection", "grounding", "small_steps", "feeling", "empty", "nonsense"]
)
def test_every_card_can_be_started_from_by_address_alone(key: str, tomas: Desk, cast: Cast) -> None:
    assert "Agree homework with Ana" in tomas.page(address(cast.ana) + f"?template={key}")


def test_a_card_fills_in_only_what_was_not_typed(tomas: Desk, cast: Cast) -> None:
    typed = card(template="grounding", what="", then="My own words", **{"steps-0-text": ""})
    page = tomas.post(address(cast.ana), typed).text
    assert "Ground myself when it gets too much" in page
    assert "Name five things I see" in page
    assert "My own words" in page
    again = card(
        template="exposure",
        start="grounding",
        what="Ground myself when it gets too much, and note what helped",
        **{"steps-0-text": "My own step"},
    )
    page = tomas.post(address(cast.ana), again).text
    assert "Ground myself" not in page
    assert "My own step" in page
    assert "Write down what I think will happen" not in page


def test_a_change_is_a_new_version_and_keeps_the_steps_apart(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    tomas.post(address(cast.ana), card(agree="1"))
    ana.sync()
    [before] = ana.agreed["homework"]
    clock.move(days=7)
    page = tomas.page(address(cast.ana, before["id"]))
    assert "Change homework with Ana" in page
    assert before["steps"][0]["id"] in page
    changed = card(agree="1", what="Ride four stops", **{"steps-0-id": before["steps"][0]["id"]})
    assert tomas.post(address(cast.ana, before["id"]), changed).status_code == 303
    ana.sync()
    [after] = ana.agreed["homework"]
    assert (after["id"], after["version"], after["what"]) == (before["id"], 2, "Ride four stops")
    assert after["steps"] == before["steps"]
    with app.house.main.read() as db:
        whose = practice.whose(db, app.house.keystore, cast.practice, cast.ana)
        kept = service.one(db, whose, uuid.UUID(before["id"]))
    assert [one.plan.what for one in kept.versions] == ["Ride the bus two stops", "Ride four stops"]


def test_what_is_ended_asks_no_more_and_cannot_be_changed(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    item = agree(app, cast, cast.ana, clock.at)
    assert tomas.post(address(cast.ana, item, "end")).status_code == 303
    ana.sync()
    assert ana.agreed["homework"][0]["ended_at"] is not None
    assert "Ended (1)" in tomas.page(address(cast.ana))
    assert tomas.get(address(cast.ana, item)).status_code == 404
    assert tomas.post(address(cast.ana, item), card(agree="1")).status_code == 404
    assert tomas.post(address(cast.ana, item, "end")).status_code == 404


def test_what_ended_over_a_year_ago_no_longer_comes_down(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    tomas.post(address(cast.ana, agree(app, cast, cast.ana, clock.at), "end"))
    with app.house.main.read() as db:
        whose = practice.whose(db, app.house.keystore, cast.practice, cast.ana)
        assert len(service.agreed(db, whose, clock.at + timedelta(days=363))["homework"]) == 1
        assert service.agreed(db, whose, clock.at + timedelta(days=365))["homework"] == []


def test_nobody_else_reaches_a_clients_homework(app: App, tomas: Desk, olga: Desk, cast: Cast, clock: Clock) -> None:
    anas, bens = agree(app, cast, cast.ana, clock.at), agree(app, cast, cast.ben, clock.at)
    for path in (address(cast.ana), address(cast.ana, anas), address(cast.noa)):
        assert olga.get(path).status_code == 404
    assert olga.post(address(cast.ana), card(agree="1")).status_code == 404
    assert olga.post(address(cast.ana, anas, "end")).status_code == 404
    for path in (address(cast.ana, bens), address(cast.ana, uuid.uuid4())):
        assert tomas.get(path).status_code == 404
    assert tomas.post(address(cast.ana, bens, "end")).status_code == 404


def test_what_was_typed_is_text_and_never_markup(tomas: Desk, cast: Cast) -> None:
    nasty = '"><script>alert(1)</script>'
    fields = card(agree="1", what=nasty, why=nasty, then=nasty, **{"steps-0-text": nasty})
    page = tomas.page(tomas.post(address(cast.ana), fields).headers["Location"])
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_opening_agreeing_changing_and_ending_are_written_down(app: App, tomas: Desk, ana: Phone, cast: Cast) -> None:
    tomas.post(address(cast.ana), card(agree="1"))
    ana.sync()
    item = ana.agreed["homework"][0]["id"]
    tomas.post(address(cast.ana, item), card(agree="1", what="Four stops"))
    tomas.post(address(cast.ana, item, "end"))
    tomas.page(address(cast.ana))
    with app.house.main.read() as db:
        acts = [row.act for row in audit.sentences_of(db, cast.practice, cast.ana)]
    wanted = ["homework_opened", "homework_ended", "homework_changed", "homework_agreed"]
    assert [act for act in acts if act.startswith("homework")] == wanted


def test_a_page_that_cannot_be_written_down_is_not_shown(
    tomas: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(audit.By, "record", full)
    assert tomas.get(address(cast.ana)).status_code == 500
