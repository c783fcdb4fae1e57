"""Proposing, agreeing and ending goals: on the phone and at the desk, each side through the real app."""

import uuid
from datetime import date

import pytest

from server import audit
from server.app import App
from server.wire.agreed import Agreed
from tests.cast import Cast, Phone, envelope
from tests.expectations.room import session, write
from tests.goals.room import BUS, TRAM, address, answer, goals, groups, new, proposal, propose, say
from tests.homework.desk import Clock, Desk


def test_what_tomas_proposes_comes_down_and_is_agreed_with_her_yes(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    goal = new(tomas, ana, note="As we said")
    [found] = Agreed.model_validate(ana.agreed).goals
    [version] = found.versions
    assert (found.began, version.version, version.words, version.note) == (None, 1, BUS, "As we said")
    assert version.revisit_on == date(2026, 12, 31)
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [BUS]}
    say(ana, clock, goal)
    assert groups(tomas, cast.ana) == {"Agreed by both": [BUS]}
    assert "To look at again on 31 December." in tomas.page(address(cast.ana))


def test_what_she_proposes_is_agreed_when_tomas_takes_her_words(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    entry = propose(ana, clock, why="I miss her")
    page = tomas.page(address(cast.ana))
    assert groups(tomas, cast.ana) == {"Waits for your word": [BUS]}
    assert "I miss her" in page
    assert answer(tomas, cast.ana, entry) == 303
    assert groups(tomas, cast.ana) == {"Agreed by both": [BUS]}
    [found] = goals(ana)
    assert found["began"] == {"entry": str(entry), "revision": 1}


def test_other_words_go_back_and_forth_until_both_say_the_same(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    entry = propose(ana, clock)
    answer(tomas, cast.ana, entry, words=TRAM)
    [found] = goals(ana)
    goal = uuid.UUID(found["id"])
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [TRAM]}
    say(ana, clock, goal, "change", wording="Ride to my sister", words="Bus or tram")
    page = tomas.page(address(cast.ana))
    assert "Ana would put it like this:" in page
    assert "Bus or tram" in page
    assert answer(tomas, cast.ana, goal) == 303
    assert groups(tomas, cast.ana) == {"Agreed by both": ["Ride to my sister"]}
    history = tomas.page(address(cast.ana))
    for said in ("Ana: proposed it", "you: put it like this", "Ana: change it"):
        assert said in history
    assert [one["words"] for one in goals(ana)[0]["versions"]] == [TRAM, "Ride to my sister"]


def test_a_late_yes_is_a_yes_to_the_words_it_saw(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    answer(tomas, cast.ana, goal, words=TRAM)
    say(ana, clock, goal, "yes", 1)
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [BUS]}
    assert TRAM in tomas.page(address(cast.ana))
    say(ana, clock, goal, "yes", 2)
    assert groups(tomas, cast.ana) == {"Agreed by both": [TRAM]}


def test_a_yes_taken_back_is_none(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    yes = say(ana, clock, goal)
    back = envelope(clock.at, kind="goal_reply", subject=str(goal), withdrawn=True) | {"body": None}
    ana.sync(ana.seal(back, yes, 2))
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [BUS]}


def test_a_yes_that_somebody_else_gave_is_none(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    yes = say(ana, clock, goal)
    assert groups(tomas, cast.ana) == {"Agreed by both": [BUS]}
    write(ana, clock, "not_mine", {}, yes)
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [BUS]}


@pytest.mark.parametrize("says", ["not_now", "reached"])
def test_one_is_enough_to_end_it_and_it_takes_two_to_take_it_up(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock, says: str
) -> None:
    goal = new(tomas, ana)
    say(ana, clock, goal)
    assert answer(tomas, cast.ana, goal, says, words="What is typed here changes nothing", note="Well done") == 303
    assert groups(tomas, cast.ana) == {"Reached, or set aside": [BUS]}
    last = goals(ana)[0]["versions"][-1]
    assert (last["stance"], last["words"], last["note"], last["revisit_on"]) == (says, BUS, "Well done", None)
    answer(tomas, cast.ana, goal)
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [BUS]}
    say(ana, clock, goal, "yes", 3)
    assert groups(tomas, cast.ana) == {"Agreed by both": [BUS]}


def test_what_is_held_opens_when_they_meet(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    session(app, cast, clock, clock.at.date() + (date(2026, 11, 20) - date(2026, 11, 19)))
    say(ana, clock, goal, share="when_we_meet", words="Only face to face")
    propose(ana, clock, TRAM, share="when_we_meet")
    page = tomas.page(address(cast.ana))
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [BUS]}
    assert "An answer opens when you meet." in page
    assert TRAM not in page
    assert "Only face to face" not in page
    clock.move(days=1)
    assert groups(tomas, cast.ana) == {"Waits for your word": [TRAM], "Agreed by both": [BUS]}


def test_without_consent_nothing_she_wrote_is_shown(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    say(ana, clock, goal, words="Gladly")
    propose(ana, clock, TRAM)
    ana.sync(ana.seal(envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)))
    page = tomas.page(address(cast.ana))
    assert "Gladly" not in page
    assert TRAM not in page
    assert groups(tomas, cast.ana) == {"Waits for Ana’s word": [BUS]}


def test_nobody_answers_words_they_did_not_see(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    entry = propose(ana, clock)
    fields = {f"{entry}-words": BUS, f"{entry}-version": "0/1/1", "says": "yes"}
    ana.sync(ana.seal(envelope(clock.at, proposal(TRAM), kind="goal_proposal", subject=None), entry, 2))
    found = tomas.post(address(cast.ana, entry), fields)
    assert found.status_code == 422
    assert "something new was said of this goal" in found.text
    assert groups(tomas, cast.ana) == {"Waits for your word": [TRAM]}


def test_a_form_sent_twice_makes_one_goal(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    entry = propose(ana, clock)
    fields = {f"{entry}-words": BUS, f"{entry}-version": "0/1/1", "says": "yes"}
    assert tomas.post(address(cast.ana, entry), fields).status_code == 303
    assert tomas.post(address(cast.ana, entry), fields).status_code == 404
    assert len(goals(ana)) == 1


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("words", "", "Say in a few words what it is."),
        ("words", "x" * 201, "Please keep it under 200 letters."),
        ("revisit_on", "2026-11-19", "This day is over."),
        ("revisit_on", "2206-11-19", "Choose a day between"),
        ("note", "x" * 1001, "Please keep it under 1000 letters."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    tomas: Desk, ana: Phone, cast: Cast, field: str, typed: str, wrong: str
) -> None:
    fields = {"new-words": TRAM, "new-note": "Kept", f"new-{field}": typed}
    found = tomas.post(address(cast.ana), fields)
    assert found.status_code == 422
    assert wrong in found.text
    assert "Kept" in found.text or field == "note"
    assert goals(ana) == []


def test_each_act_is_written_down(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    answer(tomas, cast.ana, goal, "not_now")
    with app.house.main.read() as db:
        acts = [one.act for one in audit.sentences_of(db, cast.practice, cast.ana)]
    assert [act for act in acts if act != "caseload_opened"][:3] == ["goal_ended", "goals_opened", "goal_written"]


def test_another_therapist_finds_nothing(olga: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    entry = propose(ana, clock)
    assert olga.get(address(cast.ana)).status_code == 404
    assert olga.post(address(cast.ana, entry), {f"{entry}-words": BUS}).status_code == 404
