"""A practice that sends reminders: a server, the process that sends beside it, a push service on this machine."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from server import clock
from tests.cast import ZONE
from tests.journeys.desk import Desk
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.reminded import Reminded, waits
from tests.journeys.server import COMMAND, ROOT, Server
from tests.push_service.autopush import Autopush, Clock, autopush

TITLE, WORDS = "Throughline", "A moment for something you planned."


class Reminding(Server):
    """A server whose phones take pushes from the service at ``rehearsal``."""

    def __init__(self, folder: Path, urls: Mapping[str, str], rehearsal: str) -> None:
        super().__init__(folder, urls)
        self._rehearsal = rehearsal

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this installation."""
        return {**super().environment, "THROUGHLINE_PUSH_REHEARSAL": self._rehearsal}

    @contextmanager
    def sending(self) -> Iterator[None]:
        """``throughline remind`` runs until the block ends, and then ends well."""
        said = self.folder / "remind.log"
        with said.open("ab") as log:
            process = subprocess.Popen(
                [*COMMAND, "remind"], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            yield
        finally:
            process.terminate()
            ended = process.wait(60)
        assert ended == 0, said.read_text()


@dataclass(frozen=True)
class Practice:
    """All that a reminder passes on its way. ``pushes`` is where browsers take them, ``push_time`` the clock there."""

    server: Reminding
    people: People
    pushes: Autopush
    push_time: Clock

    def somebody(self, name: str) -> Reminded:
        """A new client, who agreed to walk every day at the minute that has begun: for today that is over already."""
        client = self.people.client(name)
        at = clock.now().astimezone(ZoneInfo(ZONE)).strftime("%H:%M")
        self.people.agree(client, WALK, {**EVERY_DAY, "at": [at]})
        return Reminded(self.people, client)

    @contextmanager
    def pushes_later(self, by: timedelta) -> Iterator[None]:
        """A browser that comes back in this block has been away for so much longer."""
        before = self._greetings()
        self.push_time.late = by
        try:
            yield
            waits(lambda: self._greetings() > before)
        finally:
            self.push_time.late = timedelta()

    def _greetings(self) -> int:
        return sum(one.get("messageType") == "hello" for one in self.pushes.said.all())


@contextmanager
def running(folder: Path, urls: Mapping[str, str]) -> Iterator[Practice]:
    """A practice whose reminders go out until the block ends."""
    push_time = Clock()
    with autopush(push_time) as pushes:
        server = Reminding(folder, urls, pushes.service.origin)
        server.start()
        try:
            with server.sending():
                yield Practice(server, People(server), pushes, push_time)
        finally:
            server.kill()


def turn_on(phone: Phone) -> None:
    """On the app's screen, which says first for what."""
    phone.go("/reminders")
    expect(phone.page.get_by_role("heading", name="May this phone nudge you?")).to_be_visible()
    phone.press("Turn reminders on")
    expect(phone.heading).to_have_text("Reminders are on")


def send_a_test(phone: Phone) -> None:
    """Asked for by the client, and told of at each step."""
    phone.go("/reminders")
    phone.press("Send me a test")
    steps = phone.page.locator("section[aria-labelledby=try] .path li")
    expect(steps).to_have_text([re.compile("Asked for"), re.compile("Sent, "), re.compile("Shown on this phone, ")])
    expect(phone.page.get_by_text("Reminders reach this phone.")).to_be_visible()


def kept_done(phone: Phone) -> None:
    """What was pressed on the notification is said to be here, and to wait."""
    phone.go()
    expect(phone.page.get_by_text("You pressed Done. It is kept on this phone and waits to be sent.")).to_be_visible()


def came(phone: Phone) -> Locator:
    """The delivery list, asked for anew: what came of the walk."""
    phone.go("/reminders")
    list_ = phone.page.locator("section[aria-labelledby=came] li.row")
    return list_.filter(has_text=WALK).filter(has_not_text="Coming up")


def the_therapist_sees(desk: Desk, practice: Practice, client: Reminded, answer: str) -> None:
    """One log of the walk on the weekly page, with this answer."""
    desk.enter(practice.people.way_in())
    desk.week(client.id)
    expect(desk.log(WALK, answer)).to_have_count(1)
    assert sum(row[2] in ("Done", "Partly", "Not this time") for row in desk.logs()) == 1, desk.logs()
