"""``throughline remind``: the process that sends reminders."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from server import clock
from server.cli.installation import Demo, about
from server.config import Reminding, reminding_from_environment
from server.db import Database
from server.db.schema import is_current
from server.errors import Misconfigured
from server.reminders import configured
from server.reminders.loop import Loop
from server.reminders.passing import state
from server.reminders.push import Sender
from server.reminders.words import Words

LATE_S = 60


@click.command()
@about
@click.option("--port", default=8000, show_default=True, help="With --dir: the port where the demo is served.")
@click.option("--tls", is_flag=True, help="With --dir: it is served over HTTPS.")
@click.option("--phone-host", default="app.localhost", show_default=True, help="With --dir: the phone app's host name.")
@click.option("--check", is_flag=True, help="Say how the reminders are doing, and send nothing.")
def remind(folder: Path | None, port: int, tls: bool, phone_host: str, check: bool) -> None:
    """Send what people asked to be reminded of, until Ctrl-C or SIGTERM.

    Any number of these may run, on any number of machines: each reminder is sent once. Told to stop, it begins nothing
    more, waits for what is on its way, and writes down what became of it. It needs the main database and the secrets
    'push' and 'vapid', and no key to what anybody wrote. It is the one process that needs a way out of your network, to
    the push services alone (docs/operating.md).

    With --check it says when the loop last passed and how late it is; exit status 1 when nobody is at it, or it is more
    than a minute late.
    """
    config = reminding_from_environment() if folder is None else Demo(folder, port, tls, phone_host).config()
    main = Database(config.main_url)
    try:
        if not is_current(main, "main"):
            raise Misconfigured("The database is behind this version: run 'throughline migrate' first.")
        if check:
            say(main)
        else:
            asyncio.run(run(config, main))
    finally:
        main.close()


def say(main: Database) -> None:
    """When the loop last passed, and how late it is. Raises ``ClickException`` when that is not well."""
    now = clock.now()
    found = state(main, now)
    if found.passed_at is None or (now - found.passed_at).total_seconds() > LATE_S:
        seen = "never" if found.passed_at is None else f"last at {found.passed_at:%Y-%m-%d %H:%M} UTC"
        raise click.ClickException(f"Nobody sends reminders ({seen}): start 'throughline remind'.")
    lag = found.lag.total_seconds()
    if lag > LATE_S:
        raise click.ClickException(f"Reminders are {lag:.0f} seconds late, for {found.overdue} people.")
    click.echo(f"Last pass {(now - found.passed_at).total_seconds():.0f} s ago; late by {lag:.0f} s.")


async def run(config: Reminding, main: Database, **settings: Any) -> None:
    """One worker, until it is told to stop; ``settings`` are those of ``Loop``. Raises ``Misconfigured`` when it must
    not start.
    """
    key = configured.key(config)
    if key is None:
        raise Misconfigured("There is no key to sign reminders with: run 'throughline keys vapid' first.")
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    words = Words(config.phone_origin, config.desk_origin)
    async with Sender(key, configured.contact(config), configured.allowed(config)) as sender:
        click.echo("Reminders are sent from here.")
        await Loop(main, sender, config.push_secret, words, **settings).run(stop)


@contextmanager
def beside(place: Demo) -> Iterator[None]:
    """A worker for a demo, for as long as the block runs."""
    served = ["--port", str(place.port), "--phone-host", place.phone_host, *(["--tls"] if place.tls else [])]
    command = [sys.executable, "-m", "server.cli", "remind", "--dir", str(place.folder), *served]
    worker = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 (our own command, on a folder of ours)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()
