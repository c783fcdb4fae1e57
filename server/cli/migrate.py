"""``throughline migrate``."""

from pathlib import Path

import click

from server.cli.installation import about, config_of
from server.db import Database
from server.db.schema import Tree, is_current, move


@click.command()
@about
def migrate(folder: Path | None) -> None:
    """Bring both databases to this version of the program.

    Run it after every update and before 'throughline serve', which refuses to start on databases that are behind. It is
    safe to run again: when there is nothing to do, nothing is done. Take both backups first (docs/operating.md).
    """
    config = config_of(folder)
    trees: dict[Tree, str] = {"main": config.main_url, "keys": config.keys_url}
    for tree, url in trees.items():
        database = Database(url)
        try:
            if is_current(database, tree):
                click.echo(f"{tree}: is current")
            else:
                move(database, tree)
                click.echo(f"{tree}: brought to the newest revision")
        finally:
            database.close()
