"""A new client, and the states of a client's phone page."""

from collections.abc import Callable

from server.accounts import clients_of, name_of
from server.accounts.models import Client
from server.accounts.people import SignedIn
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import Clock, Desk, Phone

NewPhone = Callable[[], Phone]


def login_of(cast: Cast) -> SignedIn:
    return SignedIn(cast.practice, cast.tomas.id, "Tomas Keller", True, False)


def test_a_new_client_is_asked_about_who_looks_at_their_phone(tomas: Desk) -> None:
    page = tomas.get("/clients/new").text
    assert "Does anyone else use or check your phone?" in page
    assert "Paper is an equal choice" in page
    assert '<option selected value="Europe/London">' in page


def test_a_new_client_belongs_to_the_therapist_and_their_name_is_sealed(house: House, cast: Cast, tomas: Desk) -> None:
    done = tomas.send("/clients/new", name="  Cara Diaz ", zone="Europe/Madrid")
    with house.main.read() as db:
        client = clients_of(db, login_of(cast))[-1]
    assert done.headers["Location"] == f"/clients/{client.id}/phone"
    assert name_of(house.keystore.ring(cast.practice, [client.id]), client) == "Cara Diaz"
    assert b"Cara" not in client.name
    assert (client.therapist_id, client.zone, client.consented_at) == (cast.tomas.id, "Europe/Madrid", None)
    assert "Cara Diaz" in tomas.get(done.headers["Location"]).text


def test_a_client_without_a_name_is_refused_and_what_was_chosen_stays(house: House, cast: Cast, tomas: Desk) -> None:
    page = tomas.send("/clients/new", name=" ", zone="Asia/Tokyo")
    assert "A first name or initials are enough" in page.text
    assert '<option selected value="Asia/Tokyo">' in page.text
    unknown = tomas.send("/clients/new", name="Cara", zone="Mars/Olympus")
    assert "Choose a time zone from the list" in unknown.text
    assert 'value="Cara"' in unknown.text
    with house.main.read() as db:
        assert db.query(Client).filter_by(practice_id=cast.practice).count() == 2


def test_a_typed_name_is_text_and_never_markup(tomas: Desk) -> None:
    done = tomas.send("/clients/new", name="<img src=x onerror=alert(1)>", zone="Europe/London")
    page = tomas.get(done.headers["Location"]).text
    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_the_phone_page_says_what_is_open(cast: Cast, tomas: Desk, new_phone: NewPhone, clock: Clock) -> None:
    page = f"/clients/{cast.ana}/phone"
    assert "No phone was invited yet" in tomas.get(page).text
    shown = tomas.send(f"{page}/invite", page).text
    assert "<svg " in shown
    assert "http://app.localhost:8000/join#" in shown
    assert "It works once, until tomorrow, 18:00" in shown
    assert "until today, 18:10" in shown
    assert "An invitation is open until tomorrow, 18:00" in tomas.get(page).text
    token = shown.split("/join#")[1].split("<")[0]
    assert token not in tomas.get(page).text
    new_phone().post("/api/join", {"token": token, "label": "Ana's phone"})
    waiting = tomas.get(page).text
    assert "Ana&#39;s phone, joined today, 18:00" in waiting
    assert "The last invitation was used" in waiting


def test_a_phone_that_is_not_the_clients_can_be_turned_away(
    cast: Cast, tomas: Desk, new_phone: NewPhone, clock: Clock
) -> None:
    page = f"/clients/{cast.ana}/phone"
    token = tomas.send(f"{page}/invite", page).text.split("/join#")[1].split("<")[0]
    stranger = new_phone()
    device = stranger.post("/api/join", {"token": token, "label": "a stranger's"}).json["device"]
    assert tomas.send(f"{page}/{device}/revoke", page).status_code == 303
    assert stranger.post("/api/confirm").status_code == 401
    assert "Signed out today, 18:00" in tomas.get(page).text


def test_another_practices_clients_are_nowhere(house: House, cast: Cast, clock: Clock) -> None:
    with house.main.read() as db:
        assert {client.id for client in clients_of(db, login_of(cast))} == {cast.ana, cast.ben}
