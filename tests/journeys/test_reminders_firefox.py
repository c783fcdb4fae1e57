"""A reminder's whole way: from what was agreed, through the loop and a push service, to a Firefox and back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.browsers import Profile
from tests.journeys.conftest import Profiles
from tests.journeys.desk import Desk
from tests.journeys.people import WALK
from tests.journeys.phone import Phone
from tests.journeys.reminded import LONG, WHILE, Reminded, waits
from tests.journeys.reminding import TITLE, WORDS, Practice, came, send_a_test, the_therapist_sees, turn_on
from tests.notifications.desktop import Desktop


@pytest.fixture
def firefox(profiles: Profiles, area: Desktop, nudging: Practice) -> Iterator[Profile]:
    """A Firefox that takes its pushes from here, not running yet."""
    made = profiles("firefox", env=area.environment, firefox_user_prefs=nudging.pushes.preferences)
    yield made
    made.close()


def joined(firefox: Profile, nudging: Practice, client: Reminded) -> Phone:
    """The client's phone, with reminders on."""
    phone = Phone(firefox.open(), nudging.server.phone)
    phone.join(nudging.people.invitation(client.id))
    phone.shell_is_kept()
    turn_on(phone)
    return phone


def test_a_reminder_says_nothing_of_what_it_is_about_and_leads_to_its_form(
    firefox: Profile, nudging: Practice, area: Desktop, therapist: Desk
) -> None:
    client = nudging.somebody("Ana Horvat")
    phone = joined(firefox, nudging, client)
    client.come_due()
    shown = area.nth(1)
    assert (shown.title, shown.body, [*shown.buttons]) == (TITLE, WORDS, ["Done", "Later"])
    area.press(shown)
    expect(phone.heading).to_have_text("A moment for something you planned")
    phone.tap(WALK, "Done", "today")
    waits(lambda: client.logged() == 1)
    client.time_passes(WHILE)
    assert (client.sent(), client.walk().why) == (["nudge"], "answered")
    the_therapist_sees(therapist, nudging, client, "Done")
    expect(came(phone)).to_contain_text(re.compile("sent.*shown .*opened .*answered"))


def test_done_is_pressed_with_the_app_closed_and_is_the_whole_answer(
    firefox: Profile, nudging: Practice, area: Desktop, therapist: Desk
) -> None:
    client = nudging.somebody("Mira Sol")
    phone = joined(firefox, nudging, client)
    elsewhere = phone.page.context.new_page()
    phone.page.close()
    client.come_due()
    area.press(area.nth(1), "Done")
    waits(lambda: client.logged() == 1)
    assert elsewhere.context.pages == [elsewhere]
    the_therapist_sees(therapist, nudging, client, "Done")
    phone = Phone(elsewhere, phone.origin)
    phone.go("/history")
    expect(phone.page.get_by_role("link", name=f"{WALK}: done")).to_have_count(1)
    phone.place("Today")
    phone.press("Undo")
    expect(phone.card(WALK).get_by_role("button", name="Partly", exact=True)).to_be_visible()


def nudged_while_off(firefox: Profile, nudging: Practice) -> Phone:
    """A nudge and its follow-up went out to a phone that was off, and is on now."""
    client = nudging.somebody("Leila Haddad")
    joined(firefox, nudging, client)
    firefox.close()
    client.come_due()
    client.time_passes(WHILE)
    assert client.sent() == ["nudge", "follow_up"]
    return Phone(firefox.open(), nudging.server.phone)


def test_of_a_nudge_and_its_follow_up_a_phone_that_was_off_shows_one(
    firefox: Profile, nudging: Practice, area: Desktop
) -> None:
    phone = nudged_while_off(firefox, nudging)
    area.nth(1)
    send_a_test(phone)
    assert len(area.shown.all()) == 2
    expect(came(phone)).to_contain_text(re.compile("Once more: sent.*shown"))


def test_a_push_service_without_topics_would_have_both_shown(
    firefox: Profile, nudging: Practice, area: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = nudging.pushes.service.store
    monkeypatch.setattr(store, "post", lambda *said, post=store.post: post(*said[:-1]))
    nudged_while_off(firefox, nudging)
    area.nth(2)


def test_a_phone_that_was_off_for_too_long_shows_nothing_and_the_list_says_so(
    firefox: Profile, nudging: Practice, area: Desktop
) -> None:
    client = nudging.somebody("Ben Okoro")
    joined(firefox, nudging, client)
    firefox.close()
    client.come_due()
    client.time_passes(LONG)
    assert (client.sent(), client.walk().why) == (["nudge"], "over")
    with nudging.pushes_later(LONG):
        phone = Phone(firefox.open(), nudging.server.phone)
    send_a_test(phone)
    area.press(area.nth(1))
    expect(phone.heading).to_have_text("The test has arrived")
    assert len(area.shown.all()) == 1
    expect(came(phone)).to_contain_text(re.compile("sent.*not shown.*Its time is over"))


def test_a_phone_that_its_push_service_has_dropped_is_back_at_the_next_start(
    firefox: Profile, nudging: Practice, area: Desktop
) -> None:
    client = nudging.somebody("Omar Said")
    phone = joined(firefox, nudging, client)
    phone.page.goto("about:blank")
    nudging.pushes.drop()
    client.come_due()
    assert client.walk().why == "failed"
    phone.go()
    expect(phone.page.get_by_text("Reminders had stopped on this phone. They are on again.")).to_be_visible()
    expect(came(phone)).to_contain_text(re.compile("not sent.*This phone had stopped taking reminders"))
    send_a_test(phone)

    firefox.close()
    nudging.pushes.forget()
    send_a_test(Phone(firefox.open(), phone.origin))
