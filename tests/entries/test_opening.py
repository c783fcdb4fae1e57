"""What a phone sent is opened, or refused with a code and a sentence; nothing else happens to it."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from server.entries.kind import Refusal
from server.entries.opening import CODES, Opened, open_entry, reason_for
from tests.entries.rooms import envelope, letterbox, seal

NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
ANA, BEN = uuid.uuid4(), uuid.uuid4()
PRIVATE = ec.generate_private_key(ec.SECP256R1())
BOX = letterbox(ANA, PRIVATE)


def outcome(content: Any, now: datetime = NOW) -> str:
    found = open_entry(BOX, seal(PRIVATE.public_key(), ANA, content), now)
    return found.code if isinstance(found, Refusal) else "opened"


def note(**body: Any) -> dict[str, Any]:
    return envelope(NOW, body={"mood": 5, "weather": "rain", "words": "bus", **body})


def test_an_entry_sealed_for_this_place_opens() -> None:
    item = seal(PRIVATE.public_key(), ANA, envelope(NOW), revision=3)
    found = open_entry(BOX, item, NOW)
    assert isinstance(found, Opened)
    assert (found.id, found.revision, found.envelope.body) == (
        item.id,
        3,
        {"mood": 5, "weather": "rain", "words": "bus"},
    )


def test_an_entry_sealed_for_another_client_id_or_revision_is_refused() -> None:
    item = seal(PRIVATE.public_key(), ANA, envelope(NOW))
    assert isinstance(open_entry(BOX, item, NOW), Opened)
    moved = [
        seal(PRIVATE.public_key(), BEN, envelope(NOW)),
        item.model_copy(update={"id": uuid.uuid4()}),
        item.model_copy(update={"revision": 2}),
        item.model_copy(update={"key": uuid.uuid4()}),
        item.model_copy(update={"sealed": "not base64 at all!"}),
        item.model_copy(update={"sealed": ""}),
    ]
    for one in moved:
        found = open_entry(BOX, one, NOW)
        assert isinstance(found, Refusal)
        assert found.code == "sealed"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "malformed"),
        (b"[]", "malformed"),
        (b"\xff\xfe", "malformed"),
        (envelope(NOW, kind="dream"), "newer"),
        (envelope(NOW, weather="sun"), "newer"),
        (envelope(NOW, share="everybody"), "newer"),
        (envelope(NOW, local_date="2026-11-20"), "day_ahead"),
        (envelope(NOW, local_date="2036-01-01"), "day_ahead"),
        (envelope(NOW, local_date="1899-12-31"), "day_too_old"),
        (envelope(NOW, local_date="yesterday"), "malformed"),
        (envelope(NOW, body=None), "malformed"),
        (envelope(NOW, withdrawn=True), "malformed"),
        (note(mood=11), "out_of_range"),
        (note(mood=-1), "out_of_range"),
        (note(mood=5.5), "not_a_number"),
        (note(mood="5"), "not_a_number"),
        (note(mood=True), "not_a_number"),
        (json.dumps(note(mood=None)).replace("null", "NaN", 2).encode(), "malformed"),
        (json.dumps(note(mood=-99)).replace("-99", "NaN").encode(), "not_a_number"),
        (json.dumps(note(mood=-99)).replace("-99", "Infinity").encode(), "not_a_number"),
        (note(words="x" * 4001), "too_long"),
        (note(weather="hail"), "newer"),
        (note(temperature=20), "newer"),
        (note(temperature=20, mood=11), "newer"),
    ],
)
def test_what_cannot_be_kept_gets_a_code(content: Any, code: str) -> None:
    assert outcome(content) == code


@pytest.mark.parametrize(
    "content",
    [
        envelope(NOW, local_date="1900-01-01"),
        envelope(NOW, recorded_at="1970-01-01T00:00:00.000Z"),
        envelope(NOW, recorded_at="2036-11-19T18:00:00.000Z"),
        envelope(NOW, zone="Mars/Olympus"),
        envelope(NOW, local_date="2026-11-20", zone="Pacific/Kiritimati"),
        envelope(NOW, withdrawn=True, body=None),
        envelope(NOW, withdrawn=True, body=None, local_date="2036-01-01"),
        note(mood=None),
        note(words="x" * 4000),
    ],
)
def test_what_is_unusual_but_honest_is_kept(content: Any) -> None:
    assert outcome(content) == "opened"


def test_a_day_is_ahead_only_where_the_client_is() -> None:
    late = datetime(2026, 11, 19, 23, 55, tzinfo=UTC)
    tomorrow = envelope(NOW, local_date="2026-11-20")
    assert outcome(tomorrow, late) == "opened"
    assert outcome(tomorrow, late - timedelta(minutes=30)) == "day_ahead"


@given(st.binary(max_size=300))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    assert outcome(content) in {"malformed", "newer", "not_a_number"}


def test_every_code_has_its_sentence() -> None:
    for code in {*CODES.values(), "malformed", "sealed", "day_ahead", "day_too_old"}:
        assert reason_for(code).endswith((".", "?"))
