"""``throughline demo``: a practice to try things in, on this machine only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import click
from sqlalchemy import make_url

from server import accounts, clock
from server.accounts.people import account_name
from server.audit import Actor
from server.cli.installation import Demo, house_of, make_secrets
from server.config import Config, from_environment
from server.db import Database
from server.db.schema import Tree, is_current, move
from server.demo import residents
from server.errors import Misconfigured
from server.web import House

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
UNFINISHED = ".unfinished"
DEFAULT = Path("var/demo")


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the demo lives; var/demo unless the environment names its databases.",
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where it will be served.")
@click.option("--tls", is_flag=True, help="It will be served over HTTPS.")
@click.option("--phone-host", default="app.localhost", show_default=True, help="The phone app's host name.")
@click.option("--serve", "host", is_flag=False, flag_value="127.0.0.1", help="Then serve it, at this address or here.")
@click.option("--main-url", envvar="THROUGHLINE_MAIN_URL", hidden=True)
@click.option("--secrets", envvar="THROUGHLINE_SECRETS", hidden=True, type=click.Path(file_okay=False, path_type=Path))
def demo(
    folder: Path | None,
    port: int,
    tls: bool,
    phone_host: str,
    host: str | None,
    main_url: str | None,
    secrets: Path | None,
) -> None:
    """Prepare the demo practice and print where to go, with one-time sign-in links.

    The first run makes secrets, databases and a practice: Tomas Keller, his colleague Olga Brandt, its owner Piet
    Visser, and eight clients over twelve weeks up to today. Later runs keep what is there and print fresh links. It
    refuses databases of a real practice, and its links work on this machine only.

    With --serve it is served at once; otherwise serve it with 'throughline serve --dir var/demo'. Remove the folder to
    start over.
    """
    place = None if folder is None and main_url else Demo((folder or DEFAULT).resolve(), port, tls, phone_host)
    if place is None:
        if secrets is not None:
            make_secrets(secrets)
        config = from_environment()
    else:
        make_secrets(place.secrets)
        config = place.config()
    only_here(config)
    main, _keys = (path_of(url) for url in (config.main_url, config.keys_url))
    if not main.exists():
        click.echo("Making the demo practice ...")
        make(config)
    with opened(config) as house:
        click.echo(welcome(house))
    if host is not None:
        from server.cli.remind import beside  # noqa: PLC0415 (as below)
        from server.cli.serve import Listening, start  # noqa: PLC0415 (gunicorn is only loaded to serve)

        with nullcontext() if place is None else beside(place):
            start(config, Listening(host, port, tls=tls))


def only_here(config: Config) -> None:
    """Raises ``Misconfigured`` unless this is a demo whose therapist's pages are on this machine."""
    if not config.demo:
        raise Misconfigured("These databases are not set up as a demo: leave THROUGHLINE_MAIN_URL unset, or use --dir.")
    if config.desk_host.rsplit(":", 1)[0] not in LOOPBACK:
        raise Misconfigured("A demo's therapist pages are for this machine only: their host name must be localhost.")


def path_of(url: str) -> Path:
    """The file of a SQLite database. Raises ``Misconfigured`` for any other."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Misconfigured("A demo keeps its data in two SQLite files, and this address names something else.")
    return Path(address.database)


def make(config: Config) -> None:
    """Makes the demo beside its place and moves it there when it is whole, the databases last."""
    from server.demo.build import build  # noqa: PLC0415 (only the first start makes anything)

    trees: dict[Tree, Path] = {"keys": path_of(config.keys_url), "main": path_of(config.main_url)}
    drafts = {tree: path.with_name(path.name + UNFINISHED) for tree, path in trees.items()}
    for tree, draft in drafts.items():
        draft.parent.mkdir(parents=True, exist_ok=True)
        for left in draft.parent.glob(draft.name + "*"):
            left.unlink()
        database = Database(f"sqlite:///{draft}")
        move(database, tree)
        database.close()
    unfinished = replace(config, main_url=f"sqlite:///{drafts['main']}", keys_url=f"sqlite:///{drafts['keys']}")
    with opened(unfinished) as house:
        build(house, clock.now())
    for tree, path in trees.items():
        os.replace(drafts[tree], path)


@contextmanager
def opened(config: Config) -> Iterator[House]:
    """The demo's house, brought to this version's schema; both databases are closed afterwards."""
    for tree, url in (("main", config.main_url), ("keys", config.keys_url)):
        database = Database(url)
        if not is_current(database, tree):  # type: ignore[arg-type]  # both names are trees
            move(database, tree)  # type: ignore[arg-type]  # as above
        database.close()
    with house_of(config) as house:
        yield house


def welcome(house: House) -> str:
    """Where to go, with links that each work once, for a day."""
    config, now = house.config, clock.now()
    with house.main.write() as db:
        therapists, clients = residents(db)
        practice = clients[0].practice_id
        ring = house.keystore.ring(practice, [practice, *(one.id for one in clients)])
        desk = [
            (
                account_name(ring, one),
                f"{config.desk_origin}/sign-in/link/{accounts.new_link(db, practice, one.id, now)}",
            )
            for one in therapists
        ]
        system = Actor("system")
        phones = [
            (accounts.name_of(ring, one), accounts.invite(house, db, one, system, now, confirmed=True).link)
            for one in clients
        ]
    widest = max(len(name) for name, _link in [*desk, *phones])
    lines = ["", f"Therapist's pages: {config.desk_origin}"]
    lines += [f"  {name:<{widest}}  {link}" for name, link in desk]
    lines += ["", f"Phone app: {config.phone_origin}"]
    lines += [f"  {name:<{widest}}  {link}" for name, link in phones]
    lines += ["", "Each link signs in once, within a day. Open each client in a browser window of their own.", ""]
    return "\n".join(lines)
