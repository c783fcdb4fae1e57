"""Many at once, killed processes and answers that never came: nothing acknowledged is lost, nothing stands twice."""

import os
import random
import signal
from datetime import datetime

from sqlalchemy import func, select

from server import clock
from server.entries.models import Entry
from tests.cast import envelope, homework_body
from tests.faults.phone import Gone, RealPhone, at_once, pause, people
from tests.journeys.server import Server

ROUNDS = int(os.environ.get("THROUGHLINE_FAULT_ROUNDS", "10"))


def stored(server: Server) -> dict[str, int]:
    """How often each id stands in the database."""
    with server.house() as house, house.main.read() as db:
        return {str(id_): n for id_, n in db.execute(select(Entry.id, func.count()).group_by(Entry.id))}


def items(phone: RealPhone, now: datetime, n: int) -> list[dict[str, object]]:
    return [phone.sealer.seal(envelope(now, homework_body(words=f"word {i}"))) for i in range(n)]


def test_the_same_entry_ten_times_in_parallel_stands_once(server: Server) -> None:
    _, (phone,) = people(server, 1)
    batch = items(phone, clock.now(), 3)
    outcomes: list[list[str]] = []
    at_once([lambda: outcomes.append(phone.send(batch))] * 10)
    assert sorted(outcomes) == sorted([["stored"] * 3] + [["already_stored"] * 3] * 9)
    assert set(stored(server).values()) == {1}


def test_a_reply_that_was_never_read_costs_nothing(server: Server) -> None:
    _, (phone,) = people(server, 1)
    batch = items(phone, clock.now(), 3)
    for _ in range(3):
        try:
            phone.send(batch, hang_up=True)
        except Gone:
            continue
    assert phone.send(batch) in (["stored"] * 3, ["already_stored"] * 3)
    assert stored(server) == {str(item["id"]): 1 for item in batch}


def test_fifty_phones_at_once_wait_for_each_other_and_none_gets_an_error(server: Server) -> None:
    _, phones = people(server, 50)
    now = clock.now()

    def write(phone: RealPhone) -> None:
        for _ in range(2):
            phone.send(items(phone, now, 4))

    at_once([lambda phone=phone: write(phone) for phone in phones])
    assert {status for phone in phones for status in phone.statuses} == {200}
    found = stored(server)
    assert found == {id_: 1 for phone in phones for id_ in phone.acknowledged}
    assert len(found) == 50 * 8


def test_processes_killed_in_the_middle_lose_nothing_acknowledged_and_double_nothing(server: Server) -> None:
    _, phones = people(server, 4)
    now = clock.now()
    chance = random.Random(20261119)
    sent: set[str] = set()

    def write(phone: RealPhone) -> None:
        for _ in range(ROUNDS):
            batch = items(phone, now, 5)
            sent.update(str(item["id"]) for item in batch)
            while not phone.acknowledged >= {str(item["id"]) for item in batch}:
                try:
                    phone.send(batch)
                except Gone:
                    continue

    def kill() -> None:
        for _ in range(ROUNDS):
            workers = server.workers
            if workers:
                os.kill(chance.choice(workers), signal.SIGKILL)
            pause(chance.uniform(0.01, 0.2))

    at_once([*(lambda phone=phone: write(phone) for phone in phones), kill])
    assert stored(server) == dict.fromkeys(sent, 1)
