"""The app's own lock: what it keeps shut, and what outlives it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.complaints import Complaints
from tests.journeys.conftest import Profiles
from tests.journeys.locking import (
    OTHER,
    PIN,
    is_blank,
    is_locked,
    put_away,
    set_pin,
    take_up,
    try_pin,
    unlock,
)
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone, readable_in, until
from tests.journeys.server import Server

NOTICED = "What did you notice or learn?"
WORDS, DRAFT = "zephyrine morning", "obsidian evening"
HERS = (WORDS, DRAFT, "zephyrine", "obsidian")
ELSEWHERE = "https://www.wikipedia.org/"


def test_a_pin_is_set_asked_for_at_each_start_changed_and_taken_away(
    server: Server, people: People, phone: Page, complaints: Complaints
) -> None:
    complaints.allow("404 (NOT FOUND)")
    app, _ = joined(server, people, phone)
    app.tap(WALK, "Done")
    app.all_is_sent()
    refuses(app)
    set_pin(app)

    app.go("/history")
    is_locked(app)
    assert WALK in phone.evaluate("fetch('/api/my-week').then((reply) => reply.text())")
    phone.goto(f"{server.phone}/api/my-week")
    assert WALK not in phone.content(), "an address that is typed is no way around it"
    app.go("/history")
    try_pin(app, OTHER)
    expect(phone.get_by_text("That is not your PIN.")).to_be_visible()
    unlock(app)
    expect(phone.get_by_role("link", name=f"{WALK}: done")).to_be_visible()

    app.go("/my-phone/lock")
    unlock(app)
    phone.get_by_text("Change the PIN").first.click()
    phone.get_by_label("Your PIN now").first.fill(PIN)
    phone.get_by_label("New PIN").fill(OTHER)
    phone.get_by_label("The same once more").fill(OTHER)
    app.press("Change the PIN")
    expect(phone.get_by_text("Your new PIN holds from now on.")).to_be_visible()
    phone.reload()
    is_locked(app)
    unlock(app, OTHER)

    phone.get_by_text("Take the PIN away").first.click()
    phone.get_by_label("Your PIN now").last.fill(OTHER)
    app.press("Take the PIN away")
    expect(app.heading).to_have_text("Lock this app")
    app.go("/history")
    expect(phone.get_by_role("link", name=f"{WALK}: done")).to_be_visible()


@pytest.mark.usefixtures("server_will_be_gone")
def test_locked_nothing_of_it_can_be_read_and_what_was_half_written_is_back_after_the_pin(
    server: Server, people: People, profiles: Profiles
) -> None:
    profile = profiles("chromium")
    app, item = joined(server, people, profile.open())
    app.shell_is_kept()
    set_pin(app)
    server.kill()
    app.go(f"/homework/{item}")
    unlock(app)
    log(app, WORDS)
    app.press("Save")
    app.waits(1)
    app.go(f"/homework/{item}")
    unlock(app)
    app.page.get_by_label(NOTICED).fill(DRAFT)
    expect(app.page.get_by_text("Draft kept on this phone as you write")).to_be_visible()
    profile.close()
    assert "\n".join(readable_in(profile.folder, *HERS)) == ""

    app = Phone(profile.open(), server.phone)
    app.go(f"/homework/{item}")
    is_locked(app)
    assert not [word for word in HERS if word in app.page.content()]
    unlock(app)
    expect(app.page.get_by_text("Your draft is back, as you left it.")).to_be_visible()
    expect(app.page.get_by_label(NOTICED)).to_have_value(DRAFT)
    server.start()


def test_it_locks_after_a_while_out_of_sight_and_shows_nothing_meanwhile(
    server: Server, people: People, phone: Page
) -> None:
    phone.clock.install(time=datetime.now(UTC))
    app, item = joined(server, people, phone)
    app.shell_is_kept()
    put_away(app)
    assert not is_blank(app), "without a lock the page is as it was"
    take_up(app)
    set_pin(app)
    app.go(f"/homework/{item}")
    unlock(app)
    words = phone.get_by_label(NOTICED)
    words.fill(DRAFT)

    put_away(app)
    assert is_blank(app)
    phone.clock.fast_forward(119_000)
    take_up(app)
    assert not is_blank(app)
    expect(words).to_have_value(DRAFT)
    expect(words).to_be_focused()

    put_away(app)
    phone.clock.fast_forward(121_000)
    is_locked(app)
    take_up(app)
    unlock(app)
    expect(words).to_have_value(DRAFT)

    # Put to sleep, a page keeps no time: it locks as it wakes.
    put_away(app)
    phone.clock.set_fixed_time(datetime.now(UTC) + timedelta(minutes=30))
    assert is_blank(app)
    take_up(app)
    is_locked(app)


def test_lock_now_and_quick_exit_lock_every_window(
    server: Server, people: People, phone: Page, complaints: Complaints
) -> None:
    complaints.allow(ELSEWHERE)
    app, item = joined(server, people, phone)
    set_pin(app)
    other = Phone(phone.context.new_page(), server.phone)
    other.go(f"/homework/{item}")
    unlock(other)
    other.page.get_by_label(NOTICED).fill(DRAFT)
    app.press("Lock now")
    is_locked(app)
    is_locked(other)
    assert DRAFT not in other.page.content()
    unlock(other)
    expect(other.page.get_by_label(NOTICED)).to_have_value(DRAFT)

    unlock(app)
    phone.context.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="<h1>An encyclopedia</h1>"))
    phone.get_by_role("link", name="Quick exit").click()
    expect(phone.get_by_text("An encyclopedia")).to_be_visible()
    is_locked(other)
    app.go()
    is_locked(app)


def test_after_several_wrong_pins_the_next_waits_also_after_a_reload(
    server: Server, people: People, phone: Page
) -> None:
    phone.clock.install(time=datetime.now(UTC))
    app, _ = joined(server, people, phone)
    set_pin(app)
    app.go()
    for _ in range(4):
        try_pin(app, OTHER)
        expect(phone.get_by_text("That is not your PIN.")).to_be_visible()
    try_pin(app, OTHER)
    expect(phone.get_by_text("Please wait 30 seconds before the next try.")).to_be_visible()
    phone.reload()
    try_pin(app)
    expect(phone.get_by_text("After several wrong tries there is a pause.")).to_be_visible()
    is_locked(app)
    phone.clock.fast_forward(31_000)
    unlock(app)


def test_help_lines_need_no_pin(server: Server, people: People, phone: Page) -> None:
    app, _ = joined(server, people, phone)
    app.shell_is_kept()
    set_pin(app)
    app.go("/history")
    is_locked(app)
    phone.get_by_role("link", name="Help lines").click()
    expect(app.heading).to_have_text("Help lines")
    expect(phone.locator("a[href^='tel:']").first).to_be_visible()
    app.press("Back to the PIN")
    unlock(app)
    expect(app.heading).to_have_text("My history")


@pytest.mark.usefixtures("server_will_be_gone")
def test_a_forgotten_pin_is_recovered_by_nobody_and_the_phone_can_be_emptied_offline(
    server: Server, people: People, profiles: Profiles, complaints: Complaints
) -> None:
    complaints.allow("401 (UNAUTHORIZED)")
    profile = profiles("chromium")
    app, item = joined(server, people, profile.open())
    app.shell_is_kept()
    set_pin(app)
    server.kill()
    app.go(f"/homework/{item}")
    unlock(app)
    log(app, WORDS)
    app.press("Save")
    app.waits(1)
    app.go()
    is_locked(app)
    app.press("I cannot remember my PIN")
    expect(app.heading).to_have_text("A PIN cannot be recovered")
    app.page.get_by_role("button", name="Empty this phone").click()
    expect(app.page.get_by_text("is lost for good.")).to_be_visible()
    app.press("Yes, wipe it")
    expect(app.heading).to_have_text("This phone is empty")
    names = "indexedDB.databases().then((all) => all.map(({ name }) => name))"
    until(app.page, lambda: app.page.evaluate(names) == ["throughline"])
    profile.close()
    assert "\n".join(readable_in(profile.folder, *HERS)) == ""
    server.start()
    app = Phone(profile.open(), server.phone)
    app.go()
    expect(app.heading).to_have_text("Enter your code")


def joined(server: Server, people: People, page: Page) -> tuple[Phone, UUID]:
    """A phone with homework on Today, which is the second."""
    client = people.client("Ana Horvat")
    item = people.agree(client, WALK, EVERY_DAY)
    app = Phone(page, server.phone)
    app.join(people.invitation(client))
    return app, item


def log(phone: Phone, words: str) -> None:
    """A homework log with words, not saved yet."""
    phone.page.get_by_role("radio", name="Done").check()
    phone.page.get_by_label(NOTICED).fill(words)


def refuses(phone: Phone) -> None:
    """A PIN that is guessed first, and one that was typed differently the second time."""
    phone.go("/my-phone/lock")
    for weak, said in (("1234", "at least 6 digits"), ("111111", "over and over"), ("123456", "in a row")):
        phone.page.get_by_label("New PIN").fill(weak)
        phone.press("Set the PIN")
        expect(phone.page.get_by_role("alert")).to_contain_text(said)
    phone.page.get_by_label("New PIN").fill(PIN)
    phone.page.get_by_label("The same once more").fill(OTHER)
    phone.press("Set the PIN")
    expect(phone.page.get_by_role("alert")).to_have_text("The two are not the same.")
