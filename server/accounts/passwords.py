"""Passwords: Argon2id, and the offline list of those too many people use."""

from functools import cache
from pathlib import Path

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from server.accounts.rules import tidy_password

# RFC 9106, second recommended option, on one lane: about 0.1 s, and 64 MiB that a guesser must have for every guess.
HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1, type=Type.ID)
LIST = Path(__file__).with_name("common_passwords.txt")


@cache
def common() -> frozenset[str]:
    """Common passwords in lower case: whole ones of 12 and more characters, and words people put digits after.

    Taken from the lists of Django (BSD) and zxcvbn (MIT).
    """
    return frozenset(LIST.read_text(encoding="ascii").split())


def hash_password(password: str) -> str:
    """What is stored."""
    return HASHER.hash(tidy_password(password))


@cache
def _nobodys() -> str:
    """A hash that fits no password, for names nobody has: they take as long as a wrong password."""
    return HASHER.hash(b"\xff")


def is_right(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one. Takes the same time when nothing is stored."""
    try:
        HASHER.verify(stored or _nobodys(), tidy_password(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
