"""Example entries that the phone's tests read too: each is sealed as a phone does, and opened with every real kind."""

import json
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from server.entries.kind import Refusal
from server.entries.opening import Letterbox, Opened, open_entry
from server.kinds import KINDS
from tests.entries.rooms import KEY, seal

FILE = json.loads(Path(__file__).with_name("envelopes.json").read_text(encoding="utf-8"))
NOW = datetime.fromisoformat(FILE["now"])
ANA = uuid.uuid4()
PRIVATE = ec.generate_private_key(ec.SECP256R1())
BOX = Letterbox(ANA, {KEY: PRIVATE}, KINDS, FILE["zone"])


def content(example: dict[str, Any]) -> dict[str, Any]:
    """The envelope; where ``words`` says so, with that character so many times as its words."""
    envelope: dict[str, Any] = example["envelope"]
    if "words" not in example:
        return envelope
    character, times = example["words"]
    return {**envelope, "body": {**envelope["body"], "words": character * times}}


@pytest.mark.parametrize("example", FILE["examples"], ids=lambda example: example["name"])
def test_each_example_gets_its_code(example: dict[str, Any]) -> None:
    found = open_entry(BOX, seal(PRIVATE.public_key(), ANA, content(example)), NOW)
    assert (found.code if isinstance(found, Refusal) else None) == example["code"]
    if isinstance(found, Opened):
        assert found.envelope.model_dump(mode="json")["body"] == content(example)["body"]


def test_there_are_examples_of_every_kind_kept_and_refused() -> None:
    for kept in (True, False):
        kinds = {one["envelope"]["kind"] for one in FILE["examples"] if (one["code"] is None) is kept}
        assert kinds >= set(KINDS)
