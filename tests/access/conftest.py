"""One assembled house for all tests of a file: each undoes what it did."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from argon2 import PasswordHasher

from server import clock
from server.accounts import passwords
from server.app import App
from server.config import Config
from server.vault import Keystore
from server.web import House
from tests import postgres
from tests.access.people import NOW, Place, assemble
from tests.access.rewound import Rewound
from tests.reminders.loop.nudged import PEM


@pytest.fixture(scope="module")
def module_urls(
    cluster: postgres.Cluster | None, templates: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Addresses of this file's own two databases."""
    if cluster is None:
        folder = tmp_path_factory.mktemp("access")
        for tree, url in templates.items():
            shutil.copy(url.removeprefix("sqlite:///"), folder / f"{tree}.db")
        yield {tree: f"sqlite:///{folder / tree}.db" for tree in templates}
        return
    suffix = uuid4().hex[:12]
    yield {tree: cluster.create(f"{tree}_{suffix}", f"template_{tree}") for tree in templates}
    for tree in templates:
        cluster.drop(f"{tree}_{suffix}")


@pytest.fixture(scope="module")
def module_config(module_urls: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A configuration as a demo on loopback has it."""
    folder = tmp_path_factory.mktemp("configured")
    build = folder / "dist"
    _build(build)
    return Config(
        main_url=module_urls["main"],
        keys_url=module_urls["keys"],
        phone_origin="http://app.localhost:8000",
        desk_origin="http://localhost:8000",
        keks={1: secrets.token_bytes(32)},
        forms_secret=secrets.token_bytes(32),
        audit_secret=secrets.token_bytes(32),
        push_secret=secrets.token_bytes(32),
        vapid_key=PEM,
        ledger=folder / "ledger.jsonl",
        phone_build=build,
        demo=True,
    )


def _build(folder: Path) -> None:
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Throughline</title>")
    (folder / "assets" / "page-1.js").write_text("export {}")


@pytest.fixture(scope="module")
def place(module_config: Config) -> Iterator[Place]:
    """The whole house with everybody in it, the clock standing still, and Argon2 in a thirtieth of its time."""
    main, keys = Rewound(module_config.main_url), Rewound(module_config.keys_url)
    house = House(module_config, main, Keystore(keys, module_config.keks))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1))
        yield assemble(App(house))
    main.close()
    keys.close()
