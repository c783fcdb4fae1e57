"""Who sends (RFC 8292): the practice's key pair, and where a push service reaches the practice.

A phone subscribes to one public key, and its push service takes messages from the holder of that key alone.
"""

import os
import re
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

MAIL = re.compile(r"[^@<>\s,?]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*")
UNFIT = re.compile(r"[<>\s]")
HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*")


def write_key(path: Path) -> None:
    """Makes a P-256 key file (PEM, PKCS #8) that only its owner can read. Raises ``FileExistsError``."""
    private = ec.generate_private_key(ec.SECP256R1())
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        os.fsync(file)
    finally:
        os.close(file)


def load_key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    """Raises ``ValueError`` unless it is a P-256 key."""
    key = load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("not a P-256 key")
    return key


def public_key(key: ec.EllipticCurvePrivateKey) -> str:
    """What a phone subscribes with: 65 bytes, uncompressed, base64url without padding."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")


def is_contact(subject: str) -> bool:
    """Whether every push service takes it as ``sub``: an https address or mailto, on a name that is not this machine.

    Apple answers 403 to a bare mail address, to ``localhost`` and to ``<>``.
    """
    if subject.startswith("mailto:"):
        address = subject.removeprefix("mailto:")
        return bool(MAIL.fullmatch(address)) and not _local(address.rpartition("@")[2])
    try:
        parts = urlsplit(subject)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and not UNFIT.search(subject) and bool(HOST.fullmatch(host)) and not _local(host)


def _local(host: str) -> bool:
    return host.lower().rpartition(".")[2] in ("localhost", "local")
