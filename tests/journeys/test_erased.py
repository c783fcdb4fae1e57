"""A client has everything erased: a code in the room, a change of mind, and then for good."""

from datetime import timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from server.accounts.models import Client
from tests.journeys.complaints import Complaints
from tests.journeys.desk import Desk
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server


def give_a_code(pages: Desk, client: UUID) -> str:
    """Shown once, on the therapist's screen."""
    pages.page.goto(f"{pages.origin}/clients/{client}/phone")
    pages.press("Give a code to erase")
    return pages.page.locator(".handed").inner_text().replace("\n", "")


def ask_to_erase(app: Phone, code: str) -> None:
    """As the client does it, up to the last question."""
    app.go("/my-phone/erase")
    app.page.get_by_label("The 8-character code").fill(code)
    app.press("Go on")
    app.press("Yes, in seven days")


def a_week_passes(server: Server) -> None:
    """She asked longer ago."""
    with server.house() as house, house.main.write() as db:
        for client in db.query(Client).filter(Client.erase_asked_at.is_not(None)):
            assert client.erase_asked_at is not None
            client.erase_asked_at -= timedelta(days=7)


def test_asked_for_with_a_code_taken_back_asked_again_and_then_gone(
    server: Server, people: People, phone: Page, desk: Page, complaints: Complaints
) -> None:
    complaints.allow("401", "403", "404")
    mila, jonas = people.client("Mila Kovac"), people.client("Jonas Lind")
    people.agree(mila, WALK, EVERY_DAY)
    app, pages = Phone(phone, server.phone), Desk(desk, server.desk)
    app.join(people.invitation(mila))
    app.tap(WALK, "Done")
    app.all_is_sent()
    pages.enter(people.way_in())

    code = give_a_code(pages, mila)
    ask_to_erase(app, "2222-2222")
    expect(phone.get_by_text("This code does not work.")).to_be_visible()
    phone.get_by_label("The 8-character code").fill(code)
    app.press("Go on")
    app.press("Yes, in seven days")
    waits = phone.get_by_role("heading", name="All you wrote will be erased on")
    expect(waits).to_be_visible()
    pages.week(mila)
    expect(desk.get_by_role("heading", name="Mila asked that all be erased on")).to_be_visible()
    expect(desk.get_by_text("Nothing that was written is shown")).to_be_visible()
    app.go()
    expect(waits).to_be_visible()
    app.press("Keep my data")
    expect(waits).to_have_count(0)
    pages.week(mila)
    expect(desk.get_by_role("heading", name="To ask about")).to_be_visible()

    ask_to_erase(app, give_a_code(pages, mila))
    expect(waits).to_be_visible()
    a_week_passes(server)
    assert "Erased: 1." in server.run("erase", "--due")
    app.page.reload()
    expect(app.heading).to_have_text("This phone is empty")
    expect(phone.get_by_text("or what you wrote was erased")).to_be_visible()
    assert phone.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))") == ["throughline"]
    desk.goto(server.desk)
    expect(desk.get_by_role("link", name="Jonas Lind")).to_be_visible()
    expect(desk.get_by_role("link", name="Mila Kovac")).to_have_count(0)
    assert people.stored(mila) == []

    app.join(people.invitation(jonas))
    expect(app.heading).not_to_have_text("This phone is empty")
