"""Example entries that the phone's tests read too: each is sealed as a phone does, and opened with every real kind."""

import json
import re
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


DAYS = [
    (example["name"], part)
    for example in FILE["examples"]
    if example["code"] is None
    for part, value in (example["envelope"]["body"] or {}).items()
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value)
]


@pytest.mark.parametrize(("name", "part"), DAYS)
@pytest.mark.parametrize("written", ["1763510400", "1763510400.0", " 2026-11-19", "20261119", 1763510400])
def test_what_is_no_day_to_a_reader_is_refused_since_a_body_is_kept_as_it_was_sent(
    name: str, part: str, written: str | int
) -> None:
    [example] = [one for one in FILE["examples"] if one["name"] == name]
    envelope = {**example["envelope"], "body": {**example["envelope"]["body"], part: written}}
    found = open_entry(BOX, seal(PRIVATE.public_key(), ANA, envelope), NOW)
    assert isinstance(found, Refusal)
    assert found.code == "malformed"


def test_every_kind_with_a_day_has_one_among_the_examples() -> None:
    dated = {name for name, kind in KINDS.items() if '"date' in json.dumps(kind.body.model_json_schema()["properties"])}
    names = {name for name, _part in DAYS}
    assert dated == {one["envelope"]["kind"] for one in FILE["examples"] if one["name"] in names}


def test_there_are_examples_of_every_kind_kept_and_refused() -> None:
    for kept in (True, False):
        kinds = {one["envelope"]["kind"] for one in FILE["examples"] if (one["code"] is None) is kept}
        assert kinds >= set(KINDS)
