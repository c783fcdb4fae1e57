"""``throughline doctor``: looks for what must never be, and says it in sentences."""

import uuid
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import timedelta
from pathlib import Path

import click
from sqlalchemy import Column, Table, func, select, text, union
from sqlalchemy.orm import Session

from server import audit, clock
from server.accounts.models import Account, Client
from server.audit.models import AccessHead
from server.cli.installation import about, config_of, house_of
from server.config import Config
from server.db.schema import Tree, is_current
from server.entries.models import Entry, Stream
from server.erase import again
from server.erase.act import due
from server.erase.rows import KEPT
from server.practice.models import Practice
from server.reminders.passing import state
from server.tables import METADATA
from server.vault import CannotOpen
from server.vault.models import DataKey, Erasure, ExchangeKey
from server.web import House

Owner = tuple[uuid.UUID, uuid.UUID]
Findings = Iterator[str]
REMINDERS_LATE = timedelta(minutes=5)
ERASING_LATE = timedelta(hours=1)
AGAIN = "Run 'throughline erase --again'."


@click.command()
@about
def doctor(folder: Path | None) -> None:
    """Check this installation and say in sentences what is wrong; exit status 1 when something is.

    It looks at the secrets, SQLite's settings and files, the schema, every client's access-log chain, keys without an
    owner, rows without a key or without a client, erasures that are
    overdue or were undone by an older backup, counters, reminders that nobody sends, the second log target and the
    built phone app. It changes nothing. Run it daily, after every update and after restoring a backup.
    """
    config = config_of(folder)
    with house_of(config, current=False) as house:
        found = list(schema(house)) or [said for look in LOOKS for said in look(house)]
    found += around(config)
    for sentence in found:
        click.echo(sentence)
    if found:
        things = "One thing is wrong." if len(found) == 1 else f"{len(found)} things are wrong."
        raise click.ClickException(things)
    click.echo("All is well.")


def schema(house: House) -> Findings:
    """Databases that are behind; nothing else can be looked at then."""
    trees: dict[Tree, tuple[str, bool]] = {
        "main": ("main database", is_current(house.main, "main")),
        "keys": ("key store", is_current(house.keystore.database, "keys")),
    }
    for name, current in trees.values():
        if not current:
            yield f"The {name} is not at this version's revision: run 'throughline migrate'."


def files(house: House) -> Findings:
    """SQLite's own checks of both files."""
    for name, database in (("main database", house.main), ("key store", house.keystore.database)):
        if database.engine.dialect.name != "sqlite":
            continue
        with database.read() as db:
            said = db.execute(text("PRAGMA quick_check")).scalar_one()
            if said != "ok":
                yield f"SQLite finds the {name} damaged ({said}): restore it from a backup."
            if db.execute(text("PRAGMA foreign_key_check")).first() is not None:
                yield f"The {name} holds rows whose parents are gone."


def chains(house: House) -> Findings:
    """Access logs that were altered, cut, reordered, or are missing."""
    with house.main.read() as db:
        # An erased client's log stays, and is looked at like any other.
        everybody = union(select(Client.practice_id, Client.id), select(AccessHead.practice_id, AccessHead.client_id))
        for practice, client in db.execute(everybody).all():
            broken = audit.verify(db, house.config.audit_secret, practice, client)
            if broken is not None:
                yield f"The access log of client {client} was changed at line {broken}, or 'audit' is another secret."


def exchange_keys(house: House) -> Findings:
    """Practices whose phones could not seal."""
    with house.main.read() as db:
        practices = set(db.scalars(select(Practice.practice_id)))
    with house.keystore.database.read() as keys:
        current = list(keys.scalars(select(ExchangeKey.practice_id).where(ExchangeKey.retired_at.is_(None))))
    for practice in practices:
        if current.count(practice) != 1:
            yield f"Practice {practice} has {current.count(practice)} current exchange keys instead of one."
    for practice in set(current) - practices:
        yield f"There is an exchange key of a practice that does not exist ({practice})."


def data_keys(house: House) -> Findings:
    """Keys nobody owns, owners without a key, keys that outlived an erasure or cannot be unwrapped."""
    with house.main.read() as db:
        owners: set[Owner] = {(practice, practice) for practice in db.scalars(select(Practice.practice_id))}
        owners |= {(practice, client) for practice, client in db.execute(select(Client.practice_id, Client.id))}
    with house.keystore.database.read() as keys:
        of_keys = keys.execute(select(DataKey.practice_id, DataKey.owner_id))
        held: set[Owner] = {(practice, owner) for practice, owner in of_keys}
        of_erasures = keys.execute(select(Erasure.practice_id, Erasure.client_id))
        erased: set[Owner] = {(practice, owner) for practice, owner in of_erasures}
    for _practice, owner in sorted(held - owners - erased):
        yield f"There is a key of somebody who does not exist ({owner}): a creation that was cut short. It is harmless."
    for _practice, owner in sorted(owners - held - erased):
        yield f"The key of {owner} is gone though nobody erased them: restore the key store from a backup."
    for practice, owner in sorted(held):
        try:
            house.keystore.ring(practice, [owner])
        except CannotOpen as problem:
            yield f"The key of {owner} cannot be unwrapped: {problem}."


def rows(house: House) -> Findings:
    """Rows about clients, or by therapists, that are not there. Of an erased client only the access log is left."""
    gone = {client for _practice, client in again.erased(house)}
    with house.main.read() as db:
        for table in METADATA.sorted_tables:
            known_to_be_gone = gone if table.name in KEPT else set()
            for column, whom in (("client_id", Client), ("therapist_id", Account), ("account_id", Account)):
                if column in table.c and (lost := _without(db, table, table.c[column], whom, known_to_be_gone)):
                    yield f"Rows of '{table.name}' name a {whom.__tablename__} that does not exist ({lost})."


def _without(
    db: Session,
    table: Table,
    column: Column[uuid.UUID],
    whom: type[Client] | type[Account],
    gone: AbstractSet[uuid.UUID],
) -> int:
    known = select(whom.id).where(whom.practice_id == table.c.practice_id, whom.id == column)
    wanted = select(column, func.count()).where(column.is_not(None), ~known.exists()).group_by(column)
    return sum(number for one, number in db.execute(wanted) if one not in gone)


def erasures(house: House) -> Findings:
    """Clients who were erased and are there again, or who should be gone; phones and consents that came back."""
    for _practice, client in again.back(house):
        yield f"Client {client} was erased, but is there again: an older backup was restored. {AGAIN}"
    for device, _act in again.phones_back(house):
        yield f"A phone of client {device.client_id} was signed out, but may come in again. {AGAIN}"
    for (_practice, client), _at in again.consents_back(house):
        yield f"Client {client} had taken back their consent, but stands as if they had not. {AGAIN}"
    with house.main.read() as db:
        for _practice, client in due(db, clock.now() - ERASING_LATE):
            yield f"Client {client} should be erased by now: start the server, or run 'throughline erase --due'."


def counters(house: House) -> Findings:
    """Clients without counters, and counters behind what they counted: the next entry would be refused for ever."""
    with house.main.read() as db:
        wanted = select(Entry.client_id, func.max(Entry.seq)).group_by(Entry.practice_id, Entry.client_id)
        last = {row[0]: row[1] for row in db.execute(wanted)}
        streams = {stream.client_id: stream.seq for stream in db.scalars(select(Stream))}
        for client in db.scalars(select(Client.id)):
            if client not in streams:
                yield f"Client {client} has no counters: nothing they write can be kept."
            elif streams[client] < last.get(client, 0):
                yield f"The counter of client {client} is behind their entries."


def around(config: Config) -> Findings:
    """What stands beside the databases."""
    if not (config.phone_build / "index.html").is_file():
        yield f"The phone app is not built in {config.phone_build}."
    if not config.ledger.parent.is_dir():
        yield f"The folder of the second log target ({config.ledger}) does not exist."


def reminders(house: House) -> Findings:
    """Reminders that somebody asked for and nobody sends."""
    found = state(house.main, clock.now())
    if found.lag > REMINDERS_LATE:
        late = f"Reminders are {found.lag.total_seconds() / 60:.0f} minutes late, for {found.overdue} people: "
        yield late + "start 'throughline remind', or more of it."


LOOKS: tuple[Callable[[House], Findings], ...] = (
    files,
    chains,
    exchange_keys,
    data_keys,
    rows,
    erasures,
    counters,
    reminders,
)
