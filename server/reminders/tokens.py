"""The signed token that a push service wants with each message (RFC 8292). Only a sender needs it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from server.reminders.vapid import is_contact, public_key

LIVES = timedelta(hours=12)
# What is left of a token when it is made anew: it is used for eleven hours.
RENEW_BEFORE = timedelta(hours=1)
# More push services than there are: somebody makes up names below an allowed one.
MANY = 1000


class Tokens:
    """The ``Authorization`` for each push service: signed once, then used for eleven hours.

    Raises ``ValueError`` for a ``subject`` that push services refuse.
    """

    def __init__(self, key: ec.EllipticCurvePrivateKey, subject: str, now: Callable[[], datetime]) -> None:
        if not is_contact(subject):
            raise ValueError(f"{subject} is neither https:// nor mailto: with an address that others can reach")
        self._key = key
        self._public = public_key(key)
        self._subject = subject
        self._now = now
        self._signed: dict[str, tuple[datetime, str]] = {}

    def authorization(self, origin: str) -> str:
        """The header's value for one push service (``https://host[:port]``)."""
        now = self._now()
        until, header = self._signed.get(origin, (now, ""))
        if until - now > RENEW_BEFORE:
            return header
        if len(self._signed) >= MANY:
            self._signed.clear()
        until = now + LIVES
        claims = {"aud": origin, "exp": int(until.timestamp()), "sub": self._subject}
        header = f"vapid t={jwt.encode(claims, self._key, algorithm='ES256')}, k={self._public}"
        self._signed[origin] = (until, header)
        return header
