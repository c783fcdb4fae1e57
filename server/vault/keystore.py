"""The key store's verbs: make, fetch, wrap again, destroy."""

import os
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

import uuid_utils.compat
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import delete, select

from server.db import Database
from server.vault.models import DataKey, Erasure, ExchangeKey, Wrapped
from server.vault.seal import CannotOpen, Ring, bind, open_bytes, seal_bytes

Owner = uuid.UUID
WRAP: Literal["key"] = "key"
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Keystore:
    """All keys of all practices. ``keks`` are the key-encryption keys by version, the highest in use."""

    def __init__(self, database: Database, keks: Mapping[int, bytes]) -> None:
        self.database = database
        self._keks = keks
        self._current = max(keks)

    def create(self, practice: uuid.UUID, owner: Owner, now: datetime) -> None:
        """A new owner's first key. Made before the owner's first row: a row without a key could never be read."""
        wrapped = self._wrap(practice, owner, 1, os.urandom(32))
        with self.database.write() as db:
            db.add(
                DataKey(
                    practice_id=practice,
                    owner_id=owner,
                    version=1,
                    kek_version=self._current,
                    wrapped=wrapped,
                    created_at=now,
                )
            )

    def ring(self, practice: uuid.UUID, owners: Iterable[Owner]) -> Ring:
        """The unwrapped keys of these owners; owners without one are left out. One query, however many."""
        keys: dict[uuid.UUID, dict[int, bytes]] = defaultdict(dict)
        with self.database.read() as db:
            wanted = select(DataKey).where(DataKey.practice_id == practice, DataKey.owner_id.in_(list(owners)))
            for row in db.scalars(wanted):
                keys[row.owner_id][row.version] = self._unwrap(
                    practice, row.owner_id, row.version, row.kek_version, row.wrapped
                )
        return Ring(practice, dict(keys))

    def create_exchange_key(self, practice: uuid.UUID, now: datetime) -> uuid.UUID:
        """A new key pair for what phones of this practice send; the one before it is retired."""
        private = ec.generate_private_key(ec.SECP256R1())
        number = private.private_numbers().private_value.to_bytes(32, "big")
        key_id = uuid_utils.compat.uuid7()
        with self.database.write() as db:
            for old in db.scalars(
                select(ExchangeKey).where(ExchangeKey.practice_id == practice, ExchangeKey.retired_at.is_(None))
            ):
                old.retired_at = now
            db.add(
                ExchangeKey(
                    practice_id=practice,
                    id=key_id,
                    public=private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint),
                    kek_version=self._current,
                    wrapped=self._wrap(practice, key_id, 0, number),
                    created_at=now,
                )
            )
        return key_id

    def exchange_key(self, practice: uuid.UUID) -> tuple[uuid.UUID, bytes]:
        """The practice's current exchange key: its id and the public point (65 bytes, uncompressed)."""
        with self.database.read() as db:
            row = db.scalars(
                select(ExchangeKey).where(ExchangeKey.practice_id == practice, ExchangeKey.retired_at.is_(None))
            ).one()
            return row.id, row.public

    def exchange_keys(
        self, practice: uuid.UUID, ids: Iterable[uuid.UUID]
    ) -> dict[uuid.UUID, ec.EllipticCurvePrivateKey]:
        """The private keys to open what phones sent, by id; unknown ones are left out."""
        with self.database.read() as db:
            rows = db.scalars(
                select(ExchangeKey).where(ExchangeKey.practice_id == practice, ExchangeKey.id.in_(list(ids)))
            ).all()
        return {
            row.id: ec.derive_private_key(
                int.from_bytes(self._unwrap(practice, row.id, 0, row.kek_version, row.wrapped), "big"), ec.SECP256R1()
            )
            for row in rows
        }

    def rotate(self) -> int:
        """Wraps every key again under the newest key-encryption key. Safe to stop and to run again.

        Returns how many were wrapped again. Each key is its own transaction, so a stop in the middle loses nothing.
        """
        done = 0
        while self._rewrap_one(DataKey) or self._rewrap_one(ExchangeKey):
            done += 1
        return done

    def _rewrap_one(self, model: type[Wrapped]) -> bool:
        with self.database.write() as db:
            row = db.scalars(select(model).where(model.kek_version != self._current).limit(1).with_for_update()).first()
            if row is None:
                return False
            owner, version = row.place
            key = self._unwrap(row.practice_id, owner, version, row.kek_version, row.wrapped)
            row.wrapped = self._wrap(row.practice_id, owner, version, key)
            row.kek_version = self._current
            return True

    def erase(self, practice: uuid.UUID, client: uuid.UUID, by: str, now: datetime) -> None:
        """The point of no return: the erasure record and the end of the key, in one transaction. Safe to repeat."""
        with self.database.write() as db:
            if db.get(Erasure, (practice, client)) is None:
                db.add(Erasure(practice_id=practice, client_id=client, erased_at=now, by=by))
            db.execute(delete(DataKey).where(DataKey.practice_id == practice, DataKey.owner_id == client))

    def _wrap(self, practice: uuid.UUID, owner: uuid.UUID, version: int, key: bytes) -> bytes:
        return seal_bytes(self._keks[self._current], self._current, key, bind(practice, owner, WRAP, owner, version))

    def _unwrap(self, practice: uuid.UUID, owner: uuid.UUID, version: int, kek_version: int, wrapped: bytes) -> bytes:
        kek = self._keks.get(kek_version)
        if kek is None:
            raise CannotOpen(f"the key-encryption key of version {kek_version} is missing")
        return open_bytes(kek, wrapped, bind(practice, owner, WRAP, owner, version))


def open_exchange(private: ec.EllipticCurvePrivateKey, sealed: bytes, info: bytes) -> bytes:
    """What a phone sealed (RFC 9180 base mode: DHKEM P-256, HKDF-SHA256, AES-256-GCM). Raises ``CannotOpen``.

    ``sealed`` is the encapsulated key (65 bytes) followed by the ciphertext.
    """
    try:
        return SUITE.decrypt(sealed, private, info)
    except InvalidTag as error:
        raise CannotOpen("cannot be opened with this practice's key") from error


def seal_exchange(public: ec.EllipticCurvePublicKey, plaintext: bytes, info: bytes) -> bytes:
    """What a phone does, for tests and the demo."""
    return SUITE.encrypt(plaintext, public, info)
