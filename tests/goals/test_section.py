"""Goals on the weekly page, in the client's preview, and on the caseload."""

import uuid
from datetime import timedelta

import pytest

from server.accounts import EnrolledDevice
from server.app import App
from server.kinds import KINDS
from server.summary.preview import my_week
from server.summary.week import Asked, ToAsk, open_week
from tests.cast import Cast, Phone
from tests.expectations.room import login, reasons, rows, said, sections, session
from tests.goals.room import BUS, TRAM, answer, goals, new, propose, say
from tests.homework.desk import Clock, Desk
from tests.summary.test_caseload import client_who_writes, queries

HEAD = "Goals, and how they stand"
MADE = "Thu 19: You wrote it like this."


def asks(app: App, cast: Cast, clock: Clock) -> list[ToAsk]:
    page = open_week(app.house, login(cast), cast.ana, Asked(), KINDS, clock.at)
    return [one for one in page.asks if one.ask.id.startswith("goals-")]


def texts(app: App, cast: Cast, clock: Clock) -> list[tuple[str, str]]:
    return [(one.text, one.tone) for one in reasons(app, cast, clock)]


def test_without_goals_there_is_no_section(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    assert "goals" not in sections(app, cast, clock)


def test_it_stands_under_its_pillar_with_what_waits_for_whom(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    goal = new(tomas, ana)
    found = sections(app, cast, clock)["goals"]
    assert (found.pillar, said(found.lead)) == ("goals", "No goal is agreed by both yet.")
    waits = "Waits for the client’s word. To look at again on 31 December."
    assert rows(found, HEAD) == [[f"“{BUS}”", waits, MADE]]
    say(ana, clock, goal, words="Gladly")
    found = sections(app, cast, clock)["goals"]
    assert said(found.lead) == "1 goal is agreed by both."
    told = f"{MADE} Thu 19: “Yes, I want this”. “Gladly”"
    assert rows(found, HEAD) == [[f"“{BUS}”", "Agreed by both. To look at again on 31 December.", told]]


def test_her_proposal_is_asked_about_until_it_is_answered(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    entry = propose(ana, clock, why="I miss her")
    assert texts(app, cast, clock)[0] == ("Proposes a goal that waits for your word.", "ask")
    [found] = asks(app, cast, clock)
    assert (found.ask.title, found.anchor) == ("Proposes a goal", f"e-{entry}")
    assert said(found.ask.evidence) == f"“{BUS}” “I miss her”"
    assert found.ask.link is not None
    assert tomas.get(found.ask.link.href).status_code == 200
    answer(tomas, cast.ana, entry)
    assert asks(app, cast, clock) == []
    assert texts(app, cast, clock) == []


def test_a_proposal_that_was_talked_about_no_longer_moves_her_up(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    entry = propose(ana, clock)
    assert len(asks(app, cast, clock)) == 1
    clock.move(minutes=1)
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    assert asks(app, cast, clock) == []
    assert texts(app, cast, clock) == []


def test_other_words_stand_beside_what_holds(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    say(ana, clock, goal)
    clock.move(days=1)
    say(ana, clock, goal, "change", wording=TRAM)
    [[words, stands, _said]] = rows(sections(app, cast, clock)["goals"], HEAD)
    assert words == f"“{BUS}”"
    assert stands.startswith(f"Waits for your word. Put anew: “{TRAM}”")
    [found] = asks(app, cast, clock)
    assert said(found.ask.evidence).startswith(f"“{BUS}” Proposed: “{TRAM}”")
    assert texts(app, cast, clock) == [("Would put a goal differently.", "ask")]


def test_on_its_day_a_goal_is_to_be_looked_at(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana, revisit_on="2026-11-25")
    say(ana, clock, goal)
    clock.move(days=5)
    assert asks(app, cast, clock) == []
    clock.move(days=1)
    [found] = asks(app, cast, clock)
    assert (found.ask.title, found.ask.entry) == ("A goal to look at again", None)
    assert texts(app, cast, clock) == [("A goal is due to be looked at again.", "plain")]
    answer(tomas, cast.ana, goal, revisit_on="2026-12-31")
    assert asks(app, cast, clock) == []


@pytest.mark.parametrize(
    ("word", "title"), [("reached", "Says that a goal is reached"), ("not_now", "Said “not now” to a goal")]
)
def test_what_she_ended_is_told_and_asked_about(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock, word: str, title: str
) -> None:
    goal = new(tomas, ana)
    say(ana, clock, goal)
    say(ana, clock, goal, word, words="I just went")
    [found] = asks(app, cast, clock)
    assert found.ask.title == title
    assert "“I just went”" in said(found.ask.evidence)
    assert texts(app, cast, clock) == [(f"{title}.", "plain")]
    clock.move(days=20)
    found_later = sections(app, cast, clock)["goals"]
    assert rows(found_later, HEAD) == []
    clock.move(days=20)
    assert asks(app, cast, clock) == []


def test_a_wish_comes_before_all_else(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    propose(ana, clock, bring_up=True)
    [found] = asks(app, cast, clock)
    assert found.ask.title == "Asks you to bring up a goal"


def test_a_yes_of_two_years_ago_still_holds(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    goal = new(tomas, ana)
    say(ana, clock, goal)
    clock.move(days=760)
    assert said(sections(app, cast, clock)["goals"].lead) == "1 goal is agreed by both."


def test_a_week_that_is_over_shows_what_was_known_then(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    goal = new(tomas, ana)
    say(ana, clock, goal)
    clock.move(days=10)
    answer(tomas, cast.ana, goal, words=TRAM)
    then = sections(app, cast, clock, "2026-11-16", "2026-11-22")["goals"]
    assert [row[1] for row in rows(then, HEAD)] == ["Agreed by both. To look at again on 31 December."]
    assert "goals" not in sections(app, cast, clock, "2026-11-09", "2026-11-15")


def test_what_is_held_is_said_to_be_there(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    session(app, cast, clock, clock.at.date() + timedelta(days=3))
    propose(ana, clock, share="when_we_meet")
    found = sections(app, cast, clock)["goals"]
    assert rows(found, HEAD) == []
    [note] = [block.text.text for block in found.blocks if block.type == "note"]
    assert note == "A goal that the client proposes opens when you meet."


def test_her_preview_speaks_to_her(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    new(tomas, ana)
    propose(ana, clock, TRAM)
    week = my_week(app.house, EnrolledDevice(cast.practice, cast.ana, ana.device), KINDS, clock.at)
    [found] = [one for one in week.sections if one.id == "goals"]
    stands = [row[1] for row in rows(found, HEAD)]
    assert stands == ["Waits for your word. To look at again on 31 December.", "Waits for your therapist’s word."]
    assert "Thu 19: Your therapist wrote it like this." in rows(found, HEAD)[0][2]
    assert (found.asks, found.links) == ([], [])


def test_many_clients_take_as_many_queries_as_few(app: App, tomas: Desk, cast: Cast, clock: Clock) -> None:
    counted = []
    for upto in (2, 8):
        for n in range(upto):
            _client, phone = client_who_writes(app, cast, clock, f"Client {upto}{n}")
            goal = new(tomas, phone)
            say(phone, clock, goal)
            propose(phone, clock, TRAM)
        with queries(app) as found:
            tomas.page("/")
        counted.append(len(found))
    assert counted[0] == counted[1]


def test_the_page_names_the_goals_and_the_copy_has_them(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    entry: uuid.UUID = propose(ana, clock)
    page = tomas.page(f"/clients/{cast.ana}/week")
    assert "Mutual agreement" in page
    assert f'id="e-{entry}"' in page
    assert BUS in tomas.get(f"/clients/{cast.ana}/week.txt").text
    assert goals(ana) == []
