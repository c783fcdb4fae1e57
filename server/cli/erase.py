"""``throughline erase``: a client's end in this installation, and bringing a restored backup in line with it."""

import uuid
from pathlib import Path

import click
from sqlalchemy import select

from server import accounts, clock
from server.accounts.models import Account, Client
from server.audit import Actor
from server.cli.installation import about, config_of, house_of
from server.erase import act
from server.erase import again as after_restoring
from server.errors import Misconfigured
from server.web import House


@click.command()
@about
@click.argument("client", type=click.UUID, required=False)
@click.option("--due", is_flag=True, help="Erase those who asked for it on their phone seven days ago or earlier.")
@click.option("--again", is_flag=True, help="After restoring a backup: bring about once more what it does not know.")
def erase(folder: Path | None, client: uuid.UUID | None, due: bool, again: bool) -> None:
    """Erase CLIENT, for good and at once.

    CLIENT is the id in the address of that client's pages. You are asked to type their name or the id once more. Then
    everything of theirs goes: what they wrote, what was agreed, session times, name, reminders, phones. Their key is
    destroyed first, so that no backup of the main database can be read either once the key store's backups from before
    have gone (30 days). Their phones wipe themselves at their next contact. The access log stays: who opened what and
    when, with an id that stands for nobody, and no content.

    Nobody can take this back. A client who wants it themselves asks on their phone, with a code from their therapist,
    and has seven days to think again; a running server does the rest, and so does --due.

    With --again every erasure, every phone that was signed out and every consent that was taken back is held against
    the main database, by the key store and the second log target. Run it after restoring a backup, before anybody is
    let in; 'throughline serve' does the same when it starts.

    Stopped at any point, it can be run again.
    """
    if sum((client is not None, due, again)) != 1:
        raise click.UsageError("Name one client, or say --due, or --again.")
    with house_of(config_of(folder)) as house:
        if client is not None:
            _erase_one(house, client)
        elif due:
            click.echo(f"Erased: {act.erase_due(house, clock.now())}.")
        else:
            click.echo(f"Brought about once more: {after_restoring.again(house, clock.now())}.")


def _erase_one(house: House, client_id: uuid.UUID) -> None:
    """Asks, and erases. Raises ``Misconfigured`` where there is nobody, ``ClickException`` for another name."""
    with house.main.read() as db:
        client = db.scalars(select(Client).where(Client.id == client_id)).one_or_none()
        if client is None:
            raise Misconfigured(f"There is no client {client_id} (any more).")
        therapist = db.get_one(Account, (client.practice_id, client.therapist_id))
    practice = client.practice_id
    ring = house.keystore.ring(practice, [practice, client_id])
    known = {str(client_id)}
    if ring.holds(client_id):
        known.add(accounts.name_of(ring, client).casefold())
    click.echo(f"A client of {accounts.account_name(ring, therapist)}, added {client.created_at:%Y-%m-%d}.")
    if click.prompt("To erase them for good, type their name or the id once more").strip().casefold() not in known:
        raise click.ClickException("That is neither. Nothing was erased.")
    now = clock.now()
    act.begin(house, (practice, client_id), Actor("system"), now)
    if not act.finish(house, (practice, client_id), now):
        raise click.ClickException("Somebody else is at this client just now. Run it again in a moment.")
    click.echo("Erased. Their phones wipe themselves at their next contact.")
