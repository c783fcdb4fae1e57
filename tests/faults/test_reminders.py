"""Workers that send reminders, several at once, killed, stopped, cut off: nobody is forgotten or asked twice."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from server.reminders.loop import AT_ONCE
from tests.conftest import ENGINE
from tests.faults.phone import pause
from tests.faults.reminding import Reminding, doubled
from tests.faults.worker import MOST
from tests.postgres import OWNER, Cluster
from tests.push_service import Fault, PushService, running

KILLS = int(os.environ.get("THROUGHLINE_FAULT_ROUNDS", "3"))
# What one worker has under way at most: when it is killed, so many may go out once more.
ON_ITS_WAY = AT_ONCE * MOST
PEOPLE = 200
EVERYBODY_ONCE = [1] * PEOPLE


@pytest.fixture
def reminding(urls: dict[str, str], tmp_path: Path) -> Iterator[Reminding]:
    """Nobody is due, and nobody sends yet."""
    with running(PushService()) as service:
        made = Reminding(tmp_path, urls, service)
        yield made
        made.close()


@pytest.fixture
def due(reminding: Reminding) -> Reminding:
    """People who are all due, and nobody who sends yet."""
    reminding.people(PEOPLE)
    return reminding


@pytest.mark.parametrize("workers", [2] if ENGINE == "sqlite" else [1, 2, 4])
def test_each_is_asked_once_however_many_workers_there_are(due: Reminding, workers: int) -> None:
    due.start(workers)
    # One that is told before it listens ends as any process does.
    due.until(lambda: due.said().count("Reminders are sent from here.") == workers and due.all_reached())
    assert due.stop() == [0] * workers
    assert due.arrived() == EVERYBODY_ONCE


def test_workers_that_select_and_then_send_ask_people_twice(reminding: Reminding) -> None:
    reminding.people(MOST)
    reminding.service.next(*[Fault.slow()] * 3 * MOST)
    reminding.start(2, "select-then-send")
    reminding.until(lambda: len(reminding.service.asked) > MOST)


@pytest.mark.parametrize(("point", "twice"), [("claimed", 0), ("sending", MOST), ("sent", MOST)])
def test_a_worker_killed_at_any_point_costs_nobody_their_reminder(due: Reminding, point: str, twice: int) -> None:
    due.start(1, point)
    [worker] = due.workers
    due.until(lambda: worker.poll() is not None)
    assert due.leased() > 0
    due.start()
    due.until(due.all_reached)
    assert due.attempts() == PEOPLE
    assert min(due.arrived()) == 1
    assert doubled(due.arrived()) <= twice * AT_ONCE
    assert (doubled(due.arrived()) > 0) == (twice > 0)
    assert due.doubles_hide_each_other()


def test_workers_killed_at_random_forget_nobody(due: Reminding) -> None:
    chance = random.Random(20261126)
    kills = 0
    due.start(3)
    while kills < KILLS and due.accepted() < PEOPLE:
        heard = len(due.service.asked)
        due.until(lambda heard=heard: len(due.service.asked) > heard or due.all_reached())  # type: ignore[misc]  # a default is no type
        pause(chance.uniform(0, 0.05))
        due.kill(chance.choice(due.workers))
        due.start()
        kills += 1
    due.until(due.all_reached)
    assert due.attempts() == PEOPLE
    assert min(due.arrived()) == 1
    assert doubled(due.arrived()) <= kills * ON_ITS_WAY
    assert due.doubles_hide_each_other()


def test_told_to_stop_they_finish_what_is_on_its_way_and_lose_and_double_nothing(reminding: Reminding) -> None:
    reminding.start(2)
    reminding.until(lambda: reminding.said().count("Reminders are sent from here.") == 2)
    reminding.people(PEOPLE)
    reminding.until(lambda: len(reminding.service.asked) > 0)
    assert reminding.stop() == [0, 0]
    assert reminding.leased() == 0
    assert reminding.accepted() == sum(reminding.arrived())
    reminding.start(2)
    reminding.until(reminding.all_reached)
    assert reminding.arrived() == EVERYBODY_ONCE


def test_a_push_service_that_is_down_is_asked_again_until_it_is_back(due: Reminding) -> None:
    due.service.next(*[Fault.told(503, "1")] * PEOPLE)
    due.start(2)
    due.until(due.all_reached)
    assert due.arrived() == EVERYBODY_ONCE
    assert len(due.service.asked) == 2 * PEOPLE


CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname LIKE 'main%'"


# SQLite has no connections to cut.
if ENGINE != "sqlite":

    def test_a_database_that_cuts_them_off_holds_workers_up_and_no_more(due: Reminding, cluster: Cluster) -> None:
        due.start(2)
        with psycopg.connect(host=str(cluster.socket), user=OWNER, dbname="postgres", autocommit=True) as admin:
            for heard in (0, PEOPLE // 4, PEOPLE // 2):
                due.until(lambda heard=heard: len(due.service.asked) > heard)  # type: ignore[misc]  # a default is no type
                admin.execute(CUT)
        due.until(due.all_reached)
        assert [worker.poll() for worker in due.workers] == [None, None]
        assert due.arrived() == EVERYBODY_ONCE
