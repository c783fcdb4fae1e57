"""The demo practice in a server of its own."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from server import clock, practice
from server.alliance import service as alliance
from server.audit import By
from server.demo import residents
from server.goals import service as goals
from server.goals.wire import WrittenGoal
from tests.journeys.people import EVERY_DAY, Home, agree, meet
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
        home, ana = self._ana()
        agree(self.server, home, ana, what, EVERY_DAY, steps=[{"id": "1", "text": "Fill the tin"}], then="I ask.")

    def met_yesterday(self) -> None:
        """A session of Ana's that nobody has rated."""
        home, ana = self._ana()
        meet(self.server, home, ana, (clock.now() - timedelta(days=1)).date())

    def talked(self) -> None:
        """What changes after Ana and Tomas talked, on which she has not said a word."""
        home, ana = self._ana()
        with self.server.house() as house, house.main.write() as db:
            whose = practice.whose(db, house.keystore, home.practice, ana)
            by = By(home.therapist, house.config.audit_secret, clock.now())
            alliance.note_repair(db, whose, by, "That I hurried you.", "I say when ten minutes are left.", None)

    def proposed(self, words: str) -> None:
        """A goal that Tomas proposes to Ana, on which she has not said a word."""
        home, ana = self._ana()
        with self.server.house() as house, house.main.write() as db:
            whose = practice.whose(db, house.keystore, home.practice, ana)
            by = By(home.therapist, house.config.audit_secret, clock.now())
            body = WrittenGoal(words=words, revisit_on=None, stance="yes", note="As you put it.", began=None)
            goals.put(db, whose, by, body)

    def _ana(self) -> tuple[Home, uuid.UUID]:
        with self.server.house() as house, house.main.read() as db:
            therapists, clients = residents(db)
            return Home(clients[0].practice_id, therapists[0].id), clients[0].id


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
