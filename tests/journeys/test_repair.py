"""A low rating opens a question; the two talk, and what changes goes to the phone; the client's word closes it."""

from playwright.sync_api import Page, expect

from tests.journeys.desk import Desk
from tests.journeys.people import People
from tests.journeys.phone import Phone
from tests.journeys.server import Server
from tests.journeys.test_rating import RESPECTED, SAFE, met_yesterday, rate

HURRIED = "I felt hurried when we got to the bus part."
TALKED = "That I hurried you, and what that was like."
CHANGES = "I say when ten minutes are left."
SLOWER = "You said it twice, and I could breathe."


def test_a_question_from_a_sign_is_talked_about_and_closed_by_the_clients_word(
    server: Server, people: People, phone: Page, desk: Page
) -> None:
    client = met_yesterday(people)
    app, pages = Phone(phone, server.phone), Desk(desk, server.desk)
    app.join(people.invitation(client))
    phone.get_by_role("link", name="Rate it").click()
    rate(app, SAFE, 3)
    rate(app, RESPECTED, 8)
    phone.get_by_label("Anything you want to add?").fill(HURRIED)
    app.press("Save")
    app.all_is_sent()

    pages.enter(people.way_in())
    pages.week(client)
    asks = desk.locator("#asks")
    expect(asks).to_contain_text("Safety was rated low")
    asks.get_by_role("link", name="Note what you talked about").click()
    desk.get_by_label("What we talked about").fill(TALKED)
    desk.get_by_label("What changes").fill(CHANGES)
    pages.press("Save")
    expect(desk.get_by_text("Ana reads it on the phone, and can say whether it helped.")).to_be_visible()
    expect(pages.log(TALKED)).to_contain_text("No word yet.")
    expect(desk.get_by_text("Safety was rated low")).to_have_count(0)

    app.go()
    card = app.card("Did it help?")
    expect(card).to_contain_text(CHANGES)
    card.get_by_role("link", name="Add words").click()
    phone.get_by_role("radio", name="It helped").check()
    phone.get_by_label("Anything you want to add?").fill(SLOWER)
    app.press("Save")
    expect(app.card("Did it help?")).to_contain_text("It helped.")
    app.all_is_sent()

    pages.week(client)
    row = pages.log(TALKED)
    expect(row).to_contain_text("It helped.")
    expect(row).to_contain_text(SLOWER)
    row.get_by_role("button", name="We talked about it").click()
    expect(pages.log(TALKED)).to_contain_text("Talked about")
    app.go()
    app.all_is_sent()
    app.place("History")
    phone.get_by_role("link", name="Did it help? it helped").click()
    expect(phone.get_by_text(CHANGES)).to_be_visible()
    assert [revision for _id, revision in people.stored(client, "repair_reply")] == [1]
