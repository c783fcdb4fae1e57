"""A therapist's browser, and a plan to agree on."""

import re
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server import practice
from server.accounts import cookies, sign_in
from server.accounts.models import Account
from server.app import App
from server.homework import service
from server.homework.wire import DaysSchedule, Plan
from tests.cast import DESK_ORIGIN, Cast


class Clock:
    """The time as tests set it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """What the server takes for now."""
        return self.at

    def move(self, **by: float) -> None:
        """Lets time pass."""
        self.at += timedelta(**by)


class Desk:
    """A browser on the therapists' host. It signs in anew for each page, however much time went by."""

    def __init__(self, app: App, practice_id: uuid.UUID, account: uuid.UUID, clock: Clock) -> None:
        self.browser: FlaskClient = app.desk.test_client()
        self._app, self._place, self._clock = app, (practice_id, account), clock

    def _sign_in(self) -> None:
        with self._app.house.main.write() as db:
            token = sign_in.begin(db, db.get_one(Account, self._place), self._clock.at)
        self.browser.set_cookie(cookies.LOGIN, token, domain="localhost", secure=True)

    def get(self, path: str) -> TestResponse:
        """A page."""
        self._sign_in()
        return self.browser.get(path, base_url=DESK_ORIGIN)

    def page(self, path: str) -> str:
        """A page that must be there, as text."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, path: str, fields: dict[str, Any] | None = None) -> TestResponse:
        """A form, with the token of a page that was opened before."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/").text)
        assert found
        data = {"csrf_token": found[1], **(fields or {})}
        return self.browser.post(path, data=data, base_url=DESK_ORIGIN, headers={"Referer": DESK_ORIGIN + "/"})


def plan(**more: Any) -> Plan:
    """Ride the bus on Mondays, Wednesdays and Fridays."""
    empty: dict[str, Any] = dict.fromkeys(
        ("why", "where", "how_long", "confidence", "obstacle", "then", "therapist_does", "ends_on")
    )
    given: dict[str, Any] = {
        "what": "Ride the bus two stops",
        "style": "directive",
        "scales": True,
        "steps": [],
        "schedule": DaysSchedule(type="days", weekdays=[0, 2, 4], at=["17:30"]),
        "starts_on": date(2026, 11, 2),
    }
    return Plan(**{**empty, **given, **more})


def agree(app: App, cast: Cast, client: uuid.UUID, now: datetime, **more: Any) -> uuid.UUID:
    """An assignment agreed with this client of Tomas."""
    with app.house.main.write() as db:
        whose = practice.whose(db, app.house.keystore, cast.practice, client)
        by = service.By(cast.tomas, app.house.config.audit_secret, now)
        return service.agree(db, whose, by, plan(**more))
