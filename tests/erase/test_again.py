"""An older backup is put back: what was erased stays unreadable, is found, and goes once more."""

import pytest
from sqlalchemy import delete, insert, select

from server import practice
from server.accounts import devices
from server.accounts.models import Client, Device
from server.audit import Actor
from server.cli.doctor import AGAIN, erasures
from server.entries.models import Entry
from server.erase.act import erase_due
from server.erase.again import again
from server.vault.models import DataKey, Erasure
from server.web import House
from tests.access.people import Person
from tests.accounts.house import Clock
from tests.cast import envelope
from tests.erase.ends import GONE, back_up, end_of, put_back


def test_an_older_main_database_is_unreadable_found_and_brought_in_line(
    house: House, asked: Person, clock: Clock
) -> None:
    client = asked.target.client
    backup = back_up(house)
    clock.move(days=7)
    erase_due(house, clock.at)
    put_back(house, backup)
    with house.main.read() as db:
        assert db.scalars(select(Entry).where(Entry.client_id == client)).first() is not None, "the rows are back"
        assert not practice.whose(db, house.keystore, asked.practice, client).ring.holds(client), "nobody can read them"
    assert list(erasures(house)) == [
        f"Client {client} was erased, but is there again: an older backup was restored. {AGAIN}"
    ]
    assert again(house, clock.at) == 1
    assert end_of(house, asked.practice, client) == GONE
    assert list(erasures(house)) == []
    assert again(house, clock.at) == 0


def test_with_an_older_key_store_beside_it_the_second_log_target_still_knows(
    house: House, asked: Person, clock: Clock
) -> None:
    client = asked.target.client
    backup = back_up(house)
    with house.keystore.database.read() as keys:
        key = dict(keys.execute(select(DataKey.__table__).where(DataKey.owner_id == client)).one()._mapping)
    erase_due(house, clock.at.replace(month=12))
    put_back(house, backup)
    with house.keystore.database.write() as keys:
        keys.execute(delete(Erasure))
        keys.execute(insert(DataKey), [key])
    assert len(list(erasures(house))) == 1
    assert again(house, clock.at) == 1
    assert end_of(house, asked.practice, client) == GONE


def test_an_older_key_store_alone_loses_the_key_once_more(house: House, asked: Person, clock: Clock) -> None:
    client = asked.target.client
    erase_due(house, clock.at.replace(month=12))
    house.keystore.create(asked.practice, client, clock.at)
    assert again(house, clock.at) == 1
    assert end_of(house, asked.practice, client) == GONE


@pytest.mark.parametrize("how", ["signed_out", "lost"])
def test_a_phone_that_was_ended_since_does_not_come_in_again(house: House, ana: Person, clock: Clock, how: str) -> None:
    backup = back_up(house)
    if how == "signed_out":
        ana.phone.post("/api/sign-out", {})
    else:
        with house.main.write() as db:
            row = db.get_one(Device, (ana.practice, ana.phone.device))
            devices.lose(house, db, row, Actor("account", ana.therapist), clock.at)
    put_back(house, backup)
    assert any(f"A phone of client {ana.target.client} was signed out" in said for said in erasures(house))
    assert again(house, clock.at) >= 1
    assert ana.phone.send([]).status_code == 401
    assert list(erasures(house)) == []


def test_a_consent_that_was_taken_back_since_is_not_there_again(house: House, ana: Person, clock: Clock) -> None:
    backup = back_up(house)
    clock.move(hours=1)
    no = envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)
    ana.phone.sync(ana.phone.seal(no))
    put_back(house, backup)
    assert any("had taken back their consent" in said for said in erasures(house))
    assert again(house, clock.at) >= 1
    with house.main.read() as db:
        assert not db.get_one(Client, (ana.practice, ana.target.client)).may_be_read
    assert list(erasures(house)) == []


def test_a_consent_given_anew_stays_given(house: House, ana: Person, clock: Clock) -> None:
    for given in (False, True):
        clock.move(hours=1)
        entry = envelope(clock.at, {"given": given, "version": "1"}, kind="consent", subject=None)
        ana.phone.sync(ana.phone.seal(entry))
    assert list(erasures(house)) == []


def test_a_line_that_was_cut_off_is_passed_over(house: House, asked: Person, clock: Clock) -> None:
    erase_due(house, clock.at.replace(month=12))
    with house.config.ledger.open("a") as file:
        file.write('{"act": "era')
    assert again(house, clock.at) == 0
