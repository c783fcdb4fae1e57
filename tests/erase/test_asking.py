"""Asking that all be erased, and taking it back: for seven days nothing is destroyed, and nobody reads."""

from collections.abc import Callable
from datetime import timedelta

from server import audit
from server.accounts import EnrolledDevice
from server.accounts.models import Client
from server.erase.act import erase_due
from server.web import House
from tests.access.matrix import Matrix
from tests.access.people import Person, Place
from tests.accounts.house import Clock

Code = Callable[[], str]
WEEK = ("desk", "summary.week", "GET")
CASELOAD = ("desk", "summary.caseload", "GET")


def acts(house: House, who: Person, newest: int) -> list[str]:
    with house.main.read() as db:
        return [line.act for line in audit.sentences_of(db, who.practice, who.target.client, most=newest)]


def page(place: Place, key: tuple[str, str, str], by: str = "tomas") -> str:
    return Matrix(place, key).ask(by, place.clients["ana"].target).text  # type: ignore[arg-type]  # a key of ours


def test_a_wrong_code_asks_for_nothing_and_the_right_one_says_when(
    house: House, ana: Person, code: Code, clock: Clock
) -> None:
    refused = ana.phone.post("/api/erase", {"code": "2222-2222"})
    given = code()
    assert (refused.status_code, refused.json["error"]["code"]) == (403, "code")
    ana.phone.sync()
    assert ana.phone.agreed["erase"] is None
    answer = ana.phone.post("/api/erase", {"code": given.lower()})
    assert answer.json == {"at": "2026-11-26T18:00:00Z"}
    ana.phone.sync()
    assert ana.phone.agreed["erase"] == {"at": "2026-11-26T18:00:00.000Z"}
    assert acts(house, ana, 2) == ["erase_asked", "erase_code_given"]


def test_a_wrong_try_is_kept_though_the_request_is_refused(ana: Person, code: Code, clock: Clock) -> None:
    given = code()
    for _ in range(5):
        assert ana.phone.post("/api/erase", {"code": "2222-2222"}).status_code == 403
    assert ana.phone.post("/api/erase", {"code": given}).status_code == 429
    clock.move(minutes=3)
    assert ana.phone.post("/api/erase", {"code": given}).status_code == 403


def test_while_it_waits_the_therapist_reads_the_date_and_nothing_that_was_written(place: Place, asked: Person) -> None:
    for by in ("tomas", "cora"):
        week = page(place, WEEK, by)
        assert "Ana asked that all be erased on 26 November" in week
        assert "can take it back until then" in week
        assert f"I thought of {asked.word}" not in week
        assert "Asked that all be erased on 26 November" in page(place, CASELOAD, by)


def test_the_client_goes_on_as_before_while_it_waits(asked: Person) -> None:
    assert asked.phone.send([]).status_code == 200
    assert asked.phone.agreed.get("homework") or asked.phone.sync()["agreed"]["homework"]


def test_asking_twice_keeps_the_first_date(asked: Person, code: Code, clock: Clock) -> None:
    clock.move(days=2)
    assert asked.phone.post("/api/erase", {"code": code()}).json == {"at": "2026-11-26T18:00:00Z"}


def test_on_the_sixth_day_it_is_taken_back_without_a_code_and_all_is_as_it_was(
    house: House, place: Place, asked: Person, clock: Clock
) -> None:
    before = page(place, WEEK)
    clock.move(days=6)
    assert erase_due(house, clock.at) == 0
    assert asked.phone.post("/api/erase/keep", {}).status_code == 204
    asked.phone.sync()
    assert asked.phone.agreed["erase"] is None
    assert acts(house, asked, 1) == ["erase_taken_back"]
    clock.move(days=30)
    assert erase_due(house, clock.at) == 0
    with house.main.read() as db:
        client = db.get_one(Client, (asked.practice, asked.target.client))
        assert client.may_be_read
    assert "asked that all be erased" in before


def test_what_was_written_stands_on_the_page_again_after_it_was_taken_back(place: Place, asked: Person) -> None:
    assert f"I thought of {asked.word}" not in page(place, WEEK)
    asked.phone.post("/api/erase/keep", {})
    assert f"I thought of {asked.word}" in page(place, WEEK)


def test_taking_back_what_was_never_asked_changes_nothing(house: House, ana: Person) -> None:
    before = acts(house, ana, 1)
    assert ana.phone.post("/api/erase/keep", {}).status_code == 204
    assert acts(house, ana, 1) == before


def test_taken_back_at_the_last_moment_is_taken_back(house: House, asked: Person, clock: Clock) -> None:
    clock.move(days=7)
    assert asked.phone.post("/api/erase/keep", {}).status_code == 204
    assert erase_due(house, clock.at) == 0
    assert asked.phone.send([]).status_code == 200


def test_the_day_is_seven_days_later_to_the_minute(house: House, asked: Person, clock: Clock) -> None:
    assert erase_due(house, clock.at + timedelta(days=7) - timedelta(minutes=1)) == 0
    assert erase_due(house, clock.at + timedelta(days=7)) == 1


def test_a_code_from_another_phone_of_the_same_client_is_as_good(place: Place, code: Code, ana: Person) -> None:
    assert isinstance(EnrolledDevice(ana.practice, ana.target.client, ana.phone.device), EnrolledDevice)
    assert place.clients["ben"].phone.post("/api/erase", {"code": code()}).status_code == 403, "nobody else's"
