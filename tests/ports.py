"""Ports for the servers that tests start."""

import random
import socket

# Below what systems hand to outgoing connections: such a port stays free between a server's kill and its next start.
NEVER_GIVEN_AWAY = range(15_000, 32_000)


def free_port() -> int:
    """A port nobody listens on."""
    for port in random.sample(NEVER_GIVEN_AWAY, 100):
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise OSError("a hundred ports were tried and all are in use")
