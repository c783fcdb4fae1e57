"""A reminder in a real Chromium with the app closed: *Done* on the notification is the log, and nothing opens."""

import os
import uuid

from playwright.sync_api import Page, expect

from server import clock
from server.entries.rules import local_day
from server.reminders import offers
from server.reminders.choices import open_one
from server.reminders.message import notification
from server.reminders.models import Reminder
from server.reminders.schedule import Due
from tests.cast import ZONE
from tests.journeys.conftest import Profiles
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server
from tests.notifications.desktop import Desktop
from tests.notifications.devtools import WorkerOf

DAY_ENDS_AT = "03:00"


def due_now(people: People, client: uuid.UUID, assignment: uuid.UUID) -> uuid.UUID:
    """The id of the time of this homework's reminder that is due at this moment."""
    now = clock.now()
    practice = people.cast.practice
    with people.server.house() as house, house.main.write() as db:
        row = db.get_one(Reminder, (practice, client, offers.reminder_id(client, "homework", assignment)))
        day = local_day(now, ZONE, DAY_ENDS_AT)
        due = Due(f"{day} {EVERY_DAY['at'][0]}", day, now)
        occurrence = open_one(row, due, offers.hours_row(db, practice, client, ZONE), DAY_ENDS_AT, [])
        db.add(occurrence)
        return occurrence.id


def pushed(page: Page, phone: Phone, occurrence: uuid.UUID) -> None:
    """The push that the loop sends reaches this browser."""
    path = f"{phone.origin}/reminder/{occurrence}"
    words = ("Throughline", "A moment for something you planned.")
    WorkerOf(page).deliver(notification(*words, path, str(occurrence), one_tap=True))


def test_done_on_the_notification_is_the_log_and_opens_nothing(
    server: Server, people: People, profiles: Profiles, area: Desktop
) -> None:
    client = people.client("Nia Roth")
    assignment = people.agree(client, WALK, EVERY_DAY)
    page = profiles("chromium", env={**os.environ, **area.environment}).open()
    page.context.grant_permissions(["notifications"], origin=server.phone)
    phone = Phone(page, server.phone)
    phone.join(people.invitation(client))
    phone.shell_is_kept()
    occurrence = due_now(people, client, assignment)

    pushed(page, phone, occurrence)
    shown = area.titled("Throughline")
    assert shown.body.endswith("A moment for something you planned.")
    assert {"Done", "Later"} <= set(shown.buttons)
    area.press(shown, "Done")
    expect(phone.card(WALK)).to_contain_text("Done.")

    assert [revision for _, revision in people.stored(client)] == [1]
    assert people.stored(client, "reminder_done") == []
    assert len(page.context.pages) == 1


def test_a_tap_stands_on_what_it_is_about_with_the_same_choices(
    server: Server, people: People, profiles: Profiles, area: Desktop
) -> None:
    client = people.client("Nia Roth")
    assignment = people.agree(client, WALK, EVERY_DAY)
    page = profiles("chromium", env={**os.environ, **area.environment}).open()
    page.context.grant_permissions(["notifications"], origin=server.phone)
    phone = Phone(page, server.phone)
    phone.join(people.invitation(client))
    phone.shell_is_kept()
    occurrence = due_now(people, client, assignment)

    pushed(page, phone, occurrence)
    area.press(area.titled("Throughline"))
    expect(phone.heading).to_have_text("A moment for something you planned")
    phone.press("In an hour")
    expect(page.get_by_text("You hear of it again")).to_be_visible()
    phone.go()
    phone.all_is_sent()
    assert len(people.stored(client, "reminder_later")) == 1
