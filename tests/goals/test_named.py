"""A goal is named where something is for it: on a plan card, on a ladder, beside what is expected of it."""

import re
import uuid
from typing import Any

from server.app import App
from server.wire.agreed import Agreed
from tests.cast import Cast, Phone
from tests.expectations.bodies import expectation
from tests.expectations.room import preview, rows, sections, write
from tests.goals.room import BUS, TRAM, answer, new, propose, say
from tests.homework.desk import Clock, Desk
from tests.summary.weeks import log


def card(goal: object = "", **more: Any) -> dict[str, Any]:
    """A plan card as the browser sends it."""
    often = {"often": "times_a_week", "times": "2", "starts_on": "2026-11-19"}
    return {"what": "Ride two stops", "style": "directive", "obstacle": "", "goal": str(goal), **often, **more}


def choices(page: str, field: str) -> list[str]:
    """What a field of choices offers."""
    found = re.search(rf'<select[^>]* name="{field}".*?</select>', page, re.S)
    return re.findall(r"<option[^>]*>(.*?)</option>", found[0]) if found else []


def test_a_plan_card_names_its_goal_on_both_sides(tomas: Desk, ana: Phone, app: App, cast: Cast, clock: Clock) -> None:
    homework = f"/clients/{cast.ana}/homework"
    assert choices(tomas.page(homework), "goal") == []
    goal = new(tomas, ana)
    assert choices(tomas.page(homework), "goal") == ["None of them", BUS]
    assert tomas.post(homework, card(goal, agree="1")).status_code == 303
    ana.sync()
    [assignment] = Agreed.model_validate(ana.agreed).homework
    assert assignment.goal is not None
    assert (assignment.goal.id, assignment.goal.words) == (goal, BUS)
    log(ana, clock, assignment.id, clock.at.date())
    found = sections(app, cast, clock)["homework"]
    [plan] = [block for block in found.blocks if block.type == "facts"]
    assert [one.value.text for one in plan.facts if one.name == "For the goal"] == [BUS]
    assert BUS in tomas.page(f"{homework}?shown={assignment.id}")


def test_a_goal_that_is_over_stays_on_the_card_that_names_it_and_on_no_other(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    homework = f"/clients/{cast.ana}/homework"
    goal = new(tomas, ana)
    tomas.post(homework, card(goal, agree="1"))
    say(ana, clock, goal, "reached")
    assert choices(tomas.page(homework), "goal") == []
    ana.sync()
    [assignment] = ana.agreed["homework"]
    one = f"{homework}/{assignment['id']}"
    assert choices(tomas.page(one), "goal") == ["None of them", BUS]
    assert tomas.post(one, card(goal, agree="1", what="Ride three stops")).status_code == 303
    ana.sync()
    assert ana.agreed["homework"][0]["goal"] == {"id": str(goal), "words": BUS}


def test_a_card_names_no_goal_of_somebody_else_and_no_mere_proposal(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    homework = f"/clients/{cast.ana}/homework"
    for stranger in (uuid.uuid4(), propose(ana, clock)):
        assert tomas.post(homework, card(stranger, agree="1")).status_code == 422
    ana.sync()
    assert ana.agreed["homework"] == []


def test_what_is_expected_of_a_goal_stands_with_its_name(
    tomas: Desk, ana: Phone, app: App, cast: Cast, clock: Clock
) -> None:
    goal = new(tomas, ana)
    say(ana, clock, goal)
    write(ana, clock, "expectation", expectation("I have gone twice"), goal)
    write(ana, clock, "expectation", expectation("I have slept"))
    whats = [what for what, _likely, _came in rows(sections(app, cast, clock)["expectations"])]
    assert whats == [f"“I have gone twice” About: “{BUS}” By Sat 12 Dec.", "“I have slept” By Sat 12 Dec."]
    assert rows(preview(app, cast, clock))[0][0].startswith("“I have gone twice”")


def test_a_ladder_can_be_about_a_goal_that_runs(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    page = f"/clients/{cast.ana}/expectations"
    goal, over = new(tomas, ana), new(tomas, ana, TRAM)
    answer(tomas, cast.ana, over, "not_now")
    assert choices(tomas.page(page), "subject") == ["Nothing else: it stands alone", BUS]
    ladder = {"words": "Twice a week", "by": "2026-12-12", "starts_at": "-1", "subject": str(goal), "offer": "1"}
    assert tomas.post(page, ladder).status_code == 303
    ana.sync()
    assert ana.agreed["ladders"][0]["subject"] == str(goal)
