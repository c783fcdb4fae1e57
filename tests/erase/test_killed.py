"""SIGKILL between every step of the act: whoever comes next brings it to the same end."""

import multiprocessing
import signal
from datetime import datetime, timedelta

import pytest

from server.config import Config
from server.erase.act import erase_due
from server.web import House
from tests.access.people import Person
from tests.accounts.house import Clock
from tests.erase.dying import STEPS, erase_and_die
from tests.erase.ends import GONE, end_of, others, told


def kill_at(config: Config, step: str, now: datetime, *, broken: bool = False) -> None:
    """A process of its own dies there. Forked: it opens the databases for itself, and loads nothing anew."""
    process = multiprocessing.get_context("fork").Process(target=erase_and_die, args=(config, step, now, broken))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.mark.parametrize("step", STEPS)
def test_killed_anywhere_it_comes_to_the_same_end(
    house: House, config: Config, asked: Person, clock: Clock, step: str
) -> None:
    before = others(house, asked.target.client)
    due = clock.at + timedelta(days=7)
    kill_at(config, step, due)
    erase_due(house, due)
    assert end_of(house, asked.practice, asked.target.client) == GONE
    assert others(house, asked.target.client) == before
    assert told(house, asked.target.client) >= 1
    assert asked.phone.send([]).json["error"]["code"] == "wipe"


def test_killed_before_it_was_begun_it_can_still_be_taken_back(
    house: House, config: Config, asked: Person, clock: Clock
) -> None:
    clock.move(days=7)
    kill_at(config, "begun, not committed", clock.at)
    assert asked.phone.post("/api/erase/keep", {}).status_code == 204


def test_the_kills_would_find_rows_that_go_before_the_key(
    house: House, config: Config, asked: Person, clock: Clock
) -> None:
    due = clock.at + timedelta(days=7)
    kill_at(config, "told", due, broken=True)
    erase_due(house, due)
    end = end_of(house, asked.practice, asked.target.client)
    assert (end.rows, end.key) == (0, True), "nobody would ever look for that key again"
