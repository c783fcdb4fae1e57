"""Changing the key-encryption key: two runs, stoppable, told to every client."""

import uuid
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from server import accounts, audit, practice
from server.accounts.models import Client
from server.cli.keys import note_use, versions_in_use
from server.config import Config, read_keks
from server.db import Database
from server.vault import Keystore
from server.vault.models import DataKey
from server.web import House
from server.web.house import open_house
from tests.cli.conftest import Run
from tests.practice.people import People


@pytest.fixture
def ana(run: Run, environment: dict[str, str]) -> uuid.UUID:
    """A client of an installation that was set up from the command line."""
    run("keys", "init")
    run("practice", "add", "--name", "Harbour Practice", "--zone", "Europe/London")
    run("therapist", "add", "--sign-in-name", "tomas", "--name", "Tomas Keller")
    house = installed(environment)
    with house.main.read() as db:
        home = practice.only_practice(db)
        assert home is not None
        tomas = db.scalars(select(accounts.models.Account.id)).one()
    made = accounts.add_client(house, home.practice_id, tomas, "Ana Horvat", "Europe/London", home.created_at)
    closed(house)
    return made


def installed(environment: dict[str, str]) -> House:
    folder = Path(environment["THROUGHLINE_SECRETS"])
    config = Config(
        main_url=environment["THROUGHLINE_MAIN_URL"],
        keys_url=environment["THROUGHLINE_KEYS_URL"],
        phone_origin=environment["THROUGHLINE_PHONE_ORIGIN"],
        desk_origin=environment["THROUGHLINE_DESK_ORIGIN"],
        keks=read_keks(folder),
        forms_secret=(folder / "forms").read_bytes(),
        audit_secret=(folder / "audit").read_bytes(),
        push_secret=(folder / "push").read_bytes(),
        ledger=Path(environment["THROUGHLINE_LEDGER"]),
        phone_build=Path(environment["THROUGHLINE_PHONE_BUILD"]),
    )
    return open_house(config)


def closed(house: House) -> None:
    house.main.close()
    house.keystore.database.close()


def test_a_rotation_takes_two_runs_and_everything_opens_afterwards(
    run: Run, environment: dict[str, str], ana: uuid.UUID
) -> None:
    first = run("keys", "rotate")
    assert "Made kek-2" in first.output
    assert "restart every server, then run this again" in first.output
    second = run("keys", "rotate")
    assert "3 keys are wrapped by kek-2 now. kek-1 is only needed for older backups" in second.output
    Path(environment["THROUGHLINE_SECRETS"], "kek-1").unlink()
    house = installed(environment)
    with house.main.read() as db:
        row = db.scalars(select(Client)).one()
        assert accounts.name_of(house.keystore.ring(row.practice_id, [ana]), row) == "Ana Horvat"
    closed(house)


def test_every_client_is_told_that_their_key_was_used(run: Run, environment: dict[str, str], ana: uuid.UUID) -> None:
    for _ in range(2):
        run("keys", "rotate")
    house = installed(environment)
    with house.main.read() as db:
        row = db.scalars(select(Client)).one()
        [newest, *_] = audit.sentences_of(db, row.practice_id, ana)
        assert (newest.act, newest.actor, newest.facts) == ("key_used", "system", {"command": "keys rotate"})
    closed(house)


def test_a_rotation_stopped_half_way_goes_on_where_it_was(house: House, people: People) -> None:
    both = {1: dict(house.config.keks)[1], 2: bytes(range(32))}
    newer = Keystore(Database(house.config.keys_url), both)
    assert newer._rewrap_one(DataKey)
    assert versions_in_use(house)[2] == 1
    newer.rotate()
    assert set(versions_in_use(house)) == {2}
    only_new = Keystore(newer.database, {2: both[2]})
    for owner in (people.practice, people.ana, people.ben):
        assert only_new.ring(people.practice, [owner]).holds(owner)
    newer.database.close()


def test_a_new_exchange_key_retires_the_one_before_and_keeps_it(
    run: Run, environment: dict[str, str], ana: uuid.UUID
) -> None:
    house = installed(environment)
    with house.main.read() as db:
        home = db.scalars(select(Client.practice_id)).one()
    before, _point = house.keystore.exchange_key(home)
    assert "Harbour Practice: phones seal to a new key" in run("keys", "exchange").output
    after, _point = house.keystore.exchange_key(home)
    assert before != after
    assert set(house.keystore.exchange_keys(home, [before, after])) == {before, after}
    closed(house)


def test_the_use_of_keys_is_written_for_the_clients_of_every_practice(house: House, people: People) -> None:
    note_use(house, "keys rotate")
    with house.main.read() as db:
        told = Counter(audit.sentences_of(db, people.practice, client)[0].act for client in (people.ana, people.ben))
    assert told == {"key_used": 2}


def test_without_its_file_a_key_cannot_be_opened(house: House, people: People) -> None:
    other = replace(house.config, keks={1: bytes(range(32))})
    with pytest.raises(Exception, match="damaged"):
        Keystore(house.keystore.database, other.keks).ring(people.practice, [people.ana])
