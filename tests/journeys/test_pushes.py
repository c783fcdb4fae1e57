"""Real pushes from our sender to real browsers, through a push service on this machine."""

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Page

from server.reminders.push import Address, Allowed, Answer, Message, Sender
from tests.aside import Loop
from tests.journeys.browsers import Profile
from tests.journeys.conftest import Profiles
from tests.notifications.borrowed import Lender
from tests.notifications.desktop import Desktop
from tests.notifications.little_page import LittlePage
from tests.push_service import PushService
from tests.push_service.autopush import UNREADABLE, Autopush, Clock
from tests.push_service.keys import Keys, point

HOUR = timedelta(hours=1)


@pytest.fixture
def firefox(profiles: Profiles, area: Desktop, pushes: Autopush) -> Iterator[Profile]:
    """A Firefox that takes its pushes from here, not running yet."""
    made = profiles("firefox", env=area.environment, firefox_user_prefs=pushes.preferences)
    yield made
    made.close()


class Practice:
    """Sends as the practice does, with a key of its own; ``signer`` is its public part."""

    def __init__(self, loop: Loop, service: PushService, little: LittlePage) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.signer = point(self._key.public_key())
        self._loop = loop
        self._allowed = Allowed(rehearsal=service.origin)
        self._little = little

    def subscribe(self, page: Page) -> Address:
        """Where the little page in ``page`` is reached from now on."""
        made = page.evaluate("(key) => subscribe(new Uint8Array(key))", list(self.signer))
        keys = {name: urlsafe_b64decode(text + "==") for name, text in made["keys"].items()}
        return Address(made["endpoint"], **keys)

    def push(self, to: Address, title: str, ttl: timedelta = HOUR, topic: str | None = None) -> Answer:
        """What the push service answered."""
        message = Message(self._little.message(title), int(ttl.total_seconds()), topic=topic)
        return self._loop.do(self._send(to, message))

    async def _send(self, to: Address, message: Message) -> Answer:
        async with Sender(self._key, "mailto:practice@example.org", self._allowed) as sender:
            async for sent in sender.send_many([(to, message)]):
                return sent.answer
        raise AssertionError("it was not sent")


@pytest.fixture
def practice(pushes: Autopush, little: LittlePage) -> Iterator[Practice]:
    with Loop() as loop:
        yield Practice(loop, pushes.service, little)


def opened(firefox: Profile, little: LittlePage) -> Page:
    page = firefox.open()
    little.open(page)
    return page


def test_a_push_is_decrypted_shown_and_pressed_with_the_page_open_and_with_it_gone(
    firefox: Profile, practice: Practice, little: LittlePage, area: Desktop
) -> None:
    page = opened(firefox, little)
    address = practice.subscribe(page)
    assert practice.push(address, "walk").code == "accepted"
    little.hears(worker="shown", of="walk")
    area.press(area.titled("walk"), "Done")
    little.hears(worker="pressed", of="walk", action="done")
    page.context.new_page()
    page.close()
    practice.push(address, "swim")
    area.press(area.titled("swim"))
    little.hears(page="opened", of="swim")


def test_what_waits_for_a_closed_browser_comes_when_it_starts(
    firefox: Profile, practice: Practice, little: LittlePage, push_time: Clock
) -> None:
    address = practice.subscribe(opened(firefox, little))
    firefox.close()
    practice.push(address, "over by then", ttl=HOUR)
    practice.push(address, "walk", ttl=3 * HOUR, topic="walk")
    practice.push(address, "walk again", ttl=3 * HOUR, topic="walk")
    practice.push(address, "last", ttl=3 * HOUR)
    push_time.late = 2 * HOUR
    firefox.open()
    # The worker opens and shows several at once: which is shown first is the browser's.
    little.hears(worker="shown", of="walk again")
    little.hears(worker="shown", of="last")
    assert sorted(little.shown()) == ["last", "walk again"]


def test_an_address_whose_subscription_was_ended_by_the_page_or_by_the_service_answers_so(
    firefox: Profile, practice: Practice, little: LittlePage, pushes: Autopush
) -> None:
    page = opened(firefox, little)
    address = practice.subscribe(page)
    assert page.evaluate("unsubscribe()")
    pushes.hears("unregister")
    assert practice.push(address, "walk").code == "gone"
    address = practice.subscribe(page)
    firefox.close()
    pushes.forget()
    assert practice.push(address, "walk").code == "gone"
    firefox.open()
    little.hears(worker="changed", of=address.endpoint)


def test_what_was_sealed_to_somebody_else_is_shown_to_nobody(
    firefox: Profile, practice: Practice, little: LittlePage, pushes: Autopush
) -> None:
    address = practice.subscribe(opened(firefox, little))
    other = Keys()
    practice.push(Address(address.endpoint, other.p256dh, other.auth), "for somebody else")
    assert pushes.hears("ack")["updates"][0]["code"] == UNREADABLE
    practice.push(address, "walk")
    little.hears(worker="shown", of="walk")
    assert little.shown() == ["walk"]


@pytest.fixture
def borrower(profiles: Profiles, area: Desktop, little: LittlePage) -> Iterator[Page]:
    """A page in Chromium, which may show notifications of the little page."""
    chromium = profiles("chromium", env=area.environment)
    page = chromium.open()
    page.context.grant_permissions(["notifications"], origin=little.origin)
    yield page
    chromium.close()


def test_chromium_takes_what_our_sender_sealed_to_a_borrowed_subscription(
    borrower: Page, pushes: Autopush, practice: Practice, little: LittlePage, area: Desktop
) -> None:
    lender = Lender(borrower, pushes.service)
    little.open(borrower)
    address = practice.subscribe(borrower)
    little.open(borrower)
    assert borrower.evaluate("subscribed()") == address.endpoint
    assert bytes(borrower.evaluate("signer()")) == practice.signer
    practice.push(address, "walk")
    lender.receive()
    area.press(area.titled("walk"), "Later")
    little.hears(worker="pressed", of="walk", action="later")
    assert borrower.evaluate("unsubscribe()")
    assert practice.push(address, "swim").code == "gone"
    assert borrower.evaluate("subscribed()") is None
