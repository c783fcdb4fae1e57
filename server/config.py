"""Configuration: read once from the environment into a frozen object, checked before anything starts."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from server.errors import Misconfigured

SECRETS = ("forms", "audit", "push")
SHORTEST_SECRET = 32
VAPID = "vapid"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """What the process that sends reminders is given: no key to anything that anybody wrote.

    ``main_url`` is a SQLAlchemy URL; ``phone_origin`` and ``desk_origin`` (``scheme://host[:port]``) are the two host
    names; ``push_secret`` opens where pushes go. ``vapid_key`` (PEM; None: no pushes) proves to push services who
    sends, and ``push_contact`` (``mailto:`` or ``https:``) is where they reach the practice. ``push_hosts`` are the
    push services to send to, instead of the usual ones; ``push_rehearsal`` is the origin of one on this machine, for
    demos and tests.
    """

    main_url: str
    phone_origin: str
    desk_origin: str
    push_secret: bytes = field(repr=False)
    demo: bool = False
    vapid_key: bytes | None = field(default=None, repr=False)
    push_contact: str = ""
    push_hosts: tuple[str, ...] = ()
    push_rehearsal: str = ""

    def __post_init__(self) -> None:
        if self.push_rehearsal and not (self.demo and urlsplit(self.push_rehearsal).hostname in LOOPBACK):
            raise Misconfigured(
                "THROUGHLINE_PUSH_REHEARSAL is for a demo with a push service on this machine: unset it."
            )


@dataclass(frozen=True, kw_only=True)
class Config(Reminding):
    """All that differs from one installation to another.

    ``keys_url`` is the second database; ``keks`` maps a version to a 256 bit key-encryption key; ``ledger`` is the
    second log target; ``proxy_hops`` how many proxies set ``X-Forwarded-*``.
    """

    keys_url: str
    keks: Mapping[int, bytes] = field(repr=False)
    forms_secret: bytes = field(repr=False)
    audit_secret: bytes = field(repr=False)
    ledger: Path
    phone_build: Path
    proxy_hops: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.main_url == self.keys_url:
            raise Misconfigured("The key store must be a second database: set THROUGHLINE_KEYS_URL to another one.")
        if self.phone_host == self.desk_host:
            raise Misconfigured("The phone app and the therapist's pages need two host names; both are the same now.")
        if not self.keks:
            raise Misconfigured("No key-encryption key: run 'throughline keys init' first.")

    @property
    def phone_host(self) -> str:
        """Host and port as a browser sends them in ``Host``."""
        return urlsplit(self.phone_origin).netloc

    @property
    def desk_host(self) -> str:
        """Host and port as a browser sends them in ``Host``."""
        return urlsplit(self.desk_origin).netloc

    @property
    def tls(self) -> bool:
        """Whether people reach us over HTTPS."""
        return self.desk_origin.startswith("https://")


def read_secret(path: Path) -> bytes:
    """The bytes of one secret file. Raises ``Misconfigured`` when it is missing, short or open to others."""
    if not path.is_file():
        raise Misconfigured(f"The secret file {path} is missing: run 'throughline keys init' first.")
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Misconfigured(f"Others on this machine can read {path}: run 'chmod 600' on it first.")
    secret = path.read_bytes()
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4:
        raise Misconfigured(f"The secret in {path} is too short or too plain: it needs 32 random bytes.")
    return secret


def read_keks(folder: Path) -> dict[int, bytes]:
    """All key-encryption keys, by version; files are named ``kek-1``, ``kek-2`` and so on."""
    return {int(path.name.removeprefix("kek-")): read_secret(path)[:32] for path in sorted(folder.glob("kek-*"))}


def read_vapid(folder: Path) -> bytes | None:
    """The key that signs pushes, as PEM; None where there is none. Raises ``Misconfigured`` as ``read_secret`` does."""
    return read_secret(folder / VAPID) if (folder / VAPID).exists() else None


def from_environment(env: Mapping[str, str] | None = None) -> Config:
    """The configuration of this process. Raises ``Misconfigured`` with what to do when something is missing."""
    env = os.environ if env is None else env
    secrets = Path(_needed(env, "SECRETS"))
    return Config(
        keys_url=_needed(env, "KEYS_URL"),
        **_reminding(env, secrets),
        keks=read_keks(secrets),
        forms_secret=read_secret(secrets / "forms"),
        audit_secret=read_secret(secrets / "audit"),
        ledger=Path(_needed(env, "LEDGER")),
        phone_build=Path(_needed(env, "PHONE_BUILD")),
        proxy_hops=int(env.get("THROUGHLINE_PROXY_HOPS", "0")),
    )


def reminding_from_environment(env: Mapping[str, str] | None = None) -> Reminding:
    """The same for the process that sends reminders, which is given less."""
    env = os.environ if env is None else env
    return Reminding(**_reminding(env, Path(_needed(env, "SECRETS"))))


def _reminding(env: Mapping[str, str], secrets: Path) -> dict[str, Any]:
    return {
        "main_url": _needed(env, "MAIN_URL"),
        "phone_origin": _needed(env, "PHONE_ORIGIN").rstrip("/"),
        "desk_origin": _needed(env, "DESK_ORIGIN").rstrip("/"),
        "push_secret": read_secret(secrets / "push"),
        "demo": env.get("THROUGHLINE_DEMO", "") == "1",
        "vapid_key": read_vapid(secrets),
        "push_contact": env.get("THROUGHLINE_PUSH_CONTACT", ""),
        "push_hosts": tuple(env.get("THROUGHLINE_PUSH_HOSTS", "").replace(",", " ").split()),
        "push_rehearsal": env.get("THROUGHLINE_PUSH_REHEARSAL", "").rstrip("/"),
    }


def _needed(env: Mapping[str, str], name: str) -> str:
    value = env.get(f"THROUGHLINE_{name}", "")
    if not value:
        raise Misconfigured(f"THROUGHLINE_{name} is not set. docs/deploying.md lists what is needed.")
    return value
