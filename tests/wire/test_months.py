"""Requests as phones sent them in the last six months: the server still takes them."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import BaseModel

from server.accounts.wire import JoinRequest, WipedRequest
from server.entries.opening import Letterbox, Opened, open_entry
from server.kinds import KINDS
from server.sync.wire import SyncRequest
from tests.wire.test_examples import FILE, NOW

MONTHS = sorted(path for path in Path(__file__).parent.iterdir() if (path / "sync-request.json").is_file())
MODELS: dict[str, type[BaseModel]] = {"join": JoinRequest, "sync": SyncRequest, "wiped": WipedRequest}
REQUESTS = sorted(path for month in MONTHS for path in month.glob("*-request*.json"))


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_old_request_is_taken(path: Path) -> None:
    MODELS[path.name.split("-")[0]].model_validate_json(path.read_bytes())


@pytest.mark.parametrize("month", MONTHS, ids=lambda month: month.name)
def test_what_an_old_phone_sealed_opens_and_says_the_same(month: Path) -> None:
    request = SyncRequest.model_validate_json((month / "sync-request.json").read_bytes())
    says: list[dict[str, Any]] = json.loads((month / "sealed-says.json").read_text(encoding="utf-8"))
    private = ec.derive_private_key(int(month.name.replace("-", "")), ec.SECP256R1())
    keys: dict[uuid.UUID, ec.EllipticCurvePrivateKey] = {item.key: private for item in request.entries}
    box = Letterbox(request.client, keys, KINDS, FILE["zone"])
    opened = [open_entry(box, item, NOW) for item in request.entries]
    assert all(isinstance(found, Opened) for found in opened), opened
    assert [found.envelope.body for found in opened if isinstance(found, Opened)] == [one["body"] for one in says]


def test_there_is_a_month_with_every_request() -> None:
    assert {path.name.split("-")[0] for path in REQUESTS} == set(MODELS)
