"""A reply that does not come back makes the phone send again: stored once, and the phone says the truth."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.complaints import Complaints
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import ALL_SENT, Phone
from tests.journeys.server import Server
from tests.journeys.wire import FAULTS, Fault, Faulty, listen, said


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.usefixtures("server_will_be_gone")
def test_an_entry_whose_reply_was_spoiled_is_sent_again_and_stored_once(
    fault: Fault, server: Server, people: People, phone: Page, complaints: Complaints
) -> None:
    complaints.allow("502 (Bad Gateway)")
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    app = Phone(phone, server.phone)
    app.join(people.invitation(client))
    app.all_is_sent()

    faulty = Faulty(phone.context, fault)
    app.tap(WALK, "Done")
    listen(phone)
    expect(phone.get_by_text("The server cannot be reached")).to_be_visible()
    app.waits(1)
    with phone.expect_request("**/api/sync"):
        app.try_now()
    expect(phone.get_by_role("button", name="Try now")).to_be_visible()
    app.waits(1)
    with_entry = [body for body in faulty.delivered if '"sealed"' in body]
    assert len(with_entry) >= 2, "the same entry was not sent twice: this journey shows nothing"
    assert not [text for text in said(phone) if ALL_SENT.match(text)]
    assert len(people.stored(client)) == 1

    faulty.mend()
    app.try_now()
    app.all_is_sent()
    expect(app.card(WALK)).to_contain_text("Sent, ")
    assert len(people.stored(client)) == 1
