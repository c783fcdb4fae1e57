"""The doctor finds each thing that must never be. Every test here is also its own bite check: one thing is broken."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from server import clock
from server.accounts.models import Client
from server.audit import Actor
from server.cli.doctor import AGAIN, LOOKS, around, schema
from server.db import Database
from server.entries.models import Entry
from server.erase.act import begin, finish
from server.web import House
from tests.cli.conftest import Run
from tests.practice.people import People


def said(house: House) -> list[str]:
    return [*schema(house), *(sentence for look in LOOKS for sentence in look(house))]


def by_hand(database: Database, statement: str, **values: object) -> None:
    """What a person with access to the file could do: no foreign key stands in the way."""
    sqlite = database.engine.dialect.name == "sqlite"
    with database.engine.connect() as connection:
        if sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if not sqlite:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            assert connection.execute(text(statement), values).rowcount != 0
        if sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")


def of(house: House, one: uuid.UUID) -> str | uuid.UUID:
    """An id as a bare statement needs it: SQLite keeps them as 32 digits."""
    return one.hex if house.main.engine.dialect.name == "sqlite" else one


def test_a_whole_installation_is_well(house: House, people: People) -> None:
    assert said(house) == []


def test_an_altered_line_of_the_access_log_is_found(house: House, people: People) -> None:
    by_hand(house.main, "UPDATE access_log SET act = 'nothing' WHERE client_id = :client", client=of(house, people.ana))
    assert said(house) == [
        f"The access log of client {people.ana} was changed at line 1, or 'audit' is another secret."
    ]


def test_a_cut_access_log_is_found(house: House, people: People) -> None:
    by_hand(house.main, "DELETE FROM access_log WHERE client_id = :client", client=of(house, people.ana))
    assert len(said(house)) == 1
    assert str(people.ana) in said(house)[0]


def test_a_lost_key_is_found(house: House, people: People) -> None:
    by_hand(house.keystore.database, "DELETE FROM data_key WHERE owner_id = :owner", owner=of(house, people.ben))
    assert said(house) == [
        f"The key of {people.ben} is gone though nobody erased them: restore the key store from a backup."
    ]


def test_an_erased_client_is_as_it_should_be(house: House, people: People) -> None:
    erase(house, people)
    assert said(house) == []


def test_the_access_log_of_an_erased_client_is_looked_at_too(house: House, people: People) -> None:
    erase(house, people)
    by_hand(house.main, "UPDATE access_log SET act = 'nothing' WHERE client_id = :client", client=of(house, people.ben))
    assert [sentence.split(" was changed")[0] for sentence in said(house)] == [f"The access log of client {people.ben}"]


def test_an_erased_client_whose_rows_are_there_again_is_found(house: House, people: People) -> None:
    house.keystore.erase(people.practice, people.ben, "Piet", people.now)
    assert said(house) == [f"Client {people.ben} was erased, but is there again: an older backup was restored. {AGAIN}"]


def test_a_key_that_outlived_an_erasure_is_found(house: House, people: People) -> None:
    erase(house, people)
    house.keystore.create(people.practice, people.ben, people.now)
    assert said(house) == [f"Client {people.ben} was erased, but is there again: an older backup was restored. {AGAIN}"]


def test_somebody_who_should_be_erased_by_now_is_found(house: House, people: People) -> None:
    with house.main.write() as db:
        db.get_one(Client, (people.practice, people.ben)).erase_asked_at = clock.now() - timedelta(days=7, hours=2)
        db.get_one(Client, (people.practice, people.ana)).erase_asked_at = clock.now() - timedelta(days=7)
    assert said(house) == [
        f"Client {people.ben} should be erased by now: start the server, or run 'throughline erase --due'."
    ]


def erase(house: House, people: People) -> None:
    begin(house, (people.practice, people.ben), Actor("system"), people.now)
    assert finish(house, (people.practice, people.ben), people.now)


def test_a_key_of_nobody_is_found(house: House, people: People) -> None:
    nobody = uuid.uuid4()
    house.keystore.create(people.practice, nobody, people.now)
    assert said(house) == [
        f"There is a key of somebody who does not exist ({nobody}): a creation that was cut short. It is harmless."
    ]


def test_a_key_wrapped_by_another_file_is_found(house: House, people: People) -> None:
    by_hand(house.keystore.database, "UPDATE data_key SET kek_version = 9 WHERE owner_id = :o", o=of(house, people.ana))
    assert said(house) == [
        f"The key of {people.ana} cannot be unwrapped: the key-encryption key of version 9 is missing."
    ]


def test_a_practice_whose_phones_cannot_seal_is_found(house: House, people: People) -> None:
    by_hand(house.keystore.database, "DELETE FROM exchange_key WHERE practice_id = :p", p=of(house, people.practice))
    assert said(house) == [f"Practice {people.practice} has 0 current exchange keys instead of one."]


def test_an_exchange_key_of_no_practice_is_found(house: House, people: People) -> None:
    nowhere = uuid.uuid4()
    house.keystore.create_exchange_key(nowhere, people.now)
    assert said(house) == [f"There is an exchange key of a practice that does not exist ({nowhere})."]


def test_a_client_without_counters_is_found(house: House, people: People) -> None:
    by_hand(house.main, "DELETE FROM stream WHERE client_id = :client", client=of(house, people.ana))
    assert said(house) == [f"Client {people.ana} has no counters: nothing they write can be kept."]


def test_a_counter_behind_its_entries_is_found(house: House, people: People) -> None:
    with house.main.write() as db:
        db.add(an_entry(people, seq=3))
    assert said(house) == [f"The counter of client {people.ana} is behind their entries."]


def test_rows_that_name_a_client_who_is_not_there_are_found(house: House, people: People) -> None:
    by_hand(house.main, "DELETE FROM client WHERE id = :client", client=of(house, people.ana))
    found = said(house)
    assert "Rows of 'stream' name a client that does not exist (1)." in found
    assert any(str(people.ana) in sentence and "somebody who does not exist" in sentence for sentence in found)


def an_entry(people: People, seq: int) -> Entry:
    return Entry(
        practice_id=people.practice,
        client_id=people.ana,
        id=uuid.uuid4(),
        revision=1,
        device_id=uuid.uuid4(),
        fingerprint=bytes(32),
        kind="consent",
        seq=seq,
        share="before",
        local_date=people.now.date(),
        recorded_at=people.now,
        zone="Europe/London",
        received_at=people.now,
    )


@pytest.mark.parametrize("tree", ["main", "keys"])
def test_a_database_that_is_behind_is_the_only_thing_said(house: House, people: People, tree: str) -> None:
    database = house.main if tree == "main" else house.keystore.database
    by_hand(database, "UPDATE alembic_version SET version_num = '0000'")
    name = {"main": "main database", "keys": "key store"}[tree]
    assert list(schema(house)) == [f"The {name} is not at this version's revision: run 'throughline migrate'."]


def test_what_stands_beside_the_databases_is_looked_at(house: House) -> None:
    (house.config.phone_build / "index.html").unlink()
    assert list(around(house.config)) == [f"The phone app is not built in {house.config.phone_build}."]


def test_the_exit_status_says_that_something_is_wrong(run: Run, environment: dict[str, str]) -> None:
    run("keys", "init")
    Path(environment["THROUGHLINE_PHONE_BUILD"], "index.html").unlink()
    done = run("doctor")
    assert done.exit_code == 1
    assert "The phone app is not built" in done.output
    assert "One thing is wrong." in done.output
