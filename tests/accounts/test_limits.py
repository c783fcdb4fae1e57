"""Limits hold for all workers and through restarts, close when they cannot count, and lock nobody else out."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from server.accounts import limits
from server.accounts.models import Limit
from server.errors import Problem
from server.web import House
from server.web.house import open_house
from tests.accounts.conftest import Cast
from tests.accounts.house import PASSWORD, Clock, Desk, Phone, code_at, desk_app, give_factors, phone_app

NewDesk = Callable[[], Desk]


def fail(desk: Desk, name: str = "tomas", password: str = "not the password") -> int:
    return desk.send("/sign-in", name=name, password=password, code="000000").status_code


def test_two_workers_and_a_restart_share_one_limit(house: House, cast: Cast, clock: Clock) -> None:
    other = open_house(house.config)
    workers = [Desk(desk_app(house).test_client()), Desk(desk_app(other).test_client())]
    statuses = [fail(workers[n % 2]) for n in range(8)]
    assert statuses == [200] * 8
    assert [fail(worker) for worker in workers] == [429, 429]
    restarted = open_house(house.config)
    assert fail(Desk(desk_app(restarted).test_client())) == 429
    clock.move(seconds=45)
    assert fail(workers[0]) == 200
    for opened in (other, restarted):
        opened.main.close()
        opened.keystore.database.close()


def test_a_used_up_limit_says_when_to_come_back(house: House, cast: Cast, clock: Clock) -> None:
    phone = Phone(phone_app(house).test_client())
    for _ in range(5):
        phone.post("/api/join", {"code": "22222222", "label": "x"})
    reply = phone.post("/api/join", {"code": "22222222", "label": "x"})
    assert reply.status_code == 429
    error = reply.json["error"]
    assert (error["code"], error["retry_after"]) == ("slow_down", 120)
    assert reply.headers["Retry-After"] == "120"
    assert "Please wait 2 minutes" in error["reason"]


def test_nobody_can_lock_a_therapist_out_from_elsewhere(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    secret = give_factors(house, cast.tomas.id)
    attacker, own = new_desk(), new_desk()
    attacker.address, own.address = "203.0.113.9", "198.51.100.4"
    assert [fail(attacker) for _ in range(9)][-1] == 429
    right = {"name": "tomas", "password": PASSWORD, "code": code_at(secret, clock.at)}
    assert attacker.send("/sign-in", **right).status_code == 429
    assert own.send("/sign-in", **right).status_code == 303


def test_one_address_is_slowed_down_over_many_names(cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    desk = new_desk()
    statuses = [fail(desk, name=f"name{n}") for n in range(31)]
    assert (statuses.count(200), statuses[-1]) == (30, 429)
    neighbour = new_desk()
    neighbour.address = "198.51.100.4"
    assert fail(neighbour) == 200


def test_codes_cannot_be_tried_out_with_a_known_password_from_many_addresses(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    secret = give_factors(house, cast.tomas.id)
    for n in range(10):
        desk = new_desk()
        desk.address = f"203.0.113.{n}"
        assert fail(desk, password=PASSWORD) == 200
    own = new_desk()
    assert own.send("/sign-in", name="tomas", password=PASSWORD, code=code_at(secret, clock.at)).status_code == 200
    clock.move(minutes=15)
    assert own.send("/sign-in", name="tomas", password=PASSWORD, code=code_at(secret, clock.at)).status_code == 303


def test_success_forgets_the_tries_before_it(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    secret = give_factors(house, cast.tomas.id)
    desk = new_desk()
    for _ in range(2):
        assert [fail(desk) for _ in range(7)] == [200] * 7
        right = desk.send("/sign-in", name="tomas", password=PASSWORD, code=code_at(secret, clock.at))
        assert right.status_code == 303
        clock.move(minutes=2)


def test_where_nothing_can_be_counted_nobody_gets_in(house: House, cast: Cast, new_desk: NewDesk, clock: Clock) -> None:
    secret = give_factors(house, cast.tomas.id)
    desk = new_desk()
    right = {"name": "tomas", "password": PASSWORD, "code": code_at(secret, clock.at)}
    with house.main.write() as db:
        db.execute(text("ALTER TABLE limit_used RENAME TO elsewhere"))
    assert desk.send("/sign-in", **right).status_code == 503
    with pytest.raises(Problem, match="busy"):
        limits.count(house, "sync", "anybody", clock.at)
    with house.main.write() as db:
        db.execute(text("ALTER TABLE elsewhere RENAME TO limit_used"))
    assert desk.send("/sign-in", **right).status_code == 303


def test_a_phone_may_sync_twice_a_second(house: House, cast: Cast, clock: Clock) -> None:
    for _ in range(120):
        limits.count(house, "sync", "a phone", clock.at)
    with pytest.raises(Problem, match="slow_down"):
        limits.count(house, "sync", "a phone", clock.at)
    limits.count(house, "sync", "another phone", clock.at)
    clock.move(seconds=1)
    for _ in range(2):
        limits.count(house, "sync", "a phone", clock.at)


def test_no_address_lies_in_the_database_and_what_is_over_is_swept(
    house: House, cast: Cast, new_desk: NewDesk, clock: Clock
) -> None:
    desk = new_desk()
    desk.address = "203.0.113.9"
    fail(desk)
    with house.main.read() as db:
        keys = [row.key for row in db.query(Limit).all()]
    assert len(keys) == 2
    assert all(len(key) == 64 for key in keys)
    clock.move(days=1)
    limits.give_back(house, "sync", "anybody", clock.at)
    with house.main.read() as db:
        assert db.query(Limit).count() == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        (None, "unknown"),
    ],
)
def test_an_ipv6_network_counts_as_one_address(address: str | None, network: str) -> None:
    assert limits.network(address) == network
