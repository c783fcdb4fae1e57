"""Naming who reads while a therapist is away."""

from datetime import date
from typing import Any

import pytest

from server import audit
from server.accounts import cover
from server.accounts.models import Account, Cover
from server.accounts.people import SignedIn
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import Clock, Desk

FIRST, LAST = date(2026, 11, 20), date(2026, 12, 3)


def fields(cast: Cast, **more: Any) -> dict[str, Any]:
    """Olga reads from tomorrow on for two weeks."""
    return {"by": str(cast.olga.id), "first_on": FIRST.isoformat(), "last_on": LAST.isoformat(), **more}


def named(house: House, cast: Cast) -> tuple[Any, ...] | None:
    with house.main.read() as db:
        row = db.get(Cover, (cast.practice, cast.tomas.id))
        return None if row is None else (row.covered_by, row.first_on, row.last_on)


def test_somebody_is_named_for_a_span_of_days(house: House, cast: Cast, tomas: Desk) -> None:
    assert tomas.send("/cover", **fields(cast)).status_code == 303
    assert named(house, cast) == (cast.olga.id, FIRST, LAST)
    page = tomas.get("/cover").text
    assert "Will read for you from Friday 20 November to Thursday 3 December." in page
    assert "Take it back" in page


def test_only_therapists_of_the_same_practice_can_be_chosen(house: House, cast: Cast, tomas: Desk) -> None:
    page = tomas.get("/cover").text
    assert "Olga Brandt</option>" in page
    for name in ("Tomas Keller</option>", "Piet de Boer", "Vera Lindt"):
        assert name not in page
    for other in (cast.vera.id, cast.piet.id, cast.tomas.id, cast.ana, "", "nobody"):
        assert "Choose who reads for you." in tomas.send("/cover", **fields(cast, by=str(other))).text
    assert named(house, cast) is None


def test_who_no_longer_works_here_cannot_be_chosen(house: House, cast: Cast, tomas: Desk, clock: Clock) -> None:
    with house.main.write() as db:
        db.get_one(Account, (cast.practice, cast.olga.id)).disabled_at = clock.at
    assert "There is no other therapist in this practice yet." in tomas.get("/cover").text
    assert tomas.send("/cover", "/clients/new", **fields(cast)).status_code == 422
    assert named(house, cast) is None


def test_a_cover_of_the_last_days_there_are_is_counted_without_a_fault(house: House, cast: Cast, tomas: Desk) -> None:
    last = {"first_on": "9999-12-01", "last_on": "9999-12-31"}
    assert tomas.send("/cover", **fields(cast, **last)).status_code == 303
    assert named(house, cast) == (cast.olga.id, date(9999, 12, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first_on": ""}, "Choose a day."),
        ({"last_on": ""}, "Choose a day."),
        ({"first_on": "2026-11-18"}, "Choose today or a later day."),
        ({"last_on": "2026-11-19"}, "The last day is before the first one, or over."),
        ({"last_on": "2027-12-03"}, "That is more than half a year."),
    ],
    ids=str,
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    house: House, cast: Cast, tomas: Desk, wrong: dict[str, str], said: str
) -> None:
    answer = tomas.send("/cover", **fields(cast, **wrong))
    assert answer.status_code == 422
    assert said in answer.text
    assert f'id="{next(iter(wrong))}-wrong"' in answer.text
    assert f'<option selected value="{cast.olga.id}">' in answer.text
    assert all(f'value="{typed}"' in answer.text for typed in wrong.values())
    assert named(house, cast) is None


def test_one_day_is_enough_and_may_be_today(house: House, cast: Cast, tomas: Desk) -> None:
    today = fields(cast, first_on="2026-11-19", last_on="2026-11-19")
    assert tomas.send("/cover", **today).status_code == 303
    assert "Reads for you until Thursday 19 November." in tomas.get("/cover").text


def test_one_who_covers_already_may_go_on_for_longer(house: House, cast: Cast, tomas: Desk, clock: Clock) -> None:
    tomas.send("/cover", **fields(cast, first_on="2026-11-19", last_on="2026-11-20"))
    with house.main.write() as db:
        db.get_one(Cover, (cast.practice, cast.tomas.id)).first_on = date(2026, 11, 16)
    assert tomas.send("/cover", **fields(cast, first_on="2026-11-16")).status_code == 303
    assert named(house, cast) == (cast.olga.id, date(2026, 11, 16), LAST)


def test_it_can_be_ended_and_then_nobody_covers(house: House, cast: Cast, tomas: Desk) -> None:
    tomas.send("/cover", **fields(cast))
    assert tomas.send("/cover/end", "/cover").status_code == 303
    assert named(house, cast) is None
    assert tomas.send("/cover/end", "/cover").status_code == 404


def test_each_client_is_told_in_their_log(house: House, cast: Cast, tomas: Desk) -> None:
    tomas.send("/cover", **fields(cast))
    tomas.send("/cover/end", "/cover")
    with house.main.read() as db:
        for client in (cast.ana, cast.ben):
            lines = audit.sentences_of(db, cast.practice, client)
            assert [one.act for one in lines[:2]] == ["cover_ended", "cover_named"]
            assert lines[1].facts == {"by": str(cast.olga.id), "from": "2026-11-20", "to": "2026-12-03"}


@pytest.mark.parametrize(
    ("today", "reads"),
    [(date(2026, 11, 19), False), (FIRST, True), (LAST, True), (date(2026, 12, 4), False)],
    ids=str,
)
def test_it_holds_from_the_first_day_to_the_last(
    house: House, cast: Cast, tomas: Desk, today: date, reads: bool
) -> None:
    tomas.send("/cover", **fields(cast))
    olga = SignedIn(cast.practice, cast.olga.id, "Olga Brandt", True, False)
    ring = house.keystore.ring(cast.practice, [cast.practice])
    with house.main.read() as db:
        found = {one.id for one in cover.readable_clients(db, olga, today)}
        assert found == ({cast.ana, cast.ben} if reads else set())
        assert (cover.covered(db, ring, cast.tomas.id, today) is not None) == reads
        names = [one.name for one in cover.covering(db, ring, olga, today).values()]
        assert names == (["Tomas Keller"] if reads else [])
