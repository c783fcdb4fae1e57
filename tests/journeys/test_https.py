"""Over HTTPS browsers send other headers: the forms' own check of where they came from must let the therapist in."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import browsers
from tests.journeys.complaints import Complaints
from tests.journeys.desk import Desk
from tests.journeys.people import People
from tests.journeys.phone import Phone
from tests.journeys.server import Server


@pytest.fixture(scope="module")
def installation(databases: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """This module's server shows a certificate of its own making."""
    made = Server(tmp_path_factory.mktemp("server"), databases, tls=True)
    yield made
    made.kill()


def test_over_https_a_therapist_signs_in_and_agrees_homework_and_a_phone_gets_it(
    server: Server, people: People, chromium: Browser, complaints: Complaints
) -> None:
    # A worker is refused where the certificate is: the app works without, as long as there is a network.
    complaints.allow("SSL certificate error")
    said = server.run("therapist", "code", "tomas")
    client = people.client("Ana Horvat")
    with (
        browsers.desk(chromium, complaints, ignore_https_errors=True) as desk,
        browsers.phone(chromium, complaints, ignore_https_errors=True) as phone,
    ):
        pages = Desk(desk, server.desk)
        authenticator = pages.set_up("tomas", said)
        pages.sign_out()
        pages.sign_in("tomas", authenticator)
        desk.goto(f"{server.desk}/clients/{client}/homework")
        pages.agree("Sit by the window", ("Open it",))
        app = Phone(phone, server.phone)
        app.join(people.invitation(client))
        app.tap("Sit by the window", "Done")
        app.all_is_sent()
        pages.week(client)
        expect(pages.log("Sit by the window", "Done")).to_have_count(1)
