"""The client looks at their week and adds a note with the signal gone; the therapist reads it and copies the page."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk import Desk
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

SHEET = re.compile(rb"/Type\s*/Page\b")
NOTE = "Thursday was more than partly."


@pytest.mark.usefixtures("server_will_be_gone")
def test_a_note_to_the_week_reaches_the_top_of_the_page(
    server: Server, people: People, phone: Page, desk: Page
) -> None:
    client = people.client("Mira Sol")
    people.agree(client, WALK, EVERY_DAY)
    mine = Phone(phone, server.phone)
    mine.join(people.invitation(client))
    mine.tap(WALK, "Partly")
    mine.all_is_sent()
    mine.shell_is_kept()
    mine.go("/week")
    expect(mine.heading).to_have_text("My week, as Tomas will see it")
    expect(phone.get_by_text("1 partly")).to_be_visible()

    phone.context.set_offline(True)
    mine.go("/week")
    expect(phone.get_by_text("As it stood")).to_be_visible()
    phone.get_by_label("A note or a correction").fill(NOTE)
    mine.press("Save the note")
    expect(mine.heading).to_have_text("My note to the week")
    phone.context.set_offline(False)
    mine.go()
    mine.all_is_sent()

    reads_and_takes_along(Desk(desk, server.desk), people.way_in(), client)
    mine.go("/my-phone")
    expect(phone.get_by_text("Tomas Keller copied your week as text")).to_be_visible()


def reads_and_takes_along(tomas: Desk, link: str, client: uuid.UUID) -> None:
    """The note stands beside what to ask about; the page is copied whole."""
    page = tomas.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tomas.enter(link)
    tomas.week(client)
    expect(page.locator("section.letter")).to_contain_text(NOTE)
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) == 1
    page.get_by_role("link", name="As text").click()
    tomas.press("Copy all of it")
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Mira Sol\n")
    assert NOTE in copied
