"""Erasing from the command line: asked once more, at once, and written down as the system's."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from server import audit, clock
from server.accounts.models import Client
from tests.cli.conftest import Run
from tests.cli.test_keys import ana, closed, installed

__all__ = ["ana"]


def has(environment: dict[str, str], client: uuid.UUID) -> bool:
    house = installed(environment)
    with house.main.read() as db:
        found = db.query(Client).filter_by(id=client).first() is not None
    closed(house)
    return found


@pytest.mark.parametrize("typed", ["Ana Horvat", " ana horvat ", "the id"])
def test_typed_once_more_they_are_erased_at_once(
    run: Run, environment: dict[str, str], ana: uuid.UUID, typed: str
) -> None:
    done = run("erase", str(ana), input=str(ana) if typed == "the id" else typed)
    assert done.exit_code == 0, done.output
    assert "A client of Tomas Keller, added" in done.output
    assert not has(environment, ana)
    assert str(ana) in Path(environment["THROUGHLINE_LEDGER"]).read_text()
    house = installed(environment)
    with house.main.read() as db:
        practice = db.query(audit.models.AccessHead).filter_by(client_id=ana).one().practice_id
        last = audit.sentences_of(db, practice, ana)[0]
    closed(house)
    assert (last.act, last.actor) == ("erased", "system")
    assert run("doctor").exit_code == 0


def test_another_name_erases_nobody(run: Run, environment: dict[str, str], ana: uuid.UUID) -> None:
    done = run("erase", str(ana), input="Ben Okoro")
    assert (done.exit_code, "That is neither. Nothing was erased." in done.output) == (1, True)
    assert has(environment, ana)


def test_the_name_is_not_shown_to_whoever_asks(run: Run, ana: uuid.UUID) -> None:
    assert "Ana" not in run("erase", str(ana), input="Ben Okoro").output


def test_nobody_of_that_id_is_said(run: Run, ana: uuid.UUID) -> None:
    assert "There is no client" in run("erase", str(uuid.uuid4())).output


@pytest.mark.parametrize("words", [(), ("--due", "--again")])
def test_one_thing_is_to_be_named(run: Run, ana: uuid.UUID, words: tuple[str, ...]) -> None:
    assert run("erase", *words).exit_code == 2


def test_those_who_are_due_are_erased(run: Run, environment: dict[str, str], ana: uuid.UUID) -> None:
    assert run("erase", "--due").output == "Erased: 0.\n"
    house = installed(environment)
    with house.main.write() as db:
        db.query(Client).filter_by(id=ana).one().erase_asked_at = clock.now() - timedelta(days=7)
    closed(house)
    assert run("erase", "--due").output == "Erased: 1.\n"
    assert not has(environment, ana)
    assert run("erase", "--again").output == "Brought about once more: 0.\n"
