"""Which installation a command is about: the one of the environment, or a demo's folder."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from server.config import SECRETS, VAPID, Config, from_environment, read_keks, read_secret, read_vapid
from server.db import Database
from server.db.schema import is_current
from server.errors import Misconfigured
from server.reminders.vapid import write_key
from server.vault import Keystore
from server.web.house import House, open_house

PHONE_BUILD = Path(__file__).parents[2] / "pwa" / "dist"
FIRST_KEK = "kek-1"
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Demo:
    """A demo in a folder, and how it is reached."""

    folder: Path
    port: int = 8000
    tls: bool = False
    phone_host: str = "app.localhost"

    def config(self) -> Config:
        """Its configuration: all that a practice would set in the environment. Raises ``Misconfigured``."""
        scheme = "https" if self.tls else "http"
        return Config(
            main_url=f"sqlite:///{self.folder / 'main.db'}",
            keys_url=f"sqlite:///{self.folder / 'keys.db'}",
            phone_origin=f"{scheme}://{self.phone_host}:{self.port}",
            desk_origin=f"{scheme}://localhost:{self.port}",
            keks=read_keks(self.secrets),
            forms_secret=read_secret(self.secrets / "forms"),
            audit_secret=read_secret(self.secrets / "audit"),
            push_secret=read_secret(self.secrets / "push"),
            ledger=self.folder / "ledger",
            phone_build=PHONE_BUILD,
            demo=True,
            vapid_key=read_vapid(self.secrets),
        )

    @property
    def secrets(self) -> Path:
        """The folder of its secret files."""
        return self.folder / "secrets"


def about(command: Command) -> Command:
    """Adds ``--dir`` to a command: a demo's folder instead of the environment."""
    where = click.Path(file_okay=False, path_type=Path, resolve_path=True)
    option = click.option("--dir", "folder", type=where, help="A demo's folder; without it the environment counts.")
    return option(command)


def config_of(folder: Path | None) -> Config:
    """The configuration a command works on. Raises ``Misconfigured``."""
    if folder is None:
        return from_environment()
    if not (folder / "secrets").is_dir():
        raise Misconfigured(f"There is no demo in {folder}: make one with 'throughline demo --dir {folder}'.")
    return Demo(folder).config()


@contextmanager
def house_of(config: Config, *, current: bool = True) -> Iterator[House]:
    """Both databases, open for this block; with ``current`` they must stand at the newest revision.

    Raises ``Misconfigured``.
    """
    house = open_house(config)
    try:
        if current:
            check_current(house.main, house.keystore)
        yield house
    finally:
        house.main.close()
        house.keystore.database.close()


def check_current(main: Database, keystore: Keystore) -> None:
    """Raises ``Misconfigured`` when either database is behind this version of the program."""
    if not (is_current(main, "main") and is_current(keystore.database, "keys")):
        raise Misconfigured("The databases are behind this version: run 'throughline migrate' first.")


def make_secrets(folder: Path) -> list[str]:
    """Writes the secret files that are missing, for their owner's eyes; returns their names.

    Each is 32 random bytes, but for the key that signs pushes.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = [*SECRETS] if any(folder.glob("kek-*")) else [*SECRETS, FIRST_KEK]
    made = [name for name in wanted if not (folder / name).exists()]
    for name in made:
        write_secret(folder / name)
    if not (folder / VAPID).exists():
        write_key(folder / VAPID)
        made.append(VAPID)
    return made


def write_secret(path: Path) -> None:
    """One new secret file: 32 random bytes that only its owner can read, on the disk before anything uses it."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, secrets.token_bytes(32))
        os.fsync(file)
    finally:
        os.close(file)
