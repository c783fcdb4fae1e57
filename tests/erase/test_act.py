"""The act: nothing of theirs is left, nothing of the others is touched, their phones wipe themselves."""

import threading
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import Column, MetaData, Table, Uuid

from server.accounts.models import Client
from server.audit import Actor
from server.config import Config
from server.entries.reading import LABEL
from server.erase import act, watch
from server.erase.act import erase_due
from server.erase.rows import KEPT, of_client
from server.homework.models import HomeworkMark
from server.reminders.models import Delivery
from server.tables import METADATA
from server.vault import CannotOpen
from server.web import House
from server.web.house import open_house
from tests.access.matrix import Matrix
from tests.access.people import NOW, Person, Place
from tests.accounts.house import Clock
from tests.erase.ends import GONE, end_of, every, filled, naming, others, told

WAITED = timedelta(days=7)
# What holds nothing of a client. A new table has to be thought of: either it names the client in a column that
# `rows.NAMES_A_CLIENT` knows, and its rows go, or it is written down here.
ABOUT_NOBODY = {
    "account",
    "cover",
    "help_line",
    "limit_used",
    "login",
    "one_time",
    "practice",
    "practice_text",
    "reading_time",
    "recovery_code",
    "reminder_worker",
    "wipe_order",
}


def everywhere(house: House, ana: Person) -> None:
    """The few kinds of rows that nothing in the cast makes for Ana."""
    delivery = Delivery(
        practice_id=ana.practice,
        owner_id=ana.target.client,
        id=uuid.uuid4(),
        occurrence_id=ana.target.occurrence,
        subscription_id=uuid.uuid4(),
        nth="first",
        decided_at=NOW,
    )
    mark = HomeworkMark(
        practice_id=ana.practice,
        client_id=ana.target.client,
        id=uuid.uuid4(),
        item=ana.target.item,
        account_id=ana.therapist,
        first_on=NOW.date(),
        last_on=NOW.date(),
        at=NOW,
        shared=True,
        body=house.keystore.ring(ana.practice, [ana.target.client]).seal(ana.target.client, LABEL, uuid.uuid4(), b"{}"),
    )
    with house.main.write() as db:
        db.add_all([delivery, mark])


def test_every_table_was_thought_of() -> None:
    nobody = uuid.uuid4()
    assert {table.name for table in METADATA.sorted_tables if of_client(table, nobody) is None} == ABOUT_NOBODY
    assert every(nobody) >= KEPT


def test_a_table_nobody_thought_of_would_be_noticed() -> None:
    stray = Table("stray", MetaData(), Column("practice_id", Uuid), Column("whose", Uuid))
    assert of_client(stray, uuid.uuid4()) is None
    assert stray.name not in ABOUT_NOBODY


def test_nothing_of_theirs_is_left_and_nothing_of_the_others_is_touched(
    house: House, asked: Person, clock: Clock
) -> None:
    everywhere(house, asked)
    client = asked.target.client
    missing = every(client) - filled(house, client)
    assert missing <= {"meeting_change", "question_step", "calendar_feed", "receipt"}, (
        "the cast has a row nearly everywhere"
    )
    before = others(house, client)
    clock.move(days=7)
    assert erase_due(house, clock.at) == 1
    assert end_of(house, asked.practice, client) == GONE
    assert naming(house, client) == KEPT
    assert naming(house, asked.phone.device) <= KEPT | {"wipe_order"}
    assert others(house, client) == before
    assert told(house, client) == 1


def test_what_was_sealed_cannot_be_opened_any_more(house: House, asked: Person, clock: Clock) -> None:
    ring = house.keystore.ring(asked.practice, [asked.target.client])
    sealed = ring.seal(asked.target.client, LABEL, asked.target.entry, b"words", 1)
    erase_due(house, clock.at + WAITED)
    after = house.keystore.ring(asked.practice, [asked.target.client])
    with pytest.raises(CannotOpen):
        after.open(asked.target.client, LABEL, asked.target.entry, sealed, 1)


def test_the_therapist_finds_nobody_and_the_others_as_before(place: Place, asked: Person, clock: Clock) -> None:
    erase_due(place.house, clock.at + WAITED)
    caseload = Matrix(place, ("desk", "summary.caseload", "GET")).ask("tomas", asked.target)
    assert asked.word not in caseload.text
    assert place.clients["ben"].word in caseload.text
    assert Matrix(place, ("desk", "summary.week", "GET")).ask("tomas", asked.target).status_code == 404


@pytest.mark.parametrize("by", ["tomas", "cora"])
def test_once_begun_they_are_there_for_nobody_though_their_rows_are(place: Place, asked: Person, by: str) -> None:
    whose = (asked.practice, asked.target.client)
    act.begin(place.house, whose, Actor("system"), NOW)
    place.house.keystore.erase(*whose, "client", NOW)
    for key in (("desk", "summary.week", "GET"), ("desk", "homework.page", "GET"), ("desk", "accounts.phone", "GET")):
        assert Matrix(place, key).ask(by, asked.target).status_code == 404  # type: ignore[arg-type]
    caseload = Matrix(place, ("desk", "summary.caseload", "GET")).ask(by, asked.target)
    assert caseload.status_code == 200
    assert asked.word not in caseload.text


def test_after_a_day_of_downtime_whoever_became_due_meanwhile_is_erased_at_the_start(
    house: House, asked: Person, clock: Clock
) -> None:
    clock.move(days=8)
    stop = threading.Event()
    stop.set()
    watch.watch(house, stop, clock.now).join()
    assert end_of(house, asked.practice, asked.target.client) == GONE


def test_two_workers_erase_once(house: House, config: Config, asked: Person, clock: Clock) -> None:
    due = clock.at + WAITED
    together = threading.Barrier(2)
    done: list[int] = []

    def work() -> None:
        own = open_house(config)
        together.wait()
        done.append(erase_due(own, due))
        own.main.close()
        own.keystore.database.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    erase_due(house, due)
    assert sum(done) <= 1
    assert end_of(house, asked.practice, asked.target.client) == GONE
    assert told(house, asked.target.client) == 1


def test_where_it_cannot_be_noted_nothing_is_destroyed_and_it_is_tried_again(
    house: House, asked: Person, clock: Clock
) -> None:
    due = clock.at + WAITED
    house.config.ledger.unlink(missing_ok=True)
    house.config.ledger.mkdir()
    assert erase_due(house, due) == 0
    assert end_of(house, asked.practice, asked.target.client).key
    house.config.ledger.rmdir()
    assert erase_due(house, due) == 1
    assert end_of(house, asked.practice, asked.target.client) == GONE


def test_one_who_cannot_be_erased_keeps_nobody_else_from_it(
    house: House, place: Place, asked: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = place.clients["ben"]
    with house.main.write() as db:
        db.get_one(Client, (ben.practice, ben.target.client)).erase_asked_at = clock.at
    kept = act.begin

    def fail(house: House, whose: act.Whose, *rest: object, **more: object) -> None:
        if whose[1] == asked.target.client:
            raise RuntimeError("as a fault of ours would")
        kept(house, whose, *rest, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(act, "begin", fail)
    assert erase_due(house, clock.at + WAITED) == 1
    assert end_of(house, ben.practice, ben.target.client) == GONE
