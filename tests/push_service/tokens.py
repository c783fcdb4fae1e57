"""RFC 8292: who sends, as a strict push service checks it."""

import re
from base64 import urlsafe_b64decode
from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

LONGEST = timedelta(hours=24)
HEADER = re.compile(r"vapid t=([\w.-]+), ?k=([\w-]+)")
CONTACT = re.compile(r"mailto:[^@<>\s]+@(?!localhost$)[\w.-]+|https://[\w.-]+\.[\w-]+[^\s<>]*")


class Refused(Exception):
    """``status`` and what the service says."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def check(authorization: str, origin: str, now: datetime) -> bytes:
    """The 65 bytes of the key that signed. Raises ``Refused`` for anything Apple or Mozilla refuse."""
    found = HEADER.fullmatch(authorization)
    if found is None:
        raise Refused(401, "MissingAuthorization")
    token, key = found[1], urlsafe_b64decode(found[2] + "==")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
    try:
        claims = jwt.decode(token, public, ["ES256"], options={"verify_exp": False, "verify_aud": False})
    except jwt.InvalidTokenError as error:
        raise Refused(403, "BadJwtToken") from error
    left = datetime.fromtimestamp(claims.get("exp", 0), now.tzinfo) - now
    if claims.get("aud") != origin or not timedelta(0) < left <= LONGEST:
        raise Refused(403, "BadJwtToken")
    if not CONTACT.fullmatch(claims.get("sub", "")):
        raise Refused(403, "BadJwtToken")
    return key
