"""What a client can take away from the phone: what was not sent, when the server is gone for long."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.complaints import Complaints
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

WORDS = "The wren & I <3"
DATA = re.compile(r'<script type="application/json" id="entries">(.*)</script>')


@pytest.mark.usefixtures("server_will_be_gone")
def test_what_waits_for_a_day_is_said_and_can_be_saved_as_a_file(
    server: Server, people: People, phone: Page, complaints: Complaints, tmp_path: Path
) -> None:
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    app = Phone(phone, server.phone)
    app.join(people.invitation(client))
    app.shell_is_kept()
    server.kill()
    app.tap(WALK, "Done")
    app.card(WALK).get_by_role("link", name="Add more").click()
    phone.get_by_label("What did you notice or learn?").fill(WORDS)
    app.press("Save the change")
    app.waits(1)
    expect(phone.get_by_role("link", name="Save a copy")).to_have_count(0)

    phone.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=25))
    app.go()
    note = phone.locator(".note").filter(has_text="Something is not sent yet, since yesterday")
    expect(note).to_contain_text("Last contact: yesterday")
    expect(note.get_by_role("button", name="Try now")).to_be_visible()
    app.waits(1)
    note.get_by_role("link", name="Save a copy").click()
    expect(phone.get_by_text("Whoever has this file can read it")).to_be_visible()
    with phone.expect_download() as saving:
        app.press("Save the file")
    saving.value.save_as(tmp_path / "unsent.html")
    page = (tmp_path / "unsent.html").read_text()
    assert WORDS in unescape(page)
    data = DATA.search(page)
    assert data is not None
    assert [one["body"]["words"] for one in json.loads(data[1])["entries"]] == [WORDS]
    complaints.allow("file://")
    phone.goto((tmp_path / "unsent.html").as_uri())
    expect(phone.get_by_role("heading", name=f"{WALK}: done")).to_be_visible()
    expect(phone.get_by_text(WORDS, exact=True)).to_be_visible()

    phone.clock.set_fixed_time(datetime.now(UTC))
    server.start()
    app.go()
    app.all_is_sent()
    assert len({id_ for id_, _revision in people.stored(client)}) == 1
