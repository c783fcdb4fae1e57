"""Real workers of ``throughline remind`` on a real database, a push service, and people who are all due at once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from server import clock
from server.cli.installation import make_secrets
from server.config import from_environment
from server.reminders.models import Delivery, ReminderHours
from server.web.house import House, open_house
from tests.faults.phone import pause
from tests.journeys.server import ROOT
from tests.push_service import PushService, Subscriber
from tests.reminders.conftest import address_of
from tests.reminders.crowd import Crowd

PATIENCE_S = 90


@dataclass
class Reminding:
    """An installation without a server. ``house`` is its databases, ``browsers`` those of the people who are due."""

    folder: Path
    urls: Mapping[str, str]
    service: PushService
    house: House = field(init=False)
    browsers: list[Subscriber] = field(default_factory=list)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        make_secrets(self.folder / "secrets")
        self.house = open_house(from_environment(self.environment))

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a worker."""
        return {
            **os.environ,
            "THROUGHLINE_MAIN_URL": self.urls["main"],
            "THROUGHLINE_KEYS_URL": self.urls["keys"],
            "THROUGHLINE_PHONE_ORIGIN": "http://app.localhost:8000",
            "THROUGHLINE_DESK_ORIGIN": "http://localhost:8000",
            "THROUGHLINE_SECRETS": str(self.folder / "secrets"),
            "THROUGHLINE_LEDGER": str(self.folder / "ledger"),
            "THROUGHLINE_PHONE_BUILD": str(self.folder),
            "THROUGHLINE_DEMO": "1",
            "THROUGHLINE_PUSH_REHEARSAL": self.service.origin,
        }

    @property
    def _log(self) -> Path:
        return self.folder / "worker.log"

    def people(self, count: int) -> None:
        """So many who are due now."""
        now: datetime = clock.now()
        self.browsers = [self.service.subscriber(online=False) for _ in range(count)]
        Crowd(now.replace(second=0, microsecond=0)).join(self.house, [address_of(one) for one in self.browsers])

    def start(self, count: int = 1, variant: str = "") -> None:
        """Starts so many workers (``worker.py``)."""
        command = [sys.executable, "-m", "tests.faults.worker", variant]
        with self._log.open("ab") as log:
            for _ in range(count):
                self.workers.append(
                    subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
                )

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """As a power cut does."""
        self.workers.remove(worker)
        worker.kill()
        worker.wait()

    def stop(self) -> list[int]:
        """Tells all to stop, as an upgrade does, and waits for them. Their exit statuses."""
        workers, self.workers = self.workers, []
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        return [worker.wait(PATIENCE_S) for worker in workers]

    def until(self, so: Callable[[], bool]) -> None:
        """Waits for a state."""
        end = time.monotonic() + PATIENCE_S
        while not so():
            assert time.monotonic() < end, self.said()[-3000:]
            pause(0.02)

    def said(self) -> str:
        """What all workers said."""
        return self._log.read_text() if self._log.exists() else ""

    def all_reached(self) -> bool:
        """Whether all who were due got one that is written down, and nobody is being worked on."""
        return self.accepted() == len(self.browsers) and self.leased() == 0

    def accepted(self) -> int:
        """Attempts that a push service took."""
        return self._count(select(func.count()).select_from(Delivery).where(Delivery.accepted_at.is_not(None)))

    def leased(self) -> int:
        """People at whom a worker is."""
        return self._count(
            select(func.count()).select_from(ReminderHours).where(ReminderHours.lease_until.is_not(None))
        )

    def attempts(self) -> int:
        """All attempts that were ever decided."""
        return self._count(select(func.count()).select_from(Delivery))

    def _count(self, wanted: object) -> int:
        with self.house.main.read() as db:
            return db.scalar(wanted) or 0  # type: ignore[call-overload,no-any-return]  # a count

    def arrived(self) -> list[int]:
        """How often something came to each browser."""
        return [len(one.subscription.posted) for one in self.browsers]

    def doubles_hide_each_other(self) -> bool:
        """Whether what came to one browser twice has the same topic: while it waits, one takes the other's place."""
        return all(len({posted.topic for posted in one.subscription.posted}) <= 1 for one in self.browsers)

    def close(self) -> None:
        """Ends what still runs."""
        for worker in list(self.workers):
            self.kill(worker)
        self.house.main.close()
        self.house.keystore.database.close()


def doubled(arrived: list[int]) -> int:
    """How many arrived once too often."""
    return sum(number * (times - 1) for times, number in Counter(arrived).items() if times > 1)
