"""Everybody, each with all that can be theirs, made once and copied for each test; and a clock that tests move."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from sqlalchemy import make_url

from server.accounts import codes, cookies, passwords
from server.accounts.models import Client
from server.app import App
from server.audit import Actor
from server.config import Config
from server.web import House
from server.web.house import open_house
from tests import postgres
from tests.access.people import NOW, Person, Place, assemble
from tests.accounts.house import Clock
from tests.cast import Phone
from tests.reminders.loop.nudged import PEM


@dataclass(frozen=True)
class Made:
    """The cast as it was made: its databases are closed, and only copied."""

    config: Config
    place: Place


@pytest.fixture(scope="session")
def made(
    cluster: postgres.Cluster | None, templates: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """Both practices; see ``tests.access.people``."""
    folder = tmp_path_factory.mktemp("erase")
    (folder / "dist" / "assets").mkdir(parents=True)
    (folder / "dist" / "index.html").write_text("<!doctype html><title>Throughline</title>")
    urls = _copies(cluster, templates, folder, "made")
    config = Config(
        main_url=urls["main"],
        keys_url=urls["keys"],
        phone_origin="http://app.localhost:8000",
        desk_origin="http://localhost:8000",
        keks={1: secrets.token_bytes(32)},
        forms_secret=secrets.token_bytes(32),
        audit_secret=secrets.token_bytes(32),
        push_secret=secrets.token_bytes(32),
        vapid_key=PEM,
        ledger=folder / "ledger.jsonl",
        phone_build=folder / "dist",
        demo=True,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("server.clock.now", lambda: NOW)
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1))
        house = open_house(config)
        place = assemble(App(house))
    house.main.close()
    house.keystore.database.close()
    yield Made(config, place)
    _drop(cluster, urls)


def _copies(cluster: postgres.Cluster | None, of: dict[str, str], folder: Path, name: str) -> dict[str, str]:
    """Addresses of copies of both databases."""
    if cluster is None:
        for tree, url in of.items():
            shutil.copy(url.removeprefix("sqlite:///"), folder / f"{tree}.db")
        return {tree: f"sqlite:///{folder / tree}.db" for tree in of}
    return {tree: cluster.create(f"{tree}_{name}", _name(url)) for tree, url in of.items()}


def _name(url: str) -> str:
    return make_url(url).database or ""


def _drop(cluster: postgres.Cluster | None, urls: dict[str, str]) -> None:
    for url in urls.values() if cluster is not None else ():
        cluster.drop(_name(url))  # type: ignore[union-attr]  # asked just above


@pytest.fixture
def config(made: Made, cluster: postgres.Cluster | None, tmp_path: Path) -> Iterator[Config]:
    """This test's own copies, under the secrets with which they were made."""
    folder = postgres.fast_folder("tl-erase-")
    urls = _copies(cluster, {"main": made.config.main_url, "keys": made.config.keys_url}, folder, uuid4().hex[:12])
    ledger = tmp_path / "ledger.jsonl"
    yield replace(made.config, main_url=urls["main"], keys_url=urls["keys"], ledger=ledger)
    _drop(cluster, urls)
    shutil.rmtree(folder)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The only clock there is."""
    found = Clock(NOW)
    monkeypatch.setattr("server.clock.now", found.now)
    return found


@pytest.fixture
def place(made: Made, house: House, clock: Clock) -> Place:
    """The cast in this test's copies, with phones that hold the cookies they were given."""
    app = App(house)
    clients = {name: replace(one, phone=_again(one, app)) for name, one in made.place.clients.items()}
    return replace(made.place, app=app, clients=clients)


def _again(one: Person, app: App) -> Phone:
    token = one.phone.browser.get_cookie(cookies.DEVICE, domain="app.localhost")
    assert token is not None
    browser = app.phone.test_client()
    browser.set_cookie(cookies.DEVICE, token.value, domain="app.localhost", secure=True)
    return replace(one.phone, app=app, browser=browser)


@pytest.fixture
def ana(place: Place) -> Person:
    """Who wants all to be erased. The others' rows are the noise."""
    return place.clients["ana"]


@pytest.fixture
def code(house: House, ana: Person, clock: Clock) -> Callable[[], str]:
    """Has Ana's therapist give a code to erase."""

    def give() -> str:
        with house.main.write() as db:
            client = db.get_one(Client, (ana.practice, ana.target.client))
            return codes.give(house, db, client, "erase", Actor("account", ana.therapist), clock.at).code

    return give


@pytest.fixture
def asked(ana: Person, code: Callable[[], str]) -> Person:
    """Ana, who has asked."""
    assert ana.phone.post("/api/erase", {"code": code()}).status_code == 200
    return ana
