"""The key store: keys are wrapped, wrapped again, and destroyed for good."""

import dataclasses
import os
import uuid
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from server.vault import CannotOpen, Keystore
from server.vault.keystore import open_exchange, seal_exchange
from server.vault.models import DataKey, Erasure
from server.web import House

PRACTICE, ANA, BEN = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
ROW = uuid.uuid4()


@pytest.fixture
def keystore(house: House, now: datetime) -> Keystore:
    for owner in (ANA, BEN):
        house.keystore.create(PRACTICE, owner, now)
    return house.keystore


def test_no_key_lies_in_the_store_unwrapped(keystore: Keystore) -> None:
    unwrapped = [key for versions in keystore.ring(PRACTICE, [ANA, BEN]).keys.values() for key in versions.values()]
    with keystore.database.read() as db:
        stored = list(db.scalars(select(DataKey.wrapped)))
    assert len(stored) == len(unwrapped) == 2
    assert not any(key in wrapped for key in unwrapped for wrapped in stored)


def test_another_practice_gets_none_of_our_keys(keystore: Keystore) -> None:
    assert not keystore.ring(uuid.uuid4(), [ANA]).holds(ANA)
    assert keystore.ring(PRACTICE, [ANA]).holds(ANA)


def test_a_wrapped_key_pasted_to_another_client_is_refused(keystore: Keystore) -> None:
    with keystore.database.write() as db:
        db.get_one(DataKey, (PRACTICE, BEN, 1)).wrapped = db.get_one(DataKey, (PRACTICE, ANA, 1)).wrapped
    with pytest.raises(CannotOpen):
        keystore.ring(PRACTICE, [BEN])


def test_rotation_wraps_every_key_again_and_what_was_sealed_still_opens(keystore: Keystore, house: House) -> None:
    sealed = keystore.ring(PRACTICE, [ANA]).seal(ANA, "entry.body", ROW, b"words")
    newer = Keystore(keystore.database, {**house.config.keks, 2: os.urandom(32)})
    assert newer.rotate() == 2
    assert newer.rotate() == 0
    only_new = Keystore(keystore.database, {2: newer._keks[2]})
    assert only_new.ring(PRACTICE, [ANA]).open(ANA, "entry.body", ROW, sealed) == b"words"


def test_a_rotation_stopped_half_way_loses_nothing(keystore: Keystore, house: House) -> None:
    newer = Keystore(keystore.database, {**house.config.keks, 2: os.urandom(32)})
    newer._rewrap_one(DataKey)
    assert set(newer.ring(PRACTICE, [ANA, BEN]).keys) == {ANA, BEN}
    assert newer.rotate() == 1


def test_a_missing_key_encryption_key_is_said(keystore: Keystore) -> None:
    with pytest.raises(CannotOpen, match="version 1 is missing"):
        Keystore(keystore.database, {2: os.urandom(32)}).ring(PRACTICE, [ANA])


def test_erasing_destroys_the_key_and_leaves_a_record(keystore: Keystore, now: datetime) -> None:
    keystore.erase(PRACTICE, ANA, "account", now)
    keystore.erase(PRACTICE, ANA, "account", now)
    assert not keystore.ring(PRACTICE, [ANA, BEN]).holds(ANA)
    with keystore.database.read() as db:
        assert [row.client_id for row in db.scalars(select(Erasure))] == [ANA]


def test_what_a_phone_sealed_opens_with_the_named_key_and_place_only(keystore: Keystore, now: datetime) -> None:
    first = keystore.create_exchange_key(PRACTICE, now)
    current, public = keystore.exchange_key(PRACTICE)
    assert first == current
    sealed = seal_exchange(ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public), b"words", b"here")
    second = keystore.create_exchange_key(PRACTICE, now)
    private = keystore.exchange_keys(PRACTICE, [first, second, uuid.uuid4()])
    assert set(private) == {first, second}
    assert open_exchange(private[first], sealed, b"here") == b"words"
    for key, bytes_, place in ((second, sealed, b"here"), (first, sealed, b"there"), (first, sealed[:-1], b"here")):
        with pytest.raises(CannotOpen):
            open_exchange(private[key], bytes_, place)


def test_a_house_needs_a_key(house: House) -> None:
    with pytest.raises(Exception, match="keys init"):
        dataclasses.replace(house.config, keks={})
