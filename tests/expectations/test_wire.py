"""What a phone may say about expectations, and what is refused with which code."""

import base64
import uuid
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.entries.envelope import SealedEntry
from server.entries.kind import Refusal, by_name
from server.entries.opening import Letterbox, Opened, open_entry
from server.expectations.kind import EXPECTATIONS
from tests.cast import Sealer, envelope
from tests.expectations import bodies

ABOUT_ANOTHER = ("expectation_look", "expectation_review", "prediction_outcome")


def open_body(kind: str, body: Any, now: datetime, **more: Any) -> Opened | Refusal:
    private, client, key = ec.generate_private_key(ec.SECP256R1()), uuid.uuid4(), uuid.uuid4()
    raw = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    sealer = Sealer(client, {"id": str(key), "public": base64.urlsafe_b64encode(raw).decode().rstrip("=")})
    item = SealedEntry.model_validate(sealer.seal(envelope(now, body, kind=kind, **more)))
    return open_entry(Letterbox(client, {key: private}, by_name(EXPECTATIONS), "Europe/London"), item, now)


def code_of(found: Opened | Refusal) -> str:
    assert isinstance(found, Refusal), found
    return found.code


LEAST = {
    "expectation": bodies.expectation(),
    "expectation_look": bodies.look(),
    "expectation_review": bodies.review(None),
    "therapy_expectation": bodies.therapy(hope="My sister"),
    "prediction": bodies.prediction(),
    "prediction_outcome": bodies.outcome(),
}
MOST = {
    "expectation": bodies.expectation(
        likelihood=100, much_less="-", less="a", more="b", much_more="ß" * 1000, in_the_way="c",
        offered=str(uuid.uuid4()), start=-2,
    ),
    "expectation_look": bodies.look("too_hopeful", "change", words="a", by="2027-01-01", likelihood=0, note="b"),
    "expectation_review": bodies.review(2, happened="a", learned="b"),
    "therapy_expectation": bodies.therapy(change="a", hope="b", sessions=200),
    "prediction": bodies.prediction(likelihood=0, how_bad=100, on="2026-11-20"),
    "prediction_outcome": bodies.outcome("partly", how_bad=0, what="a", learned="b"),
}  # fmt: skip


@pytest.mark.parametrize("given", [LEAST, MOST], ids=["least", "most"])
@pytest.mark.parametrize("kind", LEAST)
def test_the_least_and_the_most_that_can_be_said_is_taken(kind: str, given: dict[str, Any], now: datetime) -> None:
    assert isinstance(open_body(kind, given[kind], now), Opened)


@pytest.mark.parametrize("kind", LEAST)
def test_only_what_is_about_another_entry_needs_a_subject(kind: str, now: datetime) -> None:
    found = open_body(kind, LEAST[kind], now, subject=None)
    assert isinstance(found, Refusal) is (kind in ABOUT_ANOTHER)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("expectation", "likelihood"),
        ("expectation_look", "likelihood"),
        ("prediction", "likelihood"),
        ("prediction", "how_bad"),
        ("prediction_outcome", "how_bad"),
    ],
)
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (-1, "out_of_range"),
        (101, "out_of_range"),
        (50.0, "not_a_number"),
        ("50", "not_a_number"),
        (True, "not_a_number"),
        (float("nan"), "not_a_number"),
    ],
)
def test_what_is_no_percentage_is_refused(kind: str, name: str, value: Any, code: str, now: datetime) -> None:
    assert code_of(open_body(kind, {**LEAST[kind], name: value}, now)) == code


@pytest.mark.parametrize(("kind", "name"), [("expectation", "start"), ("expectation_review", "level")])
@pytest.mark.parametrize(("value", "code"), [(-3, "out_of_range"), (3, "out_of_range"), (0.0, "not_a_number")])
def test_there_are_five_levels(kind: str, name: str, value: Any, code: str, now: datetime) -> None:
    assert code_of(open_body(kind, {**LEAST[kind], name: value}, now)) == code


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("expectation", {"words": "a" * 1001}, "too_long"),
        ("expectation", {"words": ""}, "malformed"),
        ("expectation", {"words": None}, "malformed"),
        ("expectation", {"by": "soon"}, "malformed"),
        ("expectation", {"by": None}, "malformed"),
        ("expectation", {"start": None}, "not_a_number"),
        ("expectation", {"much_more": "a" * 1001}, "too_long"),
        ("expectation", {"offered": "the first"}, "malformed"),
        ("expectation", {"mood": 3}, "newer"),
        ("expectation_look", {"looks": "hopeless"}, "newer"),
        ("expectation_look", {"then": "forget"}, "newer"),
        ("expectation_review", {"learned": "a" * 1001}, "too_long"),
        ("therapy_expectation", {"hope": None}, "says_nothing"),
        ("therapy_expectation", {"sessions": 0}, "out_of_range"),
        ("therapy_expectation", {"sessions": 201}, "out_of_range"),
        ("prediction", {"fear": ""}, "malformed"),
        ("prediction_outcome", {"happened": "almost"}, "newer"),
    ],
)
def test_each_thing_that_cannot_be_kept_has_its_code(kind: str, more: bodies.Body, code: str, now: datetime) -> None:
    assert code_of(open_body(kind, {**LEAST[kind], **more}, now)) == code


@pytest.mark.parametrize("said", [{"change": "a"}, {"hope": "b"}, {"sessions": 20}])
def test_one_thing_said_of_therapy_is_enough(said: bodies.Body, now: datetime) -> None:
    assert isinstance(open_body("therapy_expectation", bodies.therapy(**said), now), Opened)
