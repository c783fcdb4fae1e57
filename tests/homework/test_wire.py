"""What a phone may say about homework, and what is refused with which code."""

import base64
import json
import uuid
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.entries.envelope import SealedEntry
from server.entries.kind import Refusal, by_name
from server.entries.opening import Letterbox, Opened, open_entry
from server.homework.kind import HOMEWORK
from tests.cast import Phone, envelope, homework_body


def open_body(body: Any, now: datetime) -> Opened | Refusal:
    private, client, key = ec.generate_private_key(ec.SECP256R1()), uuid.uuid4(), uuid.uuid4()
    raw = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    phone = Phone(
        None,  # type: ignore[arg-type]  # only seals here
        client,
        None,  # type: ignore[arg-type]  # only seals here
        uuid.uuid4(),
        {"id": str(key), "public": base64.urlsafe_b64encode(raw).decode().rstrip("=")},
        "",
    )
    item = SealedEntry.model_validate(phone.seal(json.dumps(envelope(now, body)).encode()))
    return open_entry(Letterbox(client, {key: private}, by_name([HOMEWORK]), "Europe/London"), item, now)


@pytest.mark.parametrize("answer", ["done", "partly", "not_this_time"])
def test_one_tap_is_a_complete_log(answer: str, now: datetime) -> None:
    assert isinstance(open_body(homework_body(answer), now), Opened)


@pytest.mark.parametrize("grade", [None, 0, 10])
def test_a_grade_is_a_whole_number_from_0_to_10_or_nothing(grade: int | None, now: datetime) -> None:
    assert isinstance(open_body(homework_body(quantity=grade, quality=grade, difficulty=grade), now), Opened)


@pytest.mark.parametrize("name", ["quantity", "quality", "difficulty"])
@pytest.mark.parametrize(
    ("grade", "code"),
    [
        (-1, "out_of_range"),
        (11, "out_of_range"),
        (3.0, "not_a_number"),
        ("3", "not_a_number"),
        (True, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
    ],
)
def test_what_is_no_grade_is_refused(name: str, grade: Any, code: str, now: datetime) -> None:
    found = open_body(homework_body(**{name: grade}), now)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"words": "a" * 4001}, "too_long"),
        ({"answer": "mostly"}, "newer"),
        ({"obstacles": ["the_weather"]}, "newer"),
        ({"mood": 3}, "newer"),
        ({"obstacles": ["forgot"] * 9}, "too_long"),
        ({"words": 7}, "malformed"),
        ({"steps": [{"id": "a" * 41, "ticked_at": "2026-11-19T17:31:00Z"}]}, "too_long"),
        ({"steps": [{"id": "a", "ticked_at": "yesterday"}]}, "malformed"),
    ],
)
def test_each_thing_that_cannot_be_kept_has_its_code(more: dict[str, Any], code: str, now: datetime) -> None:
    found = open_body({**homework_body(), **more}, now)
    assert isinstance(found, Refusal)
    assert found.code == code


def test_four_thousand_letters_fit(now: datetime) -> None:
    assert isinstance(open_body(homework_body(words="ß" * 4000), now), Opened)


@pytest.mark.parametrize("missing", ["answer", "quantity", "obstacles", "words"])
def test_a_body_with_a_field_left_out_is_malformed(missing: str, now: datetime) -> None:
    body = homework_body()
    del body[missing]
    found = open_body(body, now)
    assert isinstance(found, Refusal)
    assert found.code == "malformed"
