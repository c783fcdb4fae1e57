"""A session is rated with the server gone, and changed: it stands once at the therapist's, in its last version."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from server import clock
from tests.journeys import browsers
from tests.journeys.browsers import Kind, Profile
from tests.journeys.complaints import Complaints
from tests.journeys.conftest import Profiles
from tests.journeys.desk import Desk
from tests.journeys.people import People
from tests.journeys.phone import Phone
from tests.journeys.server import Server
from tests.journeys.wire import Faulty, lost

SAFE = "How safe did it feel to say what was on your mind?"
RESPECTED = "How respected did you feel?"
HURRIED = "I felt hurried when we got to the bus part."
KIND = "alliance_check_in"


@pytest.mark.parametrize("kind", ["chromium", "firefox"])
@pytest.mark.usefixtures("server_will_be_gone")
def test_a_session_rated_while_the_server_is_dead_reaches_the_therapist_once_and_as_it_was_changed(
    kind: Kind,
    server: Server,
    people: People,
    launched: Callable[[Kind], Browser],
    profiles: Profiles,
    complaints: Complaints,
) -> None:
    client = met_yesterday(people)
    profile = profiles(kind)
    phone = Phone(profile.open(), server.phone)
    phone.join(people.invitation(client))
    phone.shell_is_kept()

    server.kill()
    phone.go()
    expect(phone.heading).to_have_text("One thing is open")
    phone.page.get_by_role("link", name="Rate it").click()
    rate(phone, SAFE, 5)
    rate(phone, RESPECTED, 8)
    phone.page.get_by_label("Something felt off").check()
    phone.page.get_by_label("Anything you want to add?").fill(HURRIED)
    phone.press("Save")
    expect(phone.card("session for you?")).to_contain_text("Safe 5, respected 8.")
    phone.waits(1)
    phone = read_again_offline(phone, profile)
    assert people.stored(client, KIND) == []

    server.start()
    phone.go()
    phone.all_is_sent()
    first = people.stored(client, KIND)
    assert len(first) == 1, first
    phone.page.get_by_role("link", name="Change", exact=True).click()
    expect(phone.page.get_by_label("Anything you want to add?")).to_have_value(HURRIED)
    rate(phone, RESPECTED, 2)
    phone.press("Save the change")
    expect(phone.card("session for you?")).to_contain_text("Safe 5, respected 2.")
    phone.all_is_sent()
    rows = people.stored(client, KIND)
    assert sorted(revision for _id, revision in rows) == [1, 2], rows
    assert {id_ for id_, _revision in rows} == {first[0][0]}

    with browsers.desk(launched(kind), complaints) as page:
        desk = Desk(page, server.desk)
        desk.enter(people.way_in())
        desk.week(client)
        said = page.get_by_role("row").filter(has_text=HURRIED)
        expect(said).to_have_count(1)
        expect(said.get_by_role("cell", name="5", exact=True)).to_be_visible()
        expect(said.get_by_role("cell", name="2", exact=True)).to_be_visible()


def test_a_rating_whose_reply_is_lost_is_sent_again_and_stored_once(
    server: Server, people: People, phone: Page, complaints: Complaints
) -> None:
    complaints.allow("net::ERR_")
    client = met_yesterday(people)
    app = Phone(phone, server.phone)
    app.join(people.invitation(client))
    app.all_is_sent()
    faulty = Faulty(phone.context, lost)
    card = app.card("session for you?")
    card.get_by_role("button", name="We didn’t meet").click()
    expect(card).to_contain_text("We didn’t meet.")
    expect(phone.get_by_text("The server cannot be reached")).to_be_visible()
    with phone.expect_request("**/api/sync"):
        app.try_now()
    expect(phone.get_by_role("button", name="Try now")).to_be_visible()
    assert len([body for body in faulty.delivered if '"sealed"' in body]) >= 2
    faulty.mend()
    app.try_now()
    app.all_is_sent()
    assert len(people.stored(client, KIND)) == 1


def met_yesterday(people: People) -> uuid.UUID:
    """A new client whose session ended yesterday, by every clock."""
    client = people.client("Ana Horvat")
    people.meet(client, (clock.now() - timedelta(days=1)).date())
    return client


def rate(phone: Phone, ask: str, grade: int) -> None:
    """Chooses a number, as a person who sees the question."""
    phone.page.get_by_role("group", name=ask).get_by_role("radio").nth(grade).check()


def read_again_offline(phone: Phone, profile: Profile) -> Phone:
    """The browser is closed and opened again with no server: what was said is there, and said to be here only."""
    profile.close()
    again = Phone(profile.open(), phone.origin)
    again.go("/history")
    again.page.get_by_role("link", name="safe 5, respected 8").click()
    expect(again.page.get_by_text(HURRIED)).to_be_visible()
    expect(again.page.get_by_text("On this phone, since")).to_be_visible()
    return again
