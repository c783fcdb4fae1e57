"""What expectations can be reminded of, and when: nothing unless the client asks for it."""

import json
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from server.expectations.rules import halfway
from tests.cast import Phone
from tests.expectations import bodies
from tests.expectations.room import write
from tests.homework.desk import Clock
from tests.reminders.loop.nudged import Nudged

HALVES = json.loads((Path(__file__).parents[1] / "wire" / "expectation_halfway.json").read_text())
HALF, BY = "2026-11-30", "2026-12-12"
Days = dict[str, str]


@pytest.mark.parametrize("one", HALVES, ids=lambda one: f"{one['set']} to {one['by']}")
def test_both_sides_agree_on_the_day_half_way(one: dict[str, Any]) -> None:
    half = halfway(date.fromisoformat(one["set"]), date.fromisoformat(one["by"]))
    assert (half and half.isoformat()) == one["halfway"]


def offered(phone: Phone, thing: uuid.UUID) -> Days:
    """What can be reminded of about this, with its day. All of it is at ten, once, and off."""
    phone.sync()
    agreed = phone.agreed["reminders"] or {"reminders": []}
    found = {}
    for one in agreed["reminders"]:
        if one["subject"] == str(thing):
            assert (one["on"], one["when"]["at"], one["when"]["first"]) == (False, ["10:00"], one["when"]["last"])
            found[one["about"]] = one["when"]["first"]
    return found


def test_an_expectation_offers_a_look_half_way_and_what_happened_on_its_day(ana: Phone, clock: Clock) -> None:
    thing = write(ana, clock, "expectation", bodies.expectation(by=BY))
    assert offered(ana, thing) == {"look": HALF, "review": BY}


@pytest.mark.parametrize(
    ("by", "days"),
    [
        ("2026-11-25", {"review": "2026-11-25"}),
        ("2026-11-12", {"review": "2026-11-12"}),
        ("2026-11-11", {}),
    ],
)
def test_there_is_no_look_where_the_day_is_near_and_nothing_where_it_is_long_over(
    by: str, days: Days, ana: Phone, clock: Clock
) -> None:
    assert offered(ana, write(ana, clock, "expectation", bodies.expectation(by=by))) == days


def test_a_look_that_moves_the_day_moves_the_review_and_no_second_look_is_asked(ana: Phone, clock: Clock) -> None:
    thing = write(ana, clock, "expectation", bodies.expectation(by=BY))
    seen = write(ana, clock, "expectation_look", bodies.look(then="change", by="2027-01-15"), thing)
    assert offered(ana, thing) == {"review": "2027-01-15"}
    write(ana, clock, "expectation_look", bodies.look(), thing, id=seen, revision=2)
    assert offered(ana, thing) == {"review": BY}
    write(ana, clock, "expectation_look", None, thing, id=seen, revision=3, withdrawn=True)
    assert offered(ana, thing) == {"look": HALF, "review": BY}


def test_what_was_reviewed_asks_for_nothing_until_that_is_taken_back(ana: Phone, clock: Clock) -> None:
    thing = write(ana, clock, "expectation", bodies.expectation(by=BY))
    told = write(ana, clock, "expectation_review", bodies.review(), thing, share="when_we_meet")
    assert offered(ana, thing) == {}
    write(ana, clock, "expectation_review", None, thing, id=told, revision=2, withdrawn=True)
    assert offered(ana, thing) == {"look": HALF, "review": BY}


def test_an_expectation_that_is_rewritten_or_taken_back_takes_its_days_along(ana: Phone, clock: Clock) -> None:
    thing = write(ana, clock, "expectation", bodies.expectation(by=BY))
    other = write(ana, clock, "expectation", bodies.expectation(by=BY))
    write(ana, clock, "expectation", bodies.expectation(by="2026-12-14"), id=thing, revision=2)
    assert offered(ana, thing) == {"look": "2026-12-01", "review": "2026-12-14"}
    write(ana, clock, "expectation", None, id=thing, revision=3, withdrawn=True)
    assert offered(ana, thing) == {}
    assert offered(ana, other) == {"look": HALF, "review": BY}


def test_a_prediction_with_a_day_asks_on_it_what_happened(ana: Phone, clock: Clock) -> None:
    thing = write(ana, clock, "prediction", bodies.prediction(on="2026-11-24"))
    assert offered(ana, thing) == {"outcome": "2026-11-24"}
    write(ana, clock, "prediction", bodies.prediction(), id=thing, revision=2)
    assert offered(ana, thing) == {}
    write(ana, clock, "prediction", bodies.prediction(on="2026-11-25"), id=thing, revision=3)
    assert offered(ana, thing) == {"outcome": "2026-11-25"}
    write(ana, clock, "prediction_outcome", bodies.outcome(), thing)
    assert offered(ana, thing) == {}


def test_it_reminds_only_whoever_asked_for_it_and_reads_answered_once_it_was(nudged: Nudged) -> None:
    ana, clock = nudged.phone, nudged.clock
    quiet = write(ana, clock, "expectation", bodies.expectation(by="2026-11-23"))
    thing = write(ana, clock, "expectation", bodies.expectation(by="2026-11-24"))
    nudged.turn_on()
    ana.sync()
    [wanted] = [one for one in ana.agreed["reminders"]["reminders"] if one["subject"] == str(thing)]
    chosen = {"on": True, "at": ["11:00"], "weekdays": None, "minutes": None}
    nudged.says("reminder_choice", uuid.UUID(wanted["id"]), chosen)
    clock.at = datetime(2026, 11, 24, 10, 58, tzinfo=UTC)
    [sent] = nudged.passes_until(datetime(2026, 11, 24, 11, 5, tzinfo=UTC))
    assert (sent.occurrence.about, sent.occurrence.subject_id, sent.one_tap) == ("review", thing, False)
    assert quiet != thing
    write(ana, clock, "expectation_review", bodies.review(), thing)
    assert [one.why for one in nudged.occurrences()] == ["answered"]
    assert nudged.passes_until(datetime(2026, 11, 24, 16, 30, tzinfo=UTC)) == []
