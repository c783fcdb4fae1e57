"""``throughline certificate``."""

from pathlib import Path

import click

from server import clock
from server.cli.certificate import local_certificate


@click.command()
@click.argument("hosts", nargs=-1, required=True, metavar="HOST...")
@click.option(
    "--to",
    default=Path("var/demo/tls"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the three files.",
)
def certificate(hosts: tuple[str, ...], to: Path) -> None:
    """Make a local certificate for HOST..., names or addresses, for trying the app over HTTPS.

    A phone opens the app offline only over HTTPS. Bring authority.crt to the phone and trust it there; it vouches for
    these hosts and nothing else, and its own key is thrown away. What is there and still good is kept. A practice does
    not need this: its proxy fetches real certificates (docs/deploying.md).
    """
    made = local_certificate(to, hosts, clock.now())
    click.echo(
        f"Trust on the phone:  {made.authority}\nServe with:          --certificate {made.chain} --key {made.key}"
    )
