"""The demo practice in a server of its own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.demo import residents
from tests.journeys.people import EVERY_DAY, Home, agree
from tests.journeys.server import Server

LINK = re.compile(r"^ +(\S+) .*?(http\S+/(?:sign-in|join)\S+)$", re.MULTILINE)


class Demo:
    """A running demo."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def links(self) -> dict[str, str]:
        """A fresh one-time link of each person, by first name."""
        return dict(LINK.findall(self.server.run("demo")))

    def agree_daily(self, what: str) -> None:
        """Homework for Ana that is open on any day."""
        with self.server.house() as house, house.main.read() as db:
            therapists, clients = residents(db)
            home, ana = Home(clients[0].practice_id, therapists[0].id), clients[0].id
        agree(self.server, home, ana, what, EVERY_DAY, steps=[{"id": "1", "text": "Fill the tin"}], then="I ask.")


@contextmanager
def running(folder: Path) -> Iterator[Demo]:
    """The demo in ``folder``, made and served until the end of the block."""
    server = Server(folder)
    server.run("demo")
    server.start()
    try:
        yield Demo(server)
    finally:
        server.kill()
