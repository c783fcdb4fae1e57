"""``throughline keys``: the secret files, and the keys they wrap."""

import uuid
from collections import Counter
from pathlib import Path

import click
from sqlalchemy import func, select

from server import audit, clock
from server.accounts.models import Client
from server.audit import Actor
from server.cli.installation import about, config_of, house_of, make_secrets, write_secret
from server.config import VAPID, read_secret
from server.errors import Misconfigured
from server.practice.models import Practice
from server.reminders.vapid import load_key, public_key, write_key
from server.vault.models import DataKey, ExchangeKey
from server.web import House

Secrets = click.Path(file_okay=False, path_type=Path)


@click.group()
def keys() -> None:
    """Secrets and keys.

    Clients' words are sealed by a key of each client. These keys lie in the key store, wrapped by the newest
    key-encryption key: a file kek-1, kek-2 and so on. Whoever loses it loses everything; keep a copy elsewhere.
    """


@keys.command()
@click.option("--secrets", required=True, envvar="THROUGHLINE_SECRETS", type=Secrets, help="The folder for the files.")
def init(secrets: Path) -> None:
    """Make the secret files that are missing: 'forms', 'audit', 'push', 'vapid', the first key-encryption key 'kek-1'.

    Only their owner can read them. All are 32 random bytes, but for 'vapid', a key ('throughline keys vapid'). A file
    that exists is never touched, so it is safe to run again. Copy the folder to something that is not this machine now.
    """
    made = make_secrets(secrets)
    click.echo(f"Made {', '.join(made)} in {secrets}. Copy them elsewhere now." if made else "All secrets are there.")


@keys.command()
@about
@click.option("--secrets", envvar="THROUGHLINE_SECRETS", type=Secrets, help="The folder of the files.")
def vapid(folder: Path | None, secrets: Path | None) -> None:
    """Print the public key that phones take reminders from, and make the file 'vapid' if it is missing.

    Push services deliver a reminder only when it was signed with the private half, which is that file (P-256, PEM).
    Without it there are no reminders by push. Nothing that anybody wrote is sealed with it.

    To change it, remove the file, run this, and restart every server and the reminders. Each phone then subscribes
    anew the next time its app is opened; until then it is not reminded. So change it only when it was stolen.
    """
    place = folder / "secrets" if folder else secrets
    if place is None:
        raise Misconfigured("Name the folder of the secret files with --secrets.")
    if not (place / VAPID).exists():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_key(place / VAPID)
        click.echo(f"Made {VAPID} in {place}. Copy it elsewhere now.", err=True)
    try:
        click.echo(public_key(load_key(read_secret(place / VAPID))))
    except ValueError as error:
        raise Misconfigured(f"{place / VAPID} is {error}: remove it, then run this again.") from error


@keys.command()
@about
@click.option("--secrets", envvar="THROUGHLINE_SECRETS", type=Secrets, help="The folder of the files.")
def rotate(folder: Path | None, secrets: Path | None) -> None:
    """Replace the key-encryption key, in two runs with a restart between them.

    The first run makes the next file. Then restart every server, so that it knows the new key, and run this again: it
    wraps every key anew, which takes seconds. It can be stopped at any point and run again; nothing is lost. Remove the
    old file when the last backup of the key store from before has gone (30 days).
    """
    with house_of(config_of(folder)) as house:
        newest, wrapped_by = max(house.config.keks), versions_in_use(house)
        if not wrapped_by:
            raise Misconfigured("There are no keys yet, so there is nothing to wrap anew.")
        if set(wrapped_by) == {newest}:
            _next_file(folder / "secrets" if folder else secrets, newest + 1)
            return
        note_use(house, "keys rotate")
        done = house.keystore.rotate()
    old = ", ".join(f"kek-{version}" for version in sorted(wrapped_by) if version != newest)
    click.echo(f"{done} keys are wrapped by kek-{newest} now. {old} is only needed for older backups of the key store.")


def _next_file(secrets: Path | None, version: int) -> None:
    if secrets is None:
        raise Misconfigured("Name the folder of the secret files with --secrets.")
    write_secret(secrets / f"kek-{version}")
    click.echo(f"Made kek-{version}. Copy it elsewhere, restart every server, then run this again.")


@keys.command()
@about
def exchange(folder: Path | None) -> None:
    """Make a new pair of keys for what phones send, for each practice.

    Phones take the new public key with their next contact. The old private key stays, so that what was sealed to it
    while a phone was offline can still be opened.
    """
    with house_of(config_of(folder)) as house:
        with house.main.read() as db:
            practices = list(db.execute(select(Practice.practice_id, Practice.name)))
        for practice, name in practices:
            house.keystore.create_exchange_key(practice, clock.now())
            click.echo(f"{name}: phones seal to a new key from their next contact on.")


def versions_in_use(house: House) -> Counter[int]:
    """How many keys each key-encryption key wraps, by its version."""
    found: Counter[int] = Counter()
    with house.keystore.database.read() as db:
        for model in (DataKey, ExchangeKey):
            for version, number in db.execute(select(model.kek_version, func.count()).group_by(model.kek_version)):
                found[version] += number
    return found


def note_use(house: House, command: str) -> None:
    """Tells every client that their key is used from the command line, before it is."""
    now = clock.now()
    with house.main.write() as db:
        clients: dict[uuid.UUID, list[uuid.UUID]] = {}
        for practice, client in db.execute(select(Client.practice_id, Client.id)):
            clients.setdefault(practice, []).append(client)
        for practice, of_it in clients.items():
            secret = house.config.audit_secret
            audit.record_all(db, secret, practice, of_it, Actor("system"), "key_used", now, {"command": command})
