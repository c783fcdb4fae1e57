"""A therapist sees whether reminders are on and reach the phone, and nothing of which they are."""

import uuid
from datetime import datetime, timedelta

import pytest

from server.reminders.telling import Reach, sentence
from tests.homework.desk import Desk
from tests.reminders.loop.nudged import ZONE, Nudged, daily

NOW = datetime.fromisoformat("2026-11-19T18:00:00+00:00")


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


@pytest.mark.parametrize(
    ("reach", "told"),
    [
        (Reach(None, taken=False, shown_at=None), "not turned on."),
        (Reach(ago(days=20), taken=False, shown_at=None), "on, but no phone takes them now."),
        (Reach(ago(days=20), taken=True, shown_at=ago(hours=1)), "on. Last shown on the phone: today."),
        (Reach(ago(days=20), taken=True, shown_at=ago(hours=19)), "on. Last shown on the phone: yesterday."),
        (Reach(ago(days=20), taken=True, shown_at=ago(days=4)), "on. Last shown on the phone: Sunday."),
        (Reach(ago(days=20), taken=True, shown_at=ago(days=7)), "on, but nothing has shown for a week."),
        (Reach(ago(days=20), taken=True, shown_at=None), "on, but nothing has shown for a week."),
        (Reach(ago(days=3), taken=True, shown_at=None), "on since Monday, none shown yet."),
    ],
)
def test_it_says_whether_they_reach_the_phone_to_the_day(reach: Reach, told: str) -> None:
    assert sentence(reach, ZONE, NOW).startswith(f"Reminders: {told}")


def line(tomas: Desk, client: uuid.UUID) -> str:
    """What stands on the page of Ana's phones."""
    page = tomas.page(f"/clients/{client}/phone")
    assert "Ride the bus" not in page
    return page[page.index("Reminders: ") :].split("<")[0]


def test_the_page_of_the_phones_tells_it_and_nothing_of_what_they_are(nudged: Nudged, tomas: Desk) -> None:
    ana, clock = nudged.cast.ana, nudged.clock
    nudged.agree(daily("18:30"))
    assert line(tomas, ana) == "Reminders: not turned on."
    nudged.turn_on()
    assert line(tomas, ana) == "Reminders: on since today, none shown yet."
    [sent] = nudged.passes_until(clock.at + timedelta(minutes=31))
    nudged.phone.post("/api/reminders/seen", {"occurrence": str(sent.occurrence.id), "what": "shown"})
    clock.move(days=1)
    assert line(tomas, ana) == "Reminders: on. Last shown on the phone: yesterday."
    tomas.post(f"/clients/{ana}/phone/{nudged.phone.device}/revoke")
    assert line(tomas, ana) == "Reminders: on, but no phone takes them now."
