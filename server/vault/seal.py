"""Sealing: AES-256-GCM with the row bound in, so that a ciphertext moved elsewhere is refused.

Format: ``version (1 byte) | key version (2, big-endian) | nonce (12) | ciphertext and tag``.
Plaintext is padded to 256-byte buckets, so that a length says little.
"""

import hashlib
import hmac
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 1
NONCE = 12
BUCKET = 256
LENGTH = 4


class CannotOpen(Exception):
    """Sealed bytes that are damaged, from another row, or whose key is gone."""


def pad(plaintext: bytes) -> bytes:
    """A length, the text, and zeros up to a whole number of buckets."""
    framed = len(plaintext).to_bytes(LENGTH, "big") + plaintext
    return framed + bytes(-len(framed) % BUCKET)


def unpad(padded: bytes) -> bytes:
    """What was padded."""
    length = int.from_bytes(padded[:LENGTH], "big")
    return padded[LENGTH : LENGTH + length]


def bind(practice: uuid.UUID, owner: uuid.UUID, label: str, row: uuid.UUID, revision: int) -> bytes:
    """The associated data of one sealed value: what it is and where it stands."""
    return f"{label}|{practice}|{owner}|{row}|{revision}".encode()


def seal_bytes(key: bytes, version: int, plaintext: bytes, aad: bytes) -> bytes:
    """Sealed bytes in the format above."""
    nonce = os.urandom(NONCE)
    header = bytes([FORMAT]) + version.to_bytes(2, "big")
    return header + nonce + AESGCM(key).encrypt(nonce, pad(plaintext), header + aad)


def key_version(sealed: bytes) -> int:
    """Which version of its owner's key sealed this."""
    if len(sealed) < 3 + NONCE or sealed[0] != FORMAT:
        raise CannotOpen("not in the sealed format")
    return int.from_bytes(sealed[1:3], "big")


def open_bytes(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """The plaintext. Raises ``CannotOpen``."""
    try:
        return unpad(AESGCM(key).decrypt(sealed[3 : 3 + NONCE], sealed[3 + NONCE :], sealed[:3] + aad))
    except InvalidTag as error:
        raise CannotOpen("damaged, or sealed for another row") from error


@dataclass(frozen=True)
class Ring:
    """The unwrapped keys that one request needs: ``keys[owner][version]``. It ends with the request."""

    practice: uuid.UUID
    keys: Mapping[uuid.UUID, Mapping[int, bytes]]

    def holds(self, owner: uuid.UUID) -> bool:
        """Whether this owner's key still exists."""
        return owner in self.keys

    def seal(self, owner: uuid.UUID, label: str, row: uuid.UUID, plaintext: bytes, revision: int = 0) -> bytes:
        """Seals one value for one row. ``label`` is a stable purpose, not a table's name."""
        version = max(self._versions(owner))
        aad = bind(self.practice, owner, label, row, revision)
        return seal_bytes(self.keys[owner][version], version, plaintext, aad)

    def open(self, owner: uuid.UUID, label: str, row: uuid.UUID, sealed: bytes, revision: int = 0) -> bytes:
        """Opens one value of one row. Raises ``CannotOpen``."""
        key = self._versions(owner).get(key_version(sealed))
        if key is None:
            raise CannotOpen("its key does not exist")
        return open_bytes(key, sealed, bind(self.practice, owner, label, row, revision))

    def digest(self, owner: uuid.UUID, plaintext: bytes) -> bytes:
        """A keyed fingerprint (HMAC-SHA-256, 32 bytes): says "the same" without saying what."""
        first = min(self._versions(owner))
        mac_key = hashlib.sha256(b"throughline/digest/1" + self.keys[owner][first]).digest()
        return hmac.digest(mac_key, plaintext, "sha256")

    def _versions(self, owner: uuid.UUID) -> Mapping[int, bytes]:
        versions = self.keys.get(owner)
        if versions is None:
            raise CannotOpen("its key does not exist")
        return versions
