"""Somebody else wrote on the phone: the client says so, and the therapist reads that instead of the words."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk import Desk
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server


@pytest.mark.usefixtures("server_will_be_gone")
def test_what_somebody_else_wrote_is_marked_without_a_server_and_counts_nowhere(
    server: Server, people: People, phone: Page, desk: Page
) -> None:
    client = people.client("Mira Sol")
    people.agree(client, WALK, EVERY_DAY)
    mine = Phone(phone, server.phone)
    mine.join(people.invitation(client))
    mine.tap(WALK, "Not this time")
    mine.all_is_sent()
    mine.shell_is_kept()
    server.kill()

    mine.place("History")
    phone.get_by_role("link", name=f"{WALK}: not this time").click()
    mine.press("I didn’t write this")
    mine.press("I didn’t write it")
    expect(phone.get_by_text("You say that you didn’t write this")).to_be_visible()
    mine.go()
    expect(mine.card(WALK).get_by_role("button", name="Done")).to_be_visible()
    server.start()
    mine.tap(WALK, "Done")
    mine.all_is_sent()

    tomas = Desk(desk, server.desk)
    tomas.enter(people.way_in())
    tomas.week(client)
    expect(desk.locator("section.asks")).to_contain_text("Says that somebody else wrote something")
    expect(desk.locator("main")).to_contain_text("1 done")
    expect(desk.locator("main")).not_to_contain_text("1 not this time")
