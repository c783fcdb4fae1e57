"""A phone without room: it is said, and what was typed stays."""

from playwright.sync_api import expect

from tests.journeys.conftest import Profiles
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

WORDS = "The river was loud today"
ROOM = "Storage.overrideQuotaForOrigin"


def test_where_there_is_no_room_it_is_said_and_what_was_typed_stays(
    server: Server, people: People, profiles: Profiles
) -> None:
    client = people.client("Mira Sol")
    item = people.agree(client, WALK, EVERY_DAY)
    profile = profiles("chromium")
    phone = Phone(profile.open(), server.phone)
    phone.join(people.invitation(client))
    phone.all_is_sent()
    # A browser asks for the room when it opens a database, and remembers the answer for a while.
    profile.close()

    page = profile.open()
    devtools = page.context.new_cdp_session(page)
    devtools.send(ROOM, {"origin": server.phone, "quotaSize": 1})
    phone = Phone(page, server.phone)
    phone.go(f"/homework/{item}")
    page.get_by_role("radio", name="Partly").check()
    page.get_by_label("What did you notice or learn?").fill(WORDS)
    phone.press("Save")
    expect(page.get_by_text("That could not be kept")).to_be_visible()
    expect(page.get_by_label("What did you notice or learn?")).to_have_value(WORDS)
    assert people.stored(client) == []

    devtools.send(ROOM, {"origin": server.phone})
    phone.press("Save")
    phone.all_is_sent()
    assert len(people.stored(client)) == 1
