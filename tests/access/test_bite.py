"""The matrix fails where it should: each of these breaks one rule of the server, and is noticed."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server import accounts, audit
from server.accounts import SignedIn, cover, devices, gate
from server.accounts.models import Client, Cover, Device
from server.accounts.pages import phones
from server.accounts.permissions import TABLES, Permission, Who
from server.entries import agreed
from server.entries.kind import WhoseEntries
from server.entries.models import Receipt
from server.errors import NotThere
from server.homework import service as homework
from server.meetings import service as meetings
from server.meetings.models import MeetingSeries
from tests.access.matrix import Matrix, without_a_row
from tests.access.people import Place

WEEK = ("desk", "summary.week", "GET")
INVITE = ("desk", "accounts.invite", "POST")
REVOKE = ("desk", "accounts.revoke", "POST")
CONFIRM = ("desk", "accounts.confirm", "POST")


def found_or_not_there(db: Session, wanted: Select[tuple[Any]]) -> Any:
    """What a careless handler does: only unknown ids are not there."""
    row = db.scalars(wanted).one_or_none()
    if row is None:
        raise NotThere
    return row


def bare_client(db: Session, _login: SignedIn, client_id: uuid.UUID) -> Client:
    """A client by id alone."""
    return found_or_not_there(db, select(Client).where(Client.id == client_id))


def read_by_anybody(db: Session, _login: SignedIn, client_id: uuid.UUID, _today: date) -> Client:
    """The same for who covers."""
    return found_or_not_there(db, select(Client).where(Client.id == client_id))


def their_own_at_the_gate(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(gate, "their_client", bare_client)
    patch.setattr(gate, "readable_client", read_by_anybody)


def their_own_in_rooms(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(accounts, "their_client", bare_client)
    patch.setattr(accounts, "readable_client", read_by_anybody)
    patch.setattr(phones, "their_client", bare_client)


def refuses(place: Place, key: tuple[str, str, str]) -> bool:
    """Whether the matrix is satisfied with this route."""
    try:
        Matrix(place, key).check()  # type: ignore[arg-type]  # one of the rows
    except AssertionError:
        return False
    return True


@pytest.fixture
def patch() -> Iterator[pytest.MonkeyPatch]:
    """One change of the server."""
    with pytest.MonkeyPatch.context() as found:
        yield found


def test_a_new_route_without_a_row_is_missed() -> None:
    app = Flask("desk")
    app.add_url_rule("/clients/<uuid:client_id>/notes", "notes.page", lambda client_id: "")
    assert ("notes.page", "GET") in without_a_row("desk", app)
    assert ("summary.week", "GET") in without_a_row("desk", app), "and a row without a route too"


def test_a_new_method_of_a_known_route_is_missed(place: Place) -> None:
    app = Flask("desk")
    app.add_url_rule("/clients/<uuid:client_id>/week", "summary.week", lambda client_id: "", methods=["GET", "PUT"])
    assert ("summary.week", "PUT") in without_a_row("desk", app)


@pytest.mark.parametrize("key", [WEEK, INVITE], ids=" ".join)
def test_a_client_by_id_alone_is_noticed_once_both_checks_are_gone(
    place: Place, patch: pytest.MonkeyPatch, key: tuple[str, str, str]
) -> None:
    assert refuses(place, key)
    their_own_at_the_gate(patch)
    assert refuses(place, key), "the room checks for itself"
    their_own_in_rooms(patch)
    assert not refuses(place, key)


def test_a_room_that_forgets_to_check_is_held_by_the_gate(place: Place, patch: pytest.MonkeyPatch) -> None:
    their_own_in_rooms(patch)
    assert refuses(place, WEEK)


@pytest.mark.parametrize("holds", [lambda today: [Cover.first_on <= today], lambda today: [Cover.last_on >= today]])
def test_cover_that_begins_early_or_never_ends_is_noticed(
    place: Place, patch: pytest.MonkeyPatch, holds: Callable[[date], Any]
) -> None:
    patch.setattr(cover, "_holds", holds)
    assert not refuses(place, WEEK)


def test_cover_that_reaches_further_than_reading_is_noticed(place: Place, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(TABLES["desk"], "accounts.invite", Permission("desk", Who.READER))  # type: ignore[arg-type]  # a dict
    assert refuses(place, INVITE), "the room checks for itself"
    patch.setattr(phones, "their_client", bare_client)
    assert not refuses(place, INVITE)


def test_a_query_that_shows_what_is_anothers_is_noticed(place: Place, patch: pytest.MonkeyPatch) -> None:
    everybody = [one.target.client for one in place.clients.values()]

    def all_of(db: Session, whose: WhoseEntries) -> list[homework.Homework]:
        ring = place.house.keystore.ring(whose.practice, everybody)
        return [one for these in homework.all_of_several(db, ring, everybody).values() for one in these]

    patch.setattr("server.homework.pages.service.all_of", all_of)
    assert not refuses(place, ("desk", "homework.page", "GET"))


def bare_device(db: Session, client: Client, device_id: uuid.UUID) -> Device:
    return found_or_not_there(db, select(Device).where(Device.id == device_id))


@pytest.mark.parametrize("key", [REVOKE, CONFIRM], ids=" ".join)
def test_a_phone_by_id_alone_is_noticed(place: Place, patch: pytest.MonkeyPatch, key: tuple[str, str, str]) -> None:
    patch.setattr(devices, "device_of", bare_device)
    assert not refuses(place, key)


def bare_series(db: Session, _practice: uuid.UUID, _client: uuid.UUID, series: uuid.UUID) -> MeetingSeries:
    return found_or_not_there(db, select(MeetingSeries).where(MeetingSeries.id == series))


def test_a_series_of_sessions_by_id_alone_is_noticed(place: Place, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(meetings, "_row", bare_series)
    assert not refuses(place, ("desk", "meetings.end", "POST"))


def talked_about_anything(
    db: Session, _practice: Any, _client: Any, _account: Any, entry: uuid.UUID, *_rest: Any
) -> None:
    found_or_not_there(db, select(Receipt).where(Receipt.entry_id == entry)).talked_at = None


def test_an_entry_by_id_alone_is_noticed(place: Place, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("server.summary.week.mark_talked", talked_about_anything)
    assert not refuses(place, ("desk", "summary.talked", "POST"))


def test_homework_by_id_alone_cannot_even_be_opened_but_its_refusal_would_tell(
    place: Place, patch: pytest.MonkeyPatch
) -> None:
    def current(db: Session, _practice: Any, _client: Any, kind: str, item: uuid.UUID) -> agreed.AgreedItem:
        wanted = select(agreed.AgreedItem).where(agreed.AgreedItem.id == item, agreed.AgreedItem.is_current)
        return found_or_not_there(db, wanted)

    patch.setattr(agreed, "_current", current)
    patch.setattr("server.homework.pages._running", lambda _db, _room, item: type("Known", (), {"id": item}))
    assert not refuses(place, ("desk", "homework.end", "POST"))


def test_a_gate_that_lets_an_unconfirmed_phone_in_is_noticed(place: Place, patch: pytest.MonkeyPatch) -> None:
    kept: Callable[..., Any] = devices.state_of
    patch.setattr(devices, "state_of", lambda row, now: "joined" if kept(row, now) == "waiting" else kept(row, now))
    assert not refuses(place, ("phone", "between_us.access_log", "GET"))


def test_a_get_that_writes_more_than_it_may_is_noticed(place: Place, patch: pytest.MonkeyPatch) -> None:
    kept: Callable[..., Any] = audit.record

    def record_and_more(db: Session, *rest: Any, **more: Any) -> None:
        kept(db, *rest, **more)
        db.query(Client).update({"zone": "Europe/Paris"})

    patch.setattr(audit.service, "record", record_and_more)
    assert not refuses(place, ("desk", "homework.page", "GET"))
