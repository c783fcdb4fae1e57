"""Runs the app in gunicorn, in the foreground, until it is told to stop."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from server.cli.certificate import Certificate
from server.errors import Misconfigured

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (only gunicorn's heartbeat files, which it creates safely)


@dataclass(frozen=True)
class Where:
    """Where to listen, and with how many processes and threads in each."""

    host: str = "127.0.0.1"
    port: int = 8000
    certificate: Certificate | None = None
    workers: int = 2
    threads: int = 8


def serve(make_app: Callable[[], Any], where: Where) -> None:
    """Serves what ``make_app`` builds, once in each process. Raises ``Misconfigured`` when the port is taken."""
    refuse_taken_port(where)
    _Gunicorn(make_app, settings(where)).run()


def settings(where: Where) -> dict[str, Any]:
    """Gunicorn's settings."""
    found: dict[str, Any] = {
        "bind": f"{where.host}:{where.port}",
        "worker_class": "gthread",
        "workers": where.workers,
        "threads": where.threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 15,
        "loglevel": "warning",
        # Which proxy to believe is the app's decision alone, by the number of hops.
        "forwarded_allow_ips": "",
        # A socket that commands the server has no place on a machine with clients' words.
        "control_socket_disable": True,
    }
    if SHARED_MEMORY.is_dir():
        # The heartbeat must not wait for a slow disk: a busy one would have healthy workers killed.
        found["worker_tmp_dir"] = str(SHARED_MEMORY)
    if where.certificate:
        found |= {"certfile": str(where.certificate.chain), "keyfile": str(where.certificate.key)}
    return found


def refuse_taken_port(where: Where) -> None:
    """Raises ``Misconfigured`` when somebody else listens there, or we may not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((where.host, where.port))
        except OSError as error:
            raise Misconfigured(
                f"Cannot listen on {where.host}:{where.port} ({error.strerror}): "
                "stop what listens there, or choose another port with --port."
            ) from error


class _Gunicorn(BaseApplication):
    def __init__(self, make_app: Callable[[], Any], chosen: dict[str, Any]) -> None:
        self._make_app, self._chosen = make_app, chosen
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn; reads no file and no command line."""
        for name, value in self._chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Called by gunicorn in each worker, so that no database connection is shared by two processes."""
        return self._make_app()
