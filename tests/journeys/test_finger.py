"""Fingerprint or face beside the PIN, with an authenticator that Chromium pretends to have."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.complaints import Complaints
from tests.journeys.locking import OTHER, PIN, is_locked, set_pin, unlock
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import Server


class Sensor:
    """The phone's own fingerprint sensor. ``prf`` False: one that gives out nothing to make a key of."""

    def __init__(self, page: Page, prf: bool = True) -> None:
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("WebAuthn.enable")
        options: dict[str, Any] = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "hasPrf": prf,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self._devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id = made["authenticatorId"]

    def knows(self, finger: bool) -> None:
        """Whose finger touches it from now on: the one it knows, or another."""
        self._devtools.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": finger})


def test_a_finger_opens_the_app_once_it_was_allowed_and_the_pin_always_does(
    server: Server, people: People, phone: Page, complaints: Complaints
) -> None:
    sensor = Sensor(phone)
    app = joined(server, people, phone)
    set_pin(app)
    expect(phone.get_by_text("Anyone whose finger or face opens this phone")).to_be_visible()
    allow(app, OTHER)
    expect(phone.get_by_text("That is not your PIN.")).to_be_visible()
    allow(app, PIN)
    expect(phone.get_by_role("button", name="Use the PIN only")).to_be_visible()

    app.go()
    is_locked(app)
    app.press("Use fingerprint or face")
    expect(app.card(WALK)).to_be_visible()

    app.go("/my-phone/lock")
    sensor.knows(finger=False)
    app.press("Use fingerprint or face")
    expect(phone.get_by_text("That did not work. Your PIN does.")).to_be_visible()
    unlock(app)
    app.press("Use the PIN only")
    expect(phone.get_by_label("Your PIN now").first).to_be_visible()
    app.go()
    is_locked(app)
    expect(phone.get_by_role("button", name="Use fingerprint or face")).to_have_count(0)


def test_a_sensor_that_gives_no_key_is_said_and_the_pin_stays(server: Server, people: People, phone: Page) -> None:
    Sensor(phone, prf=False)
    app = joined(server, people, phone)
    set_pin(app)
    allow(app, PIN)
    expect(phone.get_by_text("This phone does not let the app use it.")).to_be_visible()
    app.go()
    unlock(app)


def test_without_a_sensor_it_is_not_offered(server: Server, people: People, phone: Page) -> None:
    app = joined(server, people, phone)
    set_pin(app)
    expect(phone.get_by_role("heading", name="What a PIN is worth")).to_be_visible()
    expect(phone.get_by_role("heading", name="Fingerprint or face")).to_have_count(0)


def joined(server: Server, people: People, page: Page) -> Phone:
    """A phone with homework on Today."""
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    app = Phone(page, server.phone)
    app.join(people.invitation(client))
    return app


def allow(phone: Phone, pin: str) -> None:
    """Asks for the finger beside the PIN."""
    section = phone.page.get_by_role("region", name="Fingerprint or face")
    section.get_by_label("Your PIN now").fill(pin)
    section.get_by_role("button", name="Use fingerprint or face").click()
