"""What a client can take away: what was not sent, when the server is gone for long; and everything the practice has."""

import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.complaints import Complaints
from tests.journeys.desk import Desk
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

WORDS = "The wren & I <3"
PRIVATE = "zephyrine"
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


def test_everything_is_had_as_a_file_by_a_code_given_in_session(
    server: Server, people: People, phone: Page, desk: Page, complaints: Complaints, tmp_path: Path
) -> None:
    complaints.allow("403", "file://")
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    app, pages = Phone(phone, server.phone), Desk(desk, server.desk)
    app.join(people.invitation(client))
    app.tap(WALK, "Done")
    app.card(WALK).get_by_role("link", name="Add more").click()
    phone.get_by_label("What did you notice or learn?").fill(WORDS)
    app.press("Save the change")
    app.all_is_sent()
    log_for_nobody(app)

    app.place("My phone")
    phone.get_by_role("link", name="Everything of mine").click()
    expect(phone.get_by_text("Whoever has this file can read it")).to_be_visible()
    take(app, "ABCD-2345")
    expect(phone.get_by_text("This code does not work.")).to_be_visible()

    pages.enter(people.way_in())
    desk.goto(f"{server.desk}/clients/{client}/phone")
    pages.press("Give a code to export")
    code = desk.locator(".handed b").inner_text()
    with phone.expect_download() as saving:
        take(app, code)
    saving.value.save_as(tmp_path / "mine.zip")
    expect(phone.get_by_text("is among your downloads")).to_be_visible()
    expect(phone.get_by_label("A code from your therapist")).to_have_value("")
    with zipfile.ZipFile(tmp_path / "mine.zip") as packed:
        packed.extractall(tmp_path)
    data = json.loads((tmp_path / "my-data.json").read_text())
    kept = [(one["id"], one["revision"]) for one in data["entries"] if one["kind"] == "homework"]
    assert sorted(kept) == sorted(people.stored(client))
    assert PRIVATE not in str(data)
    assert PRIVATE not in (tmp_path / "my-data.html").read_text()

    app.go("/my-phone/opened")
    expect(phone.get_by_text("You took a copy of everything of yours")).to_be_visible()
    phone.goto((tmp_path / "my-data.html").as_uri())
    expect(phone.get_by_text(WORDS, exact=True)).to_be_visible()
    expect(phone.get_by_role("heading", name=f"Homework: {WALK}")).to_be_visible()
    expect(phone.get_by_role("heading", name="What is not in it, and why")).to_be_visible()


def log_for_nobody(app: Phone) -> None:
    """A second log, which never leaves the phone."""
    app.place("Today")
    app.page.get_by_role("link", name="Log an earlier day").click()
    app.page.get_by_role("link", name=WALK).click()
    app.page.get_by_role("radio", name="Done").check()
    app.page.get_by_role("radio", name="Yesterday").check()
    app.page.get_by_label("What did you notice or learn?").fill(PRIVATE)
    app.page.locator(".share summary").click()
    app.page.get_by_role("radio", name="Only on this phone").check()
    app.press("Save")
    expect(app.page.locator("[aria-current=page]")).to_have_text("Today")


def take(app: Phone, code: str) -> None:
    """Types a code and asks for the file."""
    app.page.get_by_label("A code from your therapist").fill(code)
    app.press("Get the file")
