"""Sealed values open in their own row only."""

import os
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.vault import CannotOpen, Ring
from server.vault.seal import BUCKET, pad, unpad

PRACTICE, ANA, BEN = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
ROW, OTHER_ROW = uuid.uuid4(), uuid.uuid4()


def ring() -> Ring:
    return Ring(PRACTICE, {ANA: {1: os.urandom(32)}, BEN: {1: os.urandom(32)}})


@given(st.binary(max_size=2000))
def test_what_was_padded_comes_back_and_fills_whole_buckets(plaintext: bytes) -> None:
    assert unpad(pad(plaintext)) == plaintext
    assert len(pad(plaintext)) % BUCKET == 0


def test_texts_of_similar_length_are_sealed_to_the_same_length() -> None:
    keys = ring()
    assert len(keys.seal(ANA, "entry.body", ROW, b"no")) == len(keys.seal(ANA, "entry.body", ROW, b"y" * 200))


def test_a_sealed_value_opens_in_its_own_row() -> None:
    keys = ring()
    assert keys.open(ANA, "entry.body", ROW, keys.seal(ANA, "entry.body", ROW, b"words", 3), 3) == b"words"


@pytest.mark.parametrize(
    ("owner", "label", "row", "revision"),
    [
        (ANA, "entry.body", OTHER_ROW, 3),
        (ANA, "agreed.body", ROW, 3),
        (ANA, "entry.body", ROW, 2),
        (BEN, "entry.body", ROW, 3),
    ],
)
def test_a_sealed_value_pasted_elsewhere_is_refused(
    owner: uuid.UUID, label: str, row: uuid.UUID, revision: int
) -> None:
    keys = ring()
    sealed = keys.seal(ANA, "entry.body", ROW, b"words", 3)
    with pytest.raises(CannotOpen):
        keys.open(owner, label, row, sealed, revision)


@given(st.integers(min_value=0), st.integers(min_value=0, max_value=7))
def test_one_changed_bit_is_refused(place: int, bit: int) -> None:
    keys = ring()
    sealed = bytearray(keys.seal(ANA, "entry.body", ROW, b"words"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(CannotOpen):
        keys.open(ANA, "entry.body", ROW, bytes(sealed))


def test_a_key_version_rolled_back_is_refused() -> None:
    old, new = os.urandom(32), os.urandom(32)
    keys = Ring(PRACTICE, {ANA: {1: old, 2: new}})
    sealed = bytearray(keys.seal(ANA, "entry.body", ROW, b"words"))
    assert sealed[1:3] == b"\x00\x02"
    sealed[1:3] = b"\x00\x01"
    with pytest.raises(CannotOpen):
        keys.open(ANA, "entry.body", ROW, bytes(sealed))


def test_without_the_key_nothing_opens() -> None:
    keys = ring()
    sealed = keys.seal(ANA, "entry.body", ROW, b"words")
    with pytest.raises(CannotOpen):
        Ring(PRACTICE, {}).open(ANA, "entry.body", ROW, sealed)


def test_a_fingerprint_tells_same_from_other_and_differs_between_clients() -> None:
    keys = ring()
    assert keys.digest(ANA, b"words") == keys.digest(ANA, b"words")
    assert keys.digest(ANA, b"words") != keys.digest(ANA, b"other")
    assert keys.digest(ANA, b"words") != keys.digest(BEN, b"words")
