"""The whole thread: from the first sign-in to "we talked about it", with the server gone in the middle."""

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.cast import ZONE
from tests.journeys import browsers
from tests.journeys.browsers import Kind, Profile
from tests.journeys.complaints import Complaints
from tests.journeys.conftest import Profiles
from tests.journeys.desk import Desk
from tests.journeys.people import People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

BUS = "Ride the bus two stops"
WRITE = "Write down one thing that went well"
STEPS = ("Write down what I think will happen", "Go there", "Write down what did happen")
NOTICED = "My heart was loud, and then it was not."


@pytest.mark.parametrize("kind", ["chromium", "firefox"])
@pytest.mark.usefixtures("server_will_be_gone")
def test_what_a_client_logs_while_the_server_is_dead_reaches_the_therapist_once(
    kind: Kind,
    server: Server,
    people: People,
    launched: Callable[[Kind], Browser],
    profiles: Profiles,
    complaints: Complaints,
) -> None:
    profile = profiles(kind)
    with browsers.desk(launched(kind), complaints) as page:
        desk = Desk(page, server.desk)
        sign_in(desk, people, f"nina-{kind}")
        client = desk.add_client("Mira Sol", ZONE)
        phone = Phone(profile.open(), server.phone)
        join_together(desk, phone)
        desk.tab("Homework")
        desk.agree(BUS, STEPS)
        desk.agree_three_times(WRITE)
        phone.go()
        expect(phone.heading).to_have_text("Two things are open")

        server.kill()
        log_three_things(phone)
        phone = come_back_offline(phone, profile)
        server.start()
        phone.all_is_sent()

        each_stands_once(desk, people, client)
        talk(desk, phone, client)


def sign_in(desk: Desk, people: People, name: str) -> None:
    """From the command line's one-time code to the caseload, and once more by password and authenticator."""
    home = str(people.cast.practice)
    said = people.server.run("therapist", "add", "--sign-in-name", name, "--name", "Nina Okafor", "--practice", home)
    authenticator = desk.set_up(name, said)
    desk.sign_out()
    desk.sign_in(name, authenticator)


def join_together(desk: Desk, phone: Phone) -> None:
    """Both see the same three digits, both say yes, and only then does anything come down."""
    digits = phone.ask_to_join(desk.invite())
    desk.tab("Phone")
    expect(desk.page.get_by_role("status").filter(has_text="A phone joined")).to_contain_text(f"It shows {digits}")
    phone.press("Yes, this is me")
    expect(phone.heading).to_have_text("Thank you. One more look")
    desk.press(f"Confirm: it shows {digits}")
    phone.settle_first_things()
    expect(phone.heading).to_have_text("Nothing has been agreed here yet")
    phone.shell_is_kept()


def log_three_things(phone: Phone) -> None:
    """One tap and more about it; yesterday, with steps; one of any three days, with what got in the way."""
    page = phone.page
    phone.tap(BUS, "Done")
    phone.waits(1)
    phone.card(BUS).get_by_role("link", name="Add more").click()
    page.get_by_role("group", name="How much of it did you do?").get_by_label("7 of 10").check()
    page.get_by_label("What did you notice or learn?").fill(NOTICED)
    phone.press("Save the change")

    page.get_by_role("link", name="Log an earlier day").click()
    page.get_by_role("link", name=BUS).click()
    expect(page.get_by_role("radio", name="Yesterday")).to_be_checked()
    page.get_by_role("radio", name="Partly").check()
    page.get_by_label(STEPS[0]).check()
    page.get_by_label(STEPS[1]).check()
    phone.press("Save")

    expect(phone.card(WRITE)).to_contain_text("Any 3 days this week")
    phone.tap(WRITE, "Not this time")
    page.get_by_label("I forgot").check()
    phone.press("Keep")
    phone.waits(3)


def come_back_offline(phone: Phone, profile: Profile) -> Phone:
    """The browser is closed and opened again on a deep link, with no server: all is there, and said to be here only."""
    phone.place("History")
    link = phone.page.get_by_role("link", name=f"{BUS}: done").get_attribute("href")
    assert link is not None
    profile.close()
    again = Phone(profile.open(), phone.origin)
    again.go(link)
    expect(again.page.get_by_text(NOTICED)).to_be_visible()
    expect(again.page.get_by_text("On this phone, since")).to_be_visible()
    again.go("/history")
    again.waits(3)
    here = [line for line in again.history() if "On this phone, since" in line]
    assert len(here) == 3, again.history()
    again.place("Today")
    expect(again.page.get_by_text("The server cannot be reached")).to_be_visible()
    return again


def each_stands_once(desk: Desk, people: People, client: uuid.UUID) -> None:
    """On the weekly page and in the database."""
    desk.week(client)
    expect(desk.log(BUS, "Done")).to_have_count(1)
    expect(desk.log(BUS, "Done")).to_contain_text(NOTICED)
    expect(desk.log(BUS, "Done").get_by_role("cell", name="7", exact=True)).to_be_visible()
    expect(desk.log(BUS, "Partly", "Steps ticked: 2 of 3.")).to_have_count(1)
    expect(desk.log(WRITE, "Not this time", "Forgot.")).to_have_count(1)
    assert sum(row[2] in ("Done", "Partly", "Not this time") for row in desk.logs()) == 3, desk.logs()
    rows = people.stored(client)
    assert len(set(rows)) == len(rows)
    assert len({id_ for id_, _revision in rows}) == 3


def talk(desk: Desk, phone: Phone, client: uuid.UUID) -> None:
    """The client sees who looked, and that it was talked about."""
    desk.log(BUS, "Done").get_by_role("button", name="We talked about it").click()
    expect(desk.log(BUS, "Done")).to_contain_text("Talked about")
    phone.go("/my-phone")
    expect(phone.page.get_by_text("Nina Okafor opened your week").first).to_be_visible()
    phone.place("History")
    phone.page.get_by_role("link", name=f"{BUS}: done").click()
    expect(phone.page.get_by_text("You talked about it")).to_be_visible()
