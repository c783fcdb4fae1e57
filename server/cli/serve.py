"""``throughline serve``: gunicorn with threads, one app for both host names."""

import gc
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from server import clock
from server.app import create_app
from server.cli.certificate import Certificate, local_certificate
from server.cli.installation import Demo, about, check_current, house_of
from server.cli.worker import Worker
from server.config import Config, from_environment
from server.db import Database
from server.erase.again import again
from server.erase.watch import watch
from server.errors import Misconfigured
from server.reminders import configured
from server.vault import Keystore

WORKERS, THREADS = 2, 8
LOOPBACK = ("127.0.0.1", "::1", "localhost")
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (gunicorn's heartbeat files: on a disk they can stall a worker)


class Server(BaseApplication):
    """Gunicorn told by us instead of by its own command line. Each worker opens the databases for itself."""

    def __init__(self, config: Config, settings: Mapping[str, Any]) -> None:
        self.config = config
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Our settings."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI callable (an ``App``), made after the fork: processes must not share a connection."""
        app = create_app(self.config)
        watch(app.house)
        settle()
        return app


def settle() -> None:
    """What was made by now stays to the end: Python's collector need not walk through all of it again and again.

    It did so while somebody waited for a page: every fourth caseload of 60 clients took 75 ms more.
    """
    gc.collect()
    gc.freeze()


@click.command()
@about
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--workers", default=WORKERS, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option(
    "--threads", default=THREADS, show_default=True, type=click.IntRange(1, 64), help="Threads in each process."
)
@click.option("--tls", is_flag=True, help="HTTPS with a local certificate (for trying it, not for a practice).")
@click.option(
    "--certificate", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="HTTPS with this PEM chain ..."
)
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="... and this PEM key.")
@click.option("--phone-host", help="With --dir: the host name of the phone app, as a phone reaches this machine.")
def serve(
    folder: Path | None,
    host: str,
    port: int,
    workers: int,
    threads: int,
    tls: bool,
    certificate: Path | None,
    key: Path | None,
    phone_host: str | None,
) -> None:
    """Serve the phone app and the therapist's pages until Ctrl-C.

    Both host names are served on one port and told apart by name. Without --dir everything comes from the environment,
    and HTTPS is the proxy's in front (docs/deploying.md).

    It refuses to start, in one sentence, when a secret is missing or readable by others, when the databases are behind
    this version, when the phone app was not built, and when the port is in use.
    """
    if (certificate is None) != (key is None):
        raise Misconfigured("--certificate and --key belong together: give both.")
    https = tls or certificate is not None
    config = from_environment() if folder is None else Demo(folder, port, https, phone_host or "app.localhost").config()
    shown = None if certificate is None or key is None else Certificate(certificate, certificate, key)
    start(config, Listening(host, port, workers, threads, tls, shown))


@dataclass(frozen=True)
class Listening:
    """Where to listen and with how much. ``tls`` asks for a local certificate unless one is ``shown``."""

    host: str
    port: int
    workers: int = WORKERS
    threads: int = THREADS
    tls: bool = False
    shown: Certificate | None = None

    @property
    def https(self) -> bool:
        """Whether we speak HTTPS ourselves."""
        return self.tls or self.shown is not None


def start(config: Config, at: Listening) -> None:
    """Serves until it is stopped. Raises ``Misconfigured`` when it must not start."""
    check(config, at.host, at.port, https=at.https)
    bring_in_line(config)
    shown = at.shown or (for_demo(config) if at.tls else None)
    click.echo(f"Therapists: {config.desk_origin}   Clients: {config.phone_origin}   (Ctrl-C stops)")
    Server(config, settings_of(at, shown)).run()


def bring_in_line(config: Config) -> None:
    """Before anybody reads: what was erased or revoked is not there again because an older backup was restored."""
    with house_of(config) as house:
        if done := again(house, clock.now()):
            click.echo(f"An older backup was restored. Erased, signed out or withdrawn once more: {done}.")


def check(config: Config, host: str, port: int, *, https: bool) -> None:
    """Everything that would make each request fail, found before the first one. Raises ``Misconfigured``."""
    if config.demo and host not in LOOPBACK and not https:
        raise Misconfigured("A demo is for this machine only: leave --host out, or add --tls to reach it from a phone.")
    if https and not config.tls:
        raise Misconfigured(f"The host names are set up for plain HTTP ({config.desk_origin}): leave HTTPS out here.")
    if config.tls and not https and config.proxy_hops == 0:
        raise Misconfigured(
            "The host names are https:// and no proxy is in front: set THROUGHLINE_PROXY_HOPS, or add --certificate."
        )
    if not (config.phone_build / "index.html").is_file():
        raise Misconfigured(f"The phone app is not built in {config.phone_build}: run 'npm run build' in pwa/ first.")
    configured.check(config)
    main, keys = Database(config.main_url), Database(config.keys_url)
    try:
        main.check()
        keys.check()
        check_current(main, Keystore(keys, config.keks))
    finally:
        main.close()
        keys.close()
    check_free(host, port)


def check_free(host: str, port: int) -> None:
    """Raises ``Misconfigured`` when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Misconfigured(
                f"Port {port} of {host} cannot be used ({os.strerror(error.errno or 0)}): choose another with --port."
            ) from error


def for_demo(config: Config) -> Certificate:
    """A local certificate for both host names, kept in ``tls`` beside the ledger."""
    hosts = [origin.rsplit(":", 1)[0] for origin in (config.desk_host, config.phone_host)]
    made = local_certificate(config.ledger.parent / "tls", hosts, clock.now())
    click.echo(f"For a phone to accept the certificate, let it trust {made.authority}")
    return made


def settings_of(at: Listening, shown: Certificate | None) -> dict[str, Any]:
    """Gunicorn's settings. No access log: addresses of clients stay nowhere."""
    address = f"[{at.host}]" if ":" in at.host else at.host
    settings: dict[str, Any] = {
        "bind": f"{address}:{at.port}",
        "worker_class": Worker,
        "workers": at.workers,
        "threads": at.threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 15,
        "loglevel": "warning",
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
    }
    if SHARED_MEMORY.is_dir():
        settings["worker_tmp_dir"] = str(SHARED_MEMORY)
    if shown is not None:
        settings |= {"certfile": str(shown.chain), "keyfile": str(shown.key)}
    return settings
