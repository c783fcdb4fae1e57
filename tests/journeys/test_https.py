"""Over HTTPS browsers send other headers: the forms' own check of where they came from must let the therapist in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import browsers
from tests.journeys.complaints import Complaints
from tests.journeys.conftest import Databases
from tests.journeys.desk import Desk
from tests.journeys.people import People
from tests.journeys.phone import Phone
from tests.journeys.server import Server


@pytest.fixture
def secure(new_databases: Databases, tmp_path: Path) -> Iterator[Server]:
    """A server that shows a certificate of its own making."""
    made = Server(tmp_path, new_databases(), tls=True)
    made.start()
    yield made
    made.kill()


def test_over_https_a_therapist_signs_in_and_agrees_homework_and_a_phone_gets_it(
    secure: Server, chromium: Browser, complaints: Complaints
) -> None:
    # A worker is refused where the certificate is: the app works without, as long as there is a network.
    complaints.allow("SSL certificate error")
    people = People(secure)
    said = secure.run("therapist", "code", "tomas")
    client = people.client("Ana Horvat")
    with (
        browsers.desk(chromium, complaints, ignore_https_errors=True) as desk,
        browsers.phone(chromium, complaints, ignore_https_errors=True) as phone,
    ):
        pages = Desk(desk, secure.desk)
        authenticator = pages.set_up("tomas", said)
        pages.sign_out()
        pages.sign_in("tomas", authenticator)
        desk.goto(f"{secure.desk}/clients/{client}/homework")
        pages.agree("Sit by the window", ("Open it",))
        app = Phone(phone, secure.phone)
        app.join(people.invitation(client))
        app.tap("Sit by the window", "Done")
        app.all_is_sent()
        pages.week(client)
        expect(pages.log("Sit by the window", "Done")).to_have_count(1)
