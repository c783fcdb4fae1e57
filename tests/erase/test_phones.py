"""What becomes of the phones of somebody who was erased, and of what led into their place."""

from datetime import timedelta

from server.erase.act import erase_due
from server.web import House
from tests.access.matrix import Matrix
from tests.access.people import Person, Place
from tests.accounts.house import Clock
from tests.erase.ends import KEPT, naming

WAITED = timedelta(days=7)


def test_their_phone_is_told_to_wipe_itself_until_it_says_that_it_did(
    house: House, asked: Person, clock: Clock
) -> None:
    clock.move(days=7)
    erase_due(house, clock.at)
    for _ in range(2):
        answer = asked.phone.send([])
        assert (answer.status_code, answer.json["error"]["code"]) == (401, "wipe")
        assert "was erased, as was asked" in answer.json["error"]["reason"]
    wiped = {"device": str(asked.phone.device)}
    assert asked.phone.post("/api/wiped", wiped).status_code == 204
    assert asked.phone.send([]).json["error"]["code"] == "signed_out"
    assert asked.phone.post("/api/wiped", wiped).status_code == 404
    assert naming(house, asked.phone.device) <= KEPT


def test_a_phone_that_never_comes_is_forgotten_in_the_end(house: House, asked: Person, clock: Clock) -> None:
    erase_due(house, clock.at + WAITED)
    clock.move(days=98)
    assert asked.phone.send([]).json["error"]["code"] == "signed_out"


def test_a_phone_that_was_never_confirmed_is_not_wiped(place: Place, asked: Person, clock: Clock) -> None:
    """It may be somebody else's, with their own words on it."""
    erase_due(place.house, clock.at + WAITED)
    answer = Matrix(place, ("phone", "accounts_phone.device", "GET")).ask("waiting", asked.target)
    assert answer.json["error"]["code"] == "signed_out"


def test_their_invitation_and_calendar_address_lead_nowhere(place: Place, asked: Person, clock: Clock) -> None:
    erase_due(place.house, clock.at + WAITED)
    assert Matrix(place, ("phone", "accounts_phone.join", "POST")).ask("nobody", asked.target).status_code == 404
    assert Matrix(place, ("phone", "calendar.address", "GET")).ask("nobody", asked.target).status_code == 404
