"""From what is expected to what happened: written with the server gone, looked at again, looked back on at the date."""

import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from server import clock
from server.entries.models import Entry
from server.entries.rules import local_day
from tests.cast import ZONE
from tests.journeys.browsers import Kind
from tests.journeys.conftest import Profiles
from tests.journeys.desk import Desk
from tests.journeys.people import EVERY_DAY, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server

RIDE = "Ride the bus two stops"
BUS = "I have taken the bus twice."
MORE = "I have taken it three or four times."
QUEUE = "The queue at the chemist on Friday"
FAINT = "I faint, and everybody stares."
LEARNED = "It was less full than I thought."


@pytest.mark.parametrize("kind", ["chromium", "firefox"])
@pytest.mark.usefixtures("server_will_be_gone")
def test_what_a_client_expects_is_written_offline_sent_once_and_looked_back_on_at_its_date(
    kind: Kind, server: Server, people: People, profiles: Profiles, desk: Page
) -> None:
    client = people.client("Ana Horvat")
    ride = people.agree(client, RIDE, EVERY_DAY)
    profile = profiles(kind)
    phone = Phone(profile.open(), server.phone)
    phone.page.clock.set_fixed_time(days_ago(14))
    phone.join(people.invitation(client))
    phone.all_is_sent()
    phone.shell_is_kept()

    server.kill()
    set_both(phone)
    profile.close()
    phone = Phone(profile.open(), server.phone)
    phone.page.clock.set_fixed_time(days_ago(7))
    look_again(phone)
    server.start()
    phone.all_is_sent()
    both = {"expectation": ride, "prediction": None}
    assert {each: stored(people, client, each) for each in both} == {each: [(about, 1)] for each, about in both.items()}

    phone.page.clock.set_fixed_time(datetime.now(UTC))
    look_back(phone)
    phone.all_is_sent()
    each_joins_what_it_is_about(people, client)
    stands_on_the_weekly_page(Desk(desk, server.desk), people, client)


def days_ago(days: int) -> datetime:
    """Noon so many days before the client's today."""
    day = local_day(clock.now(), ZONE, "03:00") - timedelta(days=days)
    return datetime.combine(day, time(12), UTC)


def set_both(phone: Phone) -> None:
    """An expectation of the homework, by today, with one level beside it; and a prediction."""
    page = phone.page
    page.get_by_role("link", name="What I expect").click()
    page.get_by_role("link", name="What I realistically expect").click()
    page.get_by_role("radio", name=RIDE).check()
    page.get_by_role("radio", name="In two weeks").check()
    page.get_by_label("By then…").fill(BUS)
    page.get_by_role("group", name="How likely is it").get_by_label("70 in 100").check()
    page.get_by_text("What would more look like, and less?").click()
    page.get_by_label("A bit more", exact=True).fill(MORE)
    phone.press("Save what I expect")
    expect(page.get_by_role("link", name=BUS)).to_contain_text("On this phone, since")

    page.get_by_role("link", name="A prediction").click()
    page.get_by_label("The situation").fill(QUEUE)
    page.get_by_label("What do you fear will happen?").fill(FAINT)
    page.get_by_role("group", name="How bad would it be?").get_by_label("90 in 100").check()
    phone.press("Save the prediction")
    expect(page.get_by_role("link", name=QUEUE)).to_contain_text("On this phone, since")
    phone.go()
    phone.waits(2)


def look_again(phone: Phone) -> None:
    """Half-way, in two taps and Save; the prediction is still open."""
    phone.go()
    phone.waits(2)
    expect(phone.card(QUEUE)).to_contain_text("Still open")
    phone.card(BUS).get_by_role("link", name="How does it look today?").click()
    phone.page.get_by_role("radio", name="Too hopeful").check()
    phone.page.get_by_role("radio", name="Talk about it").check()
    phone.press("Save")
    expect(phone.card(BUS)).to_contain_text("You looked at this today")
    phone.waits(3)


def look_back(phone: Phone) -> None:
    """At the date, what happened; and what came of the prediction."""
    page = phone.page
    phone.go()
    expect(phone.card(BUS)).to_contain_text("Today is the day")
    phone.card(BUS).get_by_role("link", name="Say what happened").click()
    page.get_by_role("radio", name=MORE).check()
    page.get_by_label("What did you learn?").fill(LEARNED)
    phone.press("Save what happened")
    expect(phone.card(BUS)).to_contain_text("A bit more than I expected")

    phone.card(QUEUE).get_by_role("link", name="Say what happened").click()
    page.get_by_role("radio", name="No", exact=True).check()
    phone.press("Save what happened")
    expect(phone.card(QUEUE)).to_contain_text("It did not happen")


def each_joins_what_it_is_about(people: People, client: uuid.UUID) -> None:
    """Each once, with the id of its expectation or prediction, and nothing unresolved."""
    [(expected, _)], [(predicted, _)] = people.stored(client, "expectation"), people.stored(client, "prediction")
    assert stored(people, client, "expectation_look") == [(uuid.UUID(expected), 1)]
    assert stored(people, client, "expectation_review") == [(uuid.UUID(expected), 1)]
    assert stored(people, client, "prediction_outcome") == [(uuid.UUID(predicted), 1)]


def stands_on_the_weekly_page(desk: Desk, people: People, client: uuid.UUID) -> None:
    """What was expected beside what happened, in the client's words."""
    desk.enter(people.way_in())
    desk.week(client)
    row = desk.page.get_by_role("row").filter(has_text=BUS).filter(has_text=LEARNED)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(MORE)
    expect(desk.page.get_by_role("row").filter(has_text=FAINT)).to_have_count(1)


def stored(people: People, client: uuid.UUID, kind: str) -> list[tuple[uuid.UUID | None, int]]:
    """What each stored revision of this kind is about, and its revision; only what is resolved."""
    wanted = select(Entry).where(Entry.client_id == client, Entry.kind == kind, ~Entry.unresolved)
    with people.server.house() as house, house.main.read() as db:
        return [(row.subject_id, row.revision) for row in db.scalars(wanted.order_by(Entry.seq))]
