"""What is typed and not saved yet."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Profiles
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

FIRST = "I went out although it rained"
THEN = ", and it was good to be out."


@pytest.mark.usefixtures("server_will_be_gone")
def test_a_draft_outlives_a_reload_and_a_closed_browser_and_is_sent_only_when_saved(
    server: Server, people: People, profiles: Profiles
) -> None:
    client = people.client("Ana Horvat")
    item = people.agree(client, WALK, EVERY_DAY)
    profile = profiles("chromium")
    phone = Phone(profile.open(), server.phone)
    phone.join(people.invitation(client))
    phone.shell_is_kept()
    server.kill()

    phone.go(f"/homework/{item}")
    phone.page.get_by_role("radio", name="Partly").check()
    words = phone.page.get_by_label("What did you notice or learn?")
    words.fill(FIRST)
    expect(phone.page.get_by_text("Draft kept on this phone as you write")).to_be_visible()
    phone.page.reload()
    phone.settled()
    expect(phone.page.get_by_text("Your draft is back, as you left it.")).to_be_visible()
    expect(words).to_have_value(FIRST)
    words.press("End")
    words.press_sequentially(THEN)
    expect(phone.page.get_by_text("Draft kept on this phone as you write")).to_be_visible()
    profile.close()

    server.start()
    phone = Phone(profile.open(), server.phone)
    phone.go(f"/homework/{item}")
    expect(phone.page.get_by_label("What did you notice or learn?")).to_have_value(FIRST + THEN)
    expect(phone.page.get_by_role("radio", name="Partly")).to_be_checked()
    assert people.stored(client) == []
    phone.press("Save")
    phone.all_is_sent()
    assert len(people.stored(client)) == 1
    phone.go(f"/homework/{item}")
    expect(phone.page.get_by_label("What did you notice or learn?")).to_have_value("")
