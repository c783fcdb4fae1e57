"""A phone that was lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.complaints import Complaints
from tests.journeys.desk import Desk
from tests.journeys.locking import is_locked, set_pin
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server


@pytest.mark.parametrize("locked", [False, True])
def test_a_lost_phone_wipes_itself_on_its_next_contact_and_the_therapist_sees_it(
    locked: bool, server: Server, people: People, phone: Page, desk: Page, complaints: Complaints
) -> None:
    complaints.allow("401")
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    app, pages = Phone(phone, server.phone), Desk(desk, server.desk)
    app.join(people.invitation(client))
    app.tap(WALK, "Done")
    app.all_is_sent()
    if locked:
        set_pin(app)
        app.press("Lock now")
        is_locked(app)

    pages.enter(people.way_in())
    desk.goto(f"{server.desk}/clients/{client}/phone")
    desk.get_by_role("link", name="It is lost").click()
    pages.press("It is lost, go on")
    pages.press("Sign it out and destroy it")
    expect(desk.get_by_text("Tick this to confirm, or go back.")).to_be_visible()
    desk.get_by_label("The phone is lost. Destroy what the app keeps on it.").check()
    pages.press("Sign it out and destroy it")
    phones = desk.get_by_role("region", name="Phones")
    expect(phones).to_contain_text("Wipe not confirmed yet")

    app.page.reload()
    expect(app.heading).to_have_text("This phone is empty")
    assert phone.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))") == ["throughline"]
    desk.reload()
    expect(phones).to_contain_text("Wipe confirmed")
    app.go()
    expect(app.heading).to_have_text("Enter your code")
    assert len(people.stored(client)) == 1
