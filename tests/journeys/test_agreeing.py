"""From a goal proposed with the server gone to one that both agreed on, with what is expected of it."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsers import Kind
from tests.journeys.conftest import Profiles
from tests.journeys.desk import Desk
from tests.journeys.people import EVERY_DAY, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

WALK = "Walk to the bus stop"
SISTER = "Visit my sister by bus"
ALONE = "Visit my sister by bus, on my own"
WHY = "She keeps a chair free for me."
TWICE = "I have been there twice."


@pytest.mark.parametrize("kind", ["chromium", "firefox"])
@pytest.mark.usefixtures("server_will_be_gone")
def test_a_goal_proposed_offline_is_agreed_in_other_words_and_expected_of(
    kind: Kind, server: Server, people: People, profiles: Profiles, desk: Page
) -> None:
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    profile = profiles(kind)
    phone = Phone(profile.open(), server.phone)
    phone.join(people.invitation(client))
    phone.all_is_sent()
    phone.shell_is_kept()

    server.kill()
    propose(phone)
    profile.close()
    phone = Phone(profile.open(), server.phone)
    server.start()
    phone.go()
    phone.all_is_sent()
    assert len(people.stored(client, "goal_proposal")) == 1

    therapist = Desk(desk, server.desk)
    therapist.enter(people.way_in())
    expect(desk.get_by_text("Proposes a goal that waits for your word.")).to_be_visible()
    therapist.week(client)
    desk.get_by_role("link", name="Go to the goals").click()
    put_it_otherwise(therapist)

    phone.page.reload()
    phone.tap(ALONE, "Yes, I want this")
    phone.all_is_sent()
    phone.place("Between us")
    expect(phone.page.get_by_role("link", name=ALONE)).to_contain_text("You both agreed on this")
    expect_of_it(phone)
    assert len(people.stored(client, "goal_reply")) == 1
    all_of_it_stands_on_the_weekly_page(therapist, client)


def propose(phone: Phone) -> None:
    """In her own words; it is on the phone and waits."""
    page = phone.page
    phone.place("Between us")
    page.get_by_role("link", name="Propose a goal").click()
    page.get_by_label("My goal").fill(SISTER)
    page.get_by_label("Why does it matter to you?").fill(WHY)
    expect(page.get_by_text("Draft kept on this phone as you write")).to_be_visible()
    page.reload()
    expect(page.get_by_label("My goal")).to_have_value(SISTER)
    phone.press("Propose it")
    expect(page.get_by_role("link", name=SISTER)).to_contain_text("Waits for Tomas’s word")
    expect(page.get_by_role("link", name=SISTER)).to_contain_text("On this phone, since")


def put_it_otherwise(desk: Desk) -> None:
    """Tomas reads why, and adds some words to hers: that is for her to say yes to."""
    page = desk.page
    waiting = page.get_by_role("main").locator("section").filter(has_text="Waits for your word")
    expect(waiting).to_contain_text(WHY)
    waiting.get_by_label("The goal, in words you both use").fill(ALONE)
    desk.press("Yes, to these words")
    expect(page.get_by_role("heading", name="Waits for Ana’s word")).to_be_visible()


def expect_of_it(phone: Phone) -> None:
    """What she realistically expects of the goal they agreed on."""
    page = phone.page
    page.get_by_role("link", name=ALONE).click()
    page.get_by_role("link", name="Write down what you expect of it").click()
    expect(page.get_by_role("radio", name=ALONE)).to_be_checked()
    page.get_by_role("radio", name="In four weeks").check()
    page.get_by_label("By then…").fill(TWICE)
    phone.press("Save what I expect")
    expect(page.get_by_role("link", name=TWICE)).to_be_visible()
    phone.go()
    phone.all_is_sent()


def all_of_it_stands_on_the_weekly_page(desk: Desk, client: uuid.UUID) -> None:
    """The goal as both agreed on it, who said what, and the expectation with the goal's name; nothing waits."""
    page = desk.page
    desk.week(client)
    goal = page.get_by_role("row").filter(has_text="Agreed by both.")
    for words in (ALONE, SISTER, WHY, "“Yes, I want this”"):
        expect(goal).to_contain_text(words)
    expect(page.get_by_role("row").filter(has_text=TWICE)).to_contain_text(f"About: {ALONE}")
    expect(page.get_by_text("Waits for")).to_have_count(0)
