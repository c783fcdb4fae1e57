"""What is pressed on a reminder's notification in Chromium: kept without a server, sent later, and once."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsers import Profile
from tests.journeys.conftest import Profiles
from tests.journeys.desk import Desk
from tests.journeys.locking import is_locked, set_pin, unlock
from tests.journeys.people import WALK
from tests.journeys.phone import Phone
from tests.journeys.reminded import SOON, WHILE, Reminded, waits
from tests.journeys.reminding import TITLE, WORDS, Practice, kept_done, the_therapist_sees, turn_on
from tests.notifications.borrowed import Lender
from tests.notifications.desktop import Desktop
from tests.notifications.devtools import WorkerOf


class Borrower(Phone):
    """A phone in Chromium; ``lender`` hands its pushes to the worker."""

    def __init__(self, page: Page, nudging: Practice) -> None:
        super().__init__(page, nudging.server.phone)
        page.context.grant_permissions(["notifications"], origin=self.origin)
        self.lender = Lender(page, nudging.pushes.service)

    def leaves(self) -> WorkerOf:
        """No page of the app is open any more; its worker."""
        worker = WorkerOf(self.page)
        self.page.goto("about:blank")
        return worker


@pytest.fixture
def borrows(profiles: Profiles, area: Desktop, nudging: Practice) -> Iterator[Callable[[], Borrower]]:
    """Opens such phones."""
    made: list[Profile] = []

    def of() -> Borrower:
        made.append(profiles("chromium", env=area.environment))
        return Borrower(made[-1].open(), nudging)

    yield of
    for profile in made:
        profile.close()


@pytest.fixture
def phone(borrows: Callable[[], Borrower]) -> Borrower:
    """One of them."""
    return borrows()


def join(phone: Borrower, nudging: Practice, client: Reminded) -> None:
    """The client's phone, with reminders on."""
    phone.join(nudging.people.invitation(client.id))
    phone.shell_is_kept()
    turn_on(phone)


@pytest.mark.usefixtures("server_will_be_gone")
def test_done_pressed_twice_while_the_server_is_dead_is_kept_and_becomes_one_log(
    phone: Borrower, nudging: Practice, area: Desktop, therapist: Desk
) -> None:
    client = nudging.somebody("Ana Horvat")
    join(phone, nudging, client)
    client.come_due()
    phone.lender.receive()
    shown = area.nth(1)
    assert shown.title == TITLE
    assert shown.body.endswith(WORDS)
    worker = phone.leaves()
    nudging.server.kill()
    area.press(shown, "Done")
    client.time_passes(WHILE)
    phone.lender.receive()
    area.press(area.nth(2), "Done")
    kept_done(phone)
    phone.leaves()

    nudging.server.start()
    worker.wake("outbox")
    waits(lambda: client.logged() == 1)
    phone.go("/history")
    phone.all_is_sent()
    expect(phone.page.get_by_role("link", name=f"{WALK}: done")).to_have_count(1)
    the_therapist_sees(therapist, nudging, client, "Done")


def test_done_pressed_while_the_app_is_locked_arrives_and_stands_there_after_the_pin(
    phone: Borrower, nudging: Practice, area: Desktop, therapist: Desk
) -> None:
    client = nudging.somebody("Nora Lind")
    join(phone, nudging, client)
    set_pin(phone)
    phone.press("Lock now")
    is_locked(phone)
    client.come_due()
    phone.lender.receive()
    shown = area.nth(1)
    waits(lambda: client.shown() == [True])
    phone.leaves()
    area.press(shown, "Done")
    waits(lambda: client.logged() == 1)
    phone.go("/history")
    is_locked(phone)
    unlock(phone)
    expect(phone.page.get_by_role("link", name=f"{WALK}: done")).to_have_count(1)
    phone.all_is_sent()
    the_therapist_sees(therapist, nudging, client, "Done")


def test_a_tap_on_a_reminder_asks_for_the_pin_and_then_stands_on_its_form(
    phone: Borrower, nudging: Practice, area: Desktop
) -> None:
    client = nudging.somebody("Iris Blum")
    join(phone, nudging, client)
    set_pin(phone)
    phone.press("Lock now")
    client.come_due()
    phone.lender.receive()
    area.press(area.nth(1))
    expect(phone.page).to_have_url(re.compile("/reminder/"))
    is_locked(phone)
    unlock(phone)
    expect(phone.heading).to_have_text(WORDS.removesuffix("."))
    expect(phone.card(WALK)).to_be_visible()


def test_a_reminder_that_comes_late_changes_nothing_of_the_answer(
    phone: Borrower, nudging: Practice, area: Desktop, therapist: Desk
) -> None:
    client = nudging.somebody("Mira Sol")
    join(phone, nudging, client)
    client.come_due()
    phone.lender.receive()
    area.nth(1)
    client.time_passes(WHILE)
    assert client.sent() == ["nudge", "follow_up"]
    phone.go()
    phone.tap(WALK, "Partly")
    waits(lambda: area.standing() == [] and client.logged() == 1)
    phone.leaves()
    phone.lender.receive()
    area.press(area.nth(2), "Done")
    waits(lambda: client.pressed_done() == 1)
    phone.go()
    expect(phone.card(WALK)).to_contain_text("Partly")
    the_therapist_sees(therapist, nudging, client, "Partly")


def test_later_brings_it_again_once(phone: Borrower, nudging: Practice, area: Desktop) -> None:
    client = nudging.somebody("Leila Haddad")
    join(phone, nudging, client)
    client.come_due()
    phone.lender.receive()
    phone.leaves()
    area.press(area.nth(1), "Later")
    waits(lambda: client.walk().later_until is not None)
    client.time_passes(WHILE)
    assert client.sent() == ["nudge"]
    client.time_passes(WHILE)
    assert client.sent() == ["nudge", "later"]
    phone.lender.receive()
    area.nth(2)
    client.time_passes(SOON)
    assert client.sent() == ["nudge", "later"]


def test_another_phone_is_tried_only_when_the_first_has_not_shown_it(
    phone: Borrower, borrows: Callable[[], Borrower], nudging: Practice, area: Desktop
) -> None:
    client = nudging.somebody("Omar Said")
    join(phone, nudging, client)
    last = borrows()
    last.come_back(nudging.people.invitation(client.id))
    last.shell_is_kept()
    turn_on(last)
    client.come_due()
    client.time_passes(SOON)
    assert client.sent() == ["nudge", "nudge"]
    phone.lender.receive()
    area.nth(1)
    waits(lambda: client.shown() == [False, True])
    client.time_passes(WHILE)
    assert client.sent() == ["nudge", "nudge", "follow_up"]
    phone.lender.receive()
    waits(lambda: client.shown() == [False, True, True])
    client.time_passes(SOON)
    assert client.sent() == ["nudge", "nudge", "follow_up"]
