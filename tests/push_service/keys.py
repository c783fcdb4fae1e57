"""A browser's half of RFC 8291: its keys, and how it opens a message. Written apart from what the server uses."""

import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
HEADER = struct.Struct("!16sLB")


class Keys:
    """What a browser makes when a page subscribes: a P-256 pair and 16 secret bytes."""

    def __init__(self) -> None:
        self._private = ec.generate_private_key(CURVE)
        self.p256dh = point(self._private.public_key())
        self.auth = os.urandom(16)

    def open(self, body: bytes) -> bytes:
        """The message in ``body`` (RFC 8188, one record). Raises ``InvalidTag`` or ``ValueError``."""
        salt, record, length = HEADER.unpack_from(body)
        start = HEADER.size + length
        sender, sealed = body[HEADER.size : start], body[start:]
        if length != 65 or len(sealed) > record:
            raise ValueError("not one record from a P-256 key")
        shared = self._private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        secret = derive(shared, self.auth, b"WebPush: info\0" + self.p256dh + sender, 32)
        key = derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derive(secret, salt, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        if not padded.endswith(b"\2"):
            raise ValueError("the record has no end")
        return padded[:-1]


def derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF-SHA256."""
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """65 bytes, uncompressed."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
