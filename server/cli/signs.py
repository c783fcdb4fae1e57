"""``throughline simulate-signs``: how loud the signs worth asking about are."""

import click

from server.alliance import rates, simulation


@click.command("simulate-signs")
def simulate_signs() -> None:
    """Simulate people in whom nothing changes, and some in whom it does, and count the signs.

    For developers: run it after changing a parameter of the rules. It writes the result into the source, where the app
    reads it, and prints the rows of the table in docs/clinical.md. A test fails while the file, the docs and the
    parameters do not belong together.
    """
    mixes = simulation.simulate()
    rates.keep(mixes)
    for row in rates.table(mixes):
        click.echo(row)
