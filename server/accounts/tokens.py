"""Tokens and codes: how they are made, and the only form in which they are kept."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

# Read aloud and typed on a phone: no 0 or O, no 1, I or L, no U (it looks like V).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN_BYTES = 32
PLACE = 3
CODE = 8
ONE_TIME = 20
RECOVERY = 16


def new_token() -> str:
    """256 random bits, base64url."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def next_token(secret: bytes, token: str) -> str:
    """The token that follows ``token``: always the same one.

    Two requests that carry the old token at once must be given the same new one, or the reply that arrives last
    would leave the phone with a token nobody knows.
    """
    mac = hmac.new(secret, b"throughline/next-token/1|" + token.encode(), "sha256").digest()
    return urlsafe_b64encode(mac).rstrip(b"=").decode()


def hash_token(token: str) -> bytes:
    """SHA-256: enough for what has 64 or more random bits."""
    return hashlib.sha256(token.encode()).digest()


def hash_code(secret: bytes, code: str) -> bytes:
    """A keyed hash, for a code short enough to be tried out against a stolen table."""
    return hmac.new(secret, b"throughline/code/1|" + code.encode(), "sha256").digest()


def new_code(length: int) -> str:
    """Random characters that cannot be mistaken for each other (4.9 bits each)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_check() -> str:
    """Three digits, for two people to compare."""
    return f"{secrets.randbelow(1000):03}"


def tidy_code(typed: str) -> str:
    """What was typed, without spaces and dashes and in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def in_fours(code: str) -> str:
    """A code in groups of four, for reading and copying."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def same(one: bytes, other: bytes) -> bool:
    """Whether two hashes are equal, in a time that does not say how far."""
    return hmac.compare_digest(one, other)
