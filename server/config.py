"""Configuration: read once from the environment into a frozen object, checked before anything starts."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from server.errors import Misconfigured

SECRETS = ("forms", "audit", "push")
SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Config:
    """All that differs from one installation to another.

    ``main_url`` and ``keys_url`` are SQLAlchemy URLs of the two databases; ``phone_origin`` and ``desk_origin``
    (``scheme://host[:port]``) are the two host names; ``keks`` maps a version to a 256 bit key-encryption key;
    ``push_secret`` seals where pushes go; ``ledger`` is the second log target; ``proxy_hops`` how many proxies set
    ``X-Forwarded-*``.
    """

    main_url: str
    keys_url: str
    phone_origin: str
    desk_origin: str
    keks: Mapping[int, bytes] = field(repr=False)
    forms_secret: bytes = field(repr=False)
    audit_secret: bytes = field(repr=False)
    push_secret: bytes = field(repr=False)
    ledger: Path
    phone_build: Path
    proxy_hops: int = 0
    demo: bool = False

    def __post_init__(self) -> None:
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


def from_environment(env: Mapping[str, str] | None = None) -> Config:
    """The configuration of this process. Raises ``Misconfigured`` with what to do when something is missing."""
    env = os.environ if env is None else env

    def needed(name: str) -> str:
        value = env.get(f"THROUGHLINE_{name}", "")
        if not value:
            raise Misconfigured(f"THROUGHLINE_{name} is not set. docs/deploying.md lists what is needed.")
        return value

    secrets = Path(needed("SECRETS"))
    return Config(
        main_url=needed("MAIN_URL"),
        keys_url=needed("KEYS_URL"),
        phone_origin=needed("PHONE_ORIGIN").rstrip("/"),
        desk_origin=needed("DESK_ORIGIN").rstrip("/"),
        keks=read_keks(secrets),
        forms_secret=read_secret(secrets / "forms"),
        audit_secret=read_secret(secrets / "audit"),
        push_secret=read_secret(secrets / "push"),
        ledger=Path(needed("LEDGER")),
        phone_build=Path(needed("PHONE_BUILD")),
        proxy_hops=int(env.get("THROUGHLINE_PROXY_HOPS", "0")),
        demo=env.get("THROUGHLINE_DEMO", "") == "1",
    )
