"""A phone whose clock is wrong: the server refuses what cannot be, and takes the rest."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import BREATHE, EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

AHEAD = timedelta(days=3)


@pytest.mark.usefixtures("server_will_be_gone")
def test_a_refused_entry_is_mended_and_holds_up_no_other(server: Server, people: People, phone: Page) -> None:
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    people.agree(client, BREATHE, EVERY_DAY)
    app = Phone(phone, server.phone)
    app.join(people.invitation(client))
    app.shell_is_kept()
    phone.context.set_offline(True)
    app.tap(WALK, "Done")
    phone.clock.set_fixed_time(datetime.now(UTC) + AHEAD)
    app.go()
    app.tap(WALK, "Partly")
    app.tap(BREATHE, "Done")
    app.waits(3)
    phone.clock.set_fixed_time(datetime.now(UTC))
    app.go()
    app.tap(BREATHE, "Not this time")
    app.press("Skip")
    phone.clock.set_fixed_time(datetime.now(UTC) + AHEAD)

    phone.context.set_offline(False)
    app.go()
    expect(app.standing).to_have_text("2 entries need a fix")
    assert len(people.stored(client)) == 2

    app.place("History")
    note = phone.locator(".note.stop")
    expect(note).to_contain_text("Nothing is lost.")
    mend(app, f"{WALK}: partly", "Yesterday")
    expect(app.standing).to_have_text("One entry needs a fix")
    phone.get_by_role("link", name=f"{BREATHE}: done").first.click()
    phone.get_by_role("button", name="Withdraw it").click()
    phone.get_by_role("button", name="Yes, withdraw it").click()
    app.all_is_sent()
    expect(note).to_have_count(0)


def mend(app: Phone, title: str, day: str) -> None:
    """Chooses the day that was meant, by the server's calendar, and sends it again."""
    app.page.locator(".note.stop").get_by_role("link", name=title).click()
    expect(app.heading).to_have_text("The server did not accept this entry")
    expect(app.page.get_by_role("heading", name="The day has not come yet")).to_be_visible()
    app.press("Send it again")
    expect(app.page.get_by_text("Please choose the day.")).to_be_visible()
    app.page.get_by_role("radio", name=day).check()
    app.press("Send it again")
    expect(app.heading).to_have_text("My history")
