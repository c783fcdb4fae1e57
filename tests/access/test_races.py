"""What works once works once, however many try at the same moment; what has ended writes nothing more."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event, insert

from server import accounts, audit, clock
from server.accounts import devices, limits, one_time, passwords, setting_up, sign_in, tokens
from server.accounts.models import Account, Client, Device, Login, RecoveryCode
from server.accounts.sign_in import Typed
from server.app import App
from server.audit import Actor
from server.entries.models import Entry
from server.errors import Problem
from server.web import House
from tests.access.people import RECOVERY
from tests.accounts.house import PASSWORD, code_at, give_factors
from tests.cast import Cast, Phone, assemble, enrol, envelope

AT_ONCE = 8
Result = TypeVar("Result")


@dataclass(frozen=True)
class Running:
    """A house with the cast in it, on databases that several threads may use."""

    app: App
    cast: Cast
    now: datetime

    @property
    def house(self) -> House:
        """The house."""
        return self.app.house


@pytest.fixture
def running(house: House, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Running:
    """The clock stands still, and Argon2 takes a thirtieth of its time."""
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1))
    return Running(App(house), assemble(house, now), now)


def at_once(do: Callable[[int], Result], times: int = AT_ONCE) -> list[Result]:
    """The same thing in several threads that begin together."""
    gate = threading.Barrier(times)

    def begin(n: int) -> Result:
        gate.wait()
        return do(n)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(begin, range(times)))


def invitation(running: Running, client: uuid.UUID) -> accounts.Invite:
    with running.house.main.write() as db:
        row = db.get_one(Client, (running.cast.practice, client))
        return accounts.invite(running.house, db, row, Actor("account", row.therapist_id), running.now)


def rows(running: Running, of: type[Any]) -> int:
    with running.house.main.read() as db:
        return db.query(of).count()


@pytest.mark.parametrize("how", ["token", "code"])
def test_one_invitation_lets_one_phone_in(running: Running, how: str) -> None:
    made = invitation(running, running.cast.ana)
    wanted = {how: getattr(made, how), "label": "Phone"}

    def join(_n: int) -> int:
        phone = Phone(running.app, running.cast.ana, running.app.phone.test_client(), uuid.uuid4(), {}, "")
        return phone.post("/api/join", wanted).status_code

    # No more at once than one network may try.
    assert sorted(at_once(join, 5)) == [200, 404, 404, 404, 404]
    assert rows(running, Device) == 1


def test_one_code_of_an_authenticator_signs_in_once(running: Running) -> None:
    secret = give_factors(running.house, running.cast.tomas)
    code = code_at(secret, running.now)
    given = at_once(lambda n: sign_in.sign_in(running.house, Typed("tomas", PASSWORD, code, f"net {n}"), running.now))
    assert sum(token is not None for token in given) == 1
    assert rows(running, Login) == 1


def test_counting_and_forgetting_what_was_counted_at_once_fails_nobody(running: Running) -> None:
    def count_or_forget(n: int) -> None:
        for _ in range(10):
            if n % 2:
                limits.give_back(running.house, "sync", "one phone", running.now)
            else:
                limits.count(running.house, "sync", "one phone", running.now)

    at_once(count_or_forget)


def test_one_recovery_code_signs_in_once(running: Running) -> None:
    give_factors(running.house, running.cast.tomas)
    with running.house.main.write() as db:
        row = {"practice_id": running.cast.practice, "id": uuid.uuid4(), "account_id": running.cast.tomas}
        db.execute(insert(RecoveryCode).values(code_hash=tokens.hash_token(RECOVERY), **row))

    def recover(n: int) -> str | None:
        return sign_in.recover(running.house, Typed("tomas", PASSWORD, RECOVERY, f"net {n}"), False, running.now)

    assert sum(token is not None for token in at_once(recover)) == 1


def test_one_link_of_a_demo_signs_in_once(running: Running) -> None:
    with running.house.main.write() as db:
        token = accounts.new_link(db, running.cast.practice, running.cast.tomas, running.now)
    given = at_once(lambda _n: one_time.take_link(running.house, token, running.now))
    assert sum(one is not None for one in given) == 1


def test_one_first_code_sets_up_one_authenticator(running: Running) -> None:
    with running.house.main.write() as db:
        code = accounts.new_first_code(db, running.cast.practice, running.cast.olga, running.now)
    begun = [setting_up.begin(running.house, Typed("olga", PASSWORD, code, "net"), running.now) for _ in range(4)]
    with running.house.main.read() as db:
        logins = [found[0] for one in begun if (found := sign_in.find(db, one or "", running.now))]
    assert len(logins) == 4
    ring = running.house.keystore.ring(running.cast.practice, [running.cast.practice])

    def finish(n: int) -> bool:
        assert logins[n].pending_totp is not None
        secret = sign_in.totp_secret(ring, running.cast.olga, logins[n].pending_totp or b"")
        return setting_up.finish(running.house, logins[n], code_at(secret, running.now), running.now) is not None

    assert sum(at_once(finish, 4)) == 1
    assert rows(running, RecoveryCode) == 10


def revoke(running: Running, device: uuid.UUID) -> None:
    with running.house.main.write() as db:
        client = db.get_one(Client, (running.cast.practice, running.cast.ana))
        row = devices.device_of(db, client, device)
        devices.revoke(running.house, db, row, Actor("account", running.cast.tomas), running.now)


def test_a_phone_that_is_revoked_while_it_syncs_keeps_what_was_acknowledged_and_adds_nothing(running: Running) -> None:
    phone = enrol(running.app, running.cast.practice, running.cast.ana, running.now)
    some = threading.Event()
    acknowledged, last = [], 0

    def write_until_refused() -> int:
        for _ in range(100):
            item = phone.seal(envelope(running.now))
            answer = phone.send([item], cursor=None)
            if answer.status_code != 200:
                return answer.status_code
            acknowledged.append(item["id"])
            if len(acknowledged) == 5:
                some.set()
        return 0

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write_until_refused)
        assert some.wait(20)
        revoke(running, phone.device)
        with running.house.main.read() as db:
            stored = {str(id_) for (id_,) in db.query(Entry.id)}
        last = writing.result()
    assert last == 401
    assert stored >= set(acknowledged[:5])
    with running.house.main.read() as db:
        assert {str(id_) for (id_,) in db.query(Entry.id)} == stored == set(acknowledged), "nothing came after it"


def test_confirming_and_refusing_a_phone_at_once_never_ends_with_it_joined(running: Running) -> None:
    joined = Phone(running.app, running.cast.ana, running.app.phone.test_client(), uuid.uuid4(), {}, "")
    reply = joined.post("/api/join", {"token": invitation(running, running.cast.ana).token, "label": "Phone"})
    device = uuid.UUID(reply.get_json()["device"])
    assert joined.post("/api/confirm", {}).status_code == 200

    def press(n: int) -> None:
        if n % 2:
            revoke(running, device)
            return
        with running.house.main.write() as db:
            client = db.get_one(Client, (running.cast.practice, running.cast.ana))
            row = devices.device_of(db, client, device)
            devices.confirm(running.house, db, row, Actor("account", running.cast.tomas), running.now)

    at_once(press)
    assert joined.send([], epoch=None).status_code == 401
    with running.house.main.read() as db:
        assert audit.verify(db, running.house.config.audit_secret, running.cast.practice, running.cast.ana) is None


def test_a_login_ends_with_its_account(running: Running) -> None:
    secret = give_factors(running.house, running.cast.tomas)
    typed = Typed("tomas", PASSWORD, code_at(secret, running.now), "net")
    token = sign_in.sign_in(running.house, typed, running.now) or ""
    with running.house.main.write() as db:
        link = accounts.new_link(db, running.cast.practice, running.cast.tomas, running.now)
        assert sign_in.find(db, token, running.now) is not None
        db.get_one(Account, (running.cast.practice, running.cast.tomas)).disabled_at = running.now
    later = one_time.take_link(running.house, link, running.now) or ""
    with running.house.main.read() as db:
        assert sign_in.find(db, token, running.now) is None
        assert sign_in.find(db, later, running.now) is None


def work_of(running: Running, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    """How often a password was verified, and which statements were sent, for one refused try."""
    verified: list[str] = []
    sent: list[str] = []
    kept = passwords.HASHER
    counting = type("Counting", (), {"verify": lambda _self, *a: (verified.append(""), kept.verify(*a))[1]})()
    monkeypatch.setattr(passwords, "HASHER", counting)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(running.house.main.engine, "before_cursor_execute", note)
    try:
        assert sign_in.sign_in(running.house, typed, running.now) is None
    except Problem as problem:
        raise AssertionError("a limit was reached") from problem
    finally:
        event.remove(running.house.main.engine, "before_cursor_execute", note)
        monkeypatch.setattr(passwords, "HASHER", kept)
    return len(verified), sent


def test_unknown_names_wrong_passwords_and_ended_accounts_cost_the_same_work(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords.is_right(None, "the hash that is nobody's is made once")
    give_factors(running.house, running.cast.tomas)
    give_factors(running.house, running.cast.vera)
    with running.house.main.write() as db:
        db.get_one(Account, (running.cast.elsewhere, running.cast.vera)).disabled_at = running.now
    tries = [
        Typed("tomas", "not the password", "123456", "net 1"),
        Typed("nobody at all", "not the password", "123456", "net 2"),
        Typed("olga", "not the password", "123456", "net 3"),
        Typed("vera", PASSWORD, "123456", "net 4"),
    ]
    work = [work_of(running, one, monkeypatch) for one in tries]
    assert work[0][0] == 1
    assert work.count(work[0]) == len(work)
