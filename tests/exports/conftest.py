"""The real app with the whole cast, Ana's phone, and what Tomas wrote about her."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from server import practice
from server.accounts import codes
from server.accounts.models import Client
from server.audit import Actor, By
from server.entries.kind import WhoseEntries
from server.web import House
from tests.cast import Cast, Phone
from tests.sync.conftest import ana, app, ben, cast

__all__ = ["ana", "app", "ben", "cast"]


@dataclass(frozen=True)
class Copy:
    """What came down: the page and the data."""

    page: str
    data: dict[str, Any]

    def written(self, kind: str) -> list[dict[str, Any]]:
        """All kept revisions of one kind."""
        return [one for one in self.data["entries"] if one["kind"] == kind]


def unpacked(packed: bytes) -> Copy:
    """The two files of the .zip."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert sorted(archive.namelist()) == ["my-data.html", "my-data.json"]
        return Copy(archive.read("my-data.html").decode(), json.loads(archive.read("my-data.json")))


Give = Callable[..., str]


@pytest.fixture
def anas(house: House, cast: Cast) -> WhoseEntries:
    """Ana with her keys."""
    with house.main.read() as db:
        return practice.whose(db, house.keystore, cast.practice, cast.ana)


@pytest.fixture
def tomas(house: House, cast: Cast, now: datetime) -> By:
    """Tomas does it, now."""
    return By(cast.tomas, house.config.audit_secret, now)


@pytest.fixture
def give(house: House, cast: Cast, now: datetime) -> Give:
    """A code as the therapist's screen shows it."""

    def made(phone: Phone, purpose: codes.Purpose = "export") -> str:
        with house.main.write() as db:
            client = db.get_one(Client, (cast.practice, phone.client))
            return codes.give(house, db, client, purpose, Actor("account", cast.tomas), now).code

    return made


@pytest.fixture
def copy_of(give: Give) -> Callable[[Phone], Copy]:
    """Everything of one client's, by a code of their own."""

    def taken(phone: Phone) -> Copy:
        answer = phone.post("/api/export", {"code": give(phone)})
        assert answer.status_code == 200, answer.text
        return unpacked(answer.data)

    return taken
