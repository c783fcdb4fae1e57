"""What is sent with each request of the matrix: forms and bodies, with a target's ids in them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from server.reminders import configured
from tests.access.people import CODE, FACTORS, NOW, PASSWORD, RECOVERY, Place, Target
from tests.accounts.house import code_at
from tests.meetings.calendars import calendar, event
from tests.reminders.loop.nudged import subscription

Fields = dict[str, Any]
Fill = Callable[[Place, Target], Fields]


def nothing(_place: Place, _target: Target) -> Fields:
    """An empty form or body."""
    return {}


def signing_in(place: Place, _target: Target) -> Fields:
    return {**FACTORS, "code": place.code()}


def recovering(_place: Place, _target: Target) -> Fields:
    return {**FACTORS, "code": RECOVERY}


def first(place: Place, _target: Target) -> Fields:
    password = f"{PASSWORD} and more"
    return {"name": "tomas", "code": place.therapists["tomas"].code, "password": password, "again": password}


def pending(place: Place, _target: Target) -> Fields:
    return {"code": code_at(place.pending, NOW)}


def plan(_place: Place, _target: Target) -> Fields:
    often = {"often": "times_a_week", "times": "2", "starts_on": "2026-11-19"}
    return {"what": "Something new", "style": "supportive", "obstacle": "", **often}


def marked(_place: Place, _target: Target) -> Fields:
    return {"first": "2026-11-12", "last": "2026-11-19", "quantity": "7", "quality": "", "shared": "y"}


def recurring(_place: Place, _target: Target) -> Fields:
    fields = {"on": "2026-11-24", "at": "10:00", "minutes": "50", "every_weeks": "2"}
    return {f"recurring-{name}": value for name, value in fields.items()}


def single(_place: Place, _target: Target) -> Fields:
    return {"single-on": "2026-11-24", "single-at": "10:00", "single-minutes": "50"}


def file(_place: Place, _target: Target) -> Fields:
    return {"file-file": (BytesIO(calendar(event())), "calendar.ics")}


def cover(place: Place, target: Target) -> Fields:
    return {"by": str(place.colleague(target)), "first_on": "2026-11-19", "last_on": "2026-11-30"}


def text(_place: Place, _target: Target) -> Fields:
    return {"title": "How we meet", "told": "On Mondays.\n\nIn the blue room."}


def lines(_place: Place, _target: Target) -> Fields:
    return {"lines-0-name": "Somebody", "lines-0-number": "116 123", "lines-0-hours": "always"}


def ends(_place: Place, target: Target) -> Fields:
    return {f"end-{target.series}-ends_on": "2026-12-24"}


def sync(place: Place, target: Target) -> Fields:
    return {"client": str(target.client), "epoch": None, "cursor": 0, "agreed_version": None, "entries": []}


def code(_place: Place, _target: Target) -> Fields:
    return {"code": CODE}


def ladder(_place: Place, _target: Target) -> Fields:
    return {"words": "Twice a week", "by": "2026-12-12", "starts_at": "-1", "subject": ""}


def level(_place: Place, target: Target) -> Fields:
    return {f"{target.expectation}-level": "1"}


def goal(_place: Place, target: Target) -> Fields:
    return {f"{target.goal}-words": "Something new", f"{target.goal}-version": "1/0/0"}


def no_pushes(_place: Place, _target: Target) -> Fields:
    return {"zone": "Europe/London", "subscription": None}


def shown(_place: Place, target: Target) -> Fields:
    return {"occurrence": str(target.occurrence), "what": "shown"}


def week_ready(place: Place, _target: Target) -> Fields:
    key = configured.public_key(place.house.config)
    assert key is not None
    return {"weekday": "6", "at": "18:00", **subscription(key, "desk")}
