"""Push addresses come from phones, so anybody could write one: where the server may be sent, and where never.

An address is looked at twice. When it is saved, its form and its host (``check``). When something is sent, the network
address its name stands for at that moment (``reachable``), which is the one that is then connected to: a name that
changes its mind in between gains nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

# The push services of Chrome, Edge, Firefox, Safari; Debian's Chromium asks jmt17.google.com.
DEFAULT_HOSTS = (
    "fcm.googleapis.com",
    "android.googleapis.com",
    "jmt17.google.com",
    "updates.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
CURVE = ec.SECP256R1()
AUTH_BYTES = 16
LONGEST = 2048
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
# ASCII without space, backslash and #: nothing that two readers of an address could take differently.
PRINTABLE = re.compile(r"[\x21\x22\x24-\x5b\x5d-\x7e]+")
NAT64 = IPv6Network("64:ff9b::/96")
# Local too, and not yet known as such to every Python we run on: NAT64 of one's own, and the old site-local.
LOCAL = (IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"))


class BadAddress(ValueError):
    """A push address that is not taken. ``code`` is stable: ``form``, ``host`` or ``keys``."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True)
class Address:
    """Where one browser is reached: its push service's address, its public point (65 bytes) and secret (16 bytes).

    Raises ``BadAddress`` (``keys``) when nothing could be encrypted to it.
    """

    endpoint: str
    p256dh: bytes
    auth: bytes

    def __post_init__(self) -> None:
        if len(self.auth) != AUTH_BYTES:
            raise BadAddress("keys", f"The secret has {len(self.auth)} bytes instead of {AUTH_BYTES}.")
        if len(self.p256dh) != 65:
            raise BadAddress("keys", "The public key is not an uncompressed point.")
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(CURVE, self.p256dh)
        except ValueError as error:
            raise BadAddress("keys", "The public key is not a point on P-256.") from error


@dataclass(frozen=True)
class Allowed:
    """Where push addresses may point. ``hosts`` are exact names, or ``*.`` and the rest of one for everything below it.

    ``rehearsal`` is one origin on this machine besides (``http://localhost:19000``), for demos and tests.
    """

    hosts: tuple[str, ...] = DEFAULT_HOSTS
    rehearsal: str | None = None

    def __post_init__(self) -> None:
        for host in self.hosts:
            if not HOST.fullmatch(host.removeprefix("*.")):
                raise ValueError(f"{host} is not a host name, nor '*.' and the rest of one")


def check(endpoint: str, allowed: Allowed) -> None:
    """Raises ``BadAddress`` unless it is https, on port 443, names nobody, and lies on an allowed host.

    Nothing is looked up: what the name stands for may differ by the time something is sent.
    """
    if len(endpoint) > LONGEST or not PRINTABLE.fullmatch(endpoint):
        raise BadAddress("form", "The address is too long, or has characters that no address has.")
    _check_origin("/".join(endpoint.split("/", 3)[:3]), allowed)


@lru_cache(1000)
def _check_origin(begins: str, allowed: Allowed) -> None:
    """What stands before the path: the same for all addresses of a push service."""
    try:
        parts = urlsplit(begins)
        port = parts.port
    except ValueError as error:
        raise BadAddress("form", "The address cannot be read.") from error
    if "@" in parts.netloc:
        raise BadAddress("form", "The address names somebody.")
    if allowed.rehearsal is not None and origin_of(parts) == allowed.rehearsal:
        return
    if parts.scheme != "https" or port not in (None, 443):
        raise BadAddress("form", "The address is not plain https on its usual port.")
    host = parts.hostname or ""
    if not HOST.fullmatch(host) or not any(_matches(host, pattern) for pattern in allowed.hosts):
        raise BadAddress("host", "The address belongs to no push service that this practice allows.")


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def origin_of(parts: SplitResult) -> str:
    """Scheme and host, with the port where it is not the scheme's own: what a token for it must name."""
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    port = "" if parts.port in (None, usual) else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}"


def public(ip: str) -> bool:
    """Whether a network address lies outside every private, local, shared or reserved network.

    An IPv6 address that stands for an IPv4 one (mapped, 6to4, Teredo, NAT64) is as public as the one it stands for.
    """
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    inner = _inner(address) if isinstance(address, IPv6Address) else None
    meant = inner or address
    return meant.is_global and not (meant.is_multicast or meant.is_reserved or any(meant in one for one in LOCAL))


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside, where there is one."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def loopback(ip: str) -> bool:
    """Whether it is this machine."""
    try:
        return ip_address(ip).is_loopback
    except ValueError:
        return False


def reachable(endpoint: str, ip: str, allowed: Allowed) -> bool:
    """Whether ``ip``, for which the host of ``endpoint`` stands right now, may be connected to."""
    if allowed.rehearsal is not None and origin_of(urlsplit(endpoint)) == allowed.rehearsal:
        return loopback(ip)
    return public(ip)
