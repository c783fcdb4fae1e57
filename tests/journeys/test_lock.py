"""The app's own lock: what it keeps shut, what goes on behind it, and what outlives it."""

from playwright.sync_api import Page, expect

from tests.journeys.locking import OTHER, PIN, is_locked, set_pin, try_pin, unlock
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server


def test_a_pin_is_set_asked_for_at_each_start_changed_and_taken_away(
    server: Server, people: People, phone: Page
) -> None:
    ana = people.client("Ana Horvat")
    people.agree(ana, WALK, EVERY_DAY)
    app = Phone(phone, server.phone)
    app.join(people.invitation(ana))
    app.tap(WALK, "Done")
    app.all_is_sent()
    refuses(app)
    set_pin(app)

    app.go("/history")
    is_locked(app)
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
