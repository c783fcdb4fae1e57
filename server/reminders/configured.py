"""What this installation's configuration says of pushes, checked in one sentence before anything starts."""

from cryptography.hazmat.primitives.asymmetric import ec

from server.config import Reminding
from server.errors import Misconfigured
from server.reminders import vapid
from server.reminders.addresses import DEFAULT_HOSTS, Allowed

# A demo sends nothing that anybody would want to answer.
NOBODY = "mailto:demo@example.org"


def key(config: Reminding) -> ec.EllipticCurvePrivateKey | None:
    """The key that signs pushes; None: there are no pushes here. Raises ``Misconfigured``."""
    if config.vapid_key is None:
        return None
    try:
        return vapid.load_key(config.vapid_key)
    except (ValueError, TypeError) as error:
        raise Misconfigured(
            "The file 'vapid' among the secrets holds no P-256 key: remove it, then run 'throughline keys vapid'."
        ) from error


def public_key(config: Reminding) -> str | None:
    """What phones subscribe with (base64url, 65 bytes). Raises ``Misconfigured``."""
    private = key(config)
    return vapid.public_key(private) if private else None


def allowed(config: Reminding) -> Allowed:
    """Where push addresses may point. Raises ``Misconfigured``."""
    try:
        return Allowed(config.push_hosts or DEFAULT_HOSTS, config.push_rehearsal or None)
    except ValueError as error:
        raise Misconfigured(f"THROUGHLINE_PUSH_HOSTS: {error}.") from error


def contact(config: Reminding) -> str:
    """Where push services reach the practice: what was set, or else the therapist pages. Raises ``Misconfigured``."""
    chosen = config.push_contact or (NOBODY if config.demo else config.desk_origin)
    if not vapid.is_contact(chosen):
        raise Misconfigured(
            f"Push services would refuse {chosen} as your contact: set THROUGHLINE_PUSH_CONTACT to mailto: and an "
            "address that others can write to, or to an https:// address."
        )
    return chosen


def check(config: Reminding) -> None:
    """Raises ``Misconfigured`` for a setting that would make each push fail.

    Who only serves needs no contact, so one that was not set is missed when the reminders start.
    """
    allowed(config)
    key(config)
    if config.push_contact:
        contact(config)
