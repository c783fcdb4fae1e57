"""What the journeys lean on does see what it is there to see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import browsers
from tests.journeys.browsers import Kind
from tests.journeys.complaints import Complaints
from tests.journeys.conftest import Profiles
from tests.journeys.looks import ON_A_PHONE, Eye
from tests.journeys.phone import Phone, readable_in
from tests.journeys.server import Server

ELSEWHERE = "https://elsewhere.invalid/pixel.png"
PIXEL = f"() => {{ new Image().src = '{ELSEWHERE}'; }}"
UNNAMED = "() => { document.querySelector('main').append(document.createElement('button')); }"
WIDE = "() => { document.querySelector('main').style.minWidth = '500px'; }"


@pytest.mark.parametrize("kind", ["chromium", "firefox"])
def test_content_from_elsewhere_is_refused_and_heard_of(
    kind: Kind, server: Server, launched: Callable[[Kind], Browser]
) -> None:
    heard = Complaints()
    with browsers.desk(launched(kind), heard) as page:
        page.goto(f"{server.desk}/sign-in")
        with page.expect_console_message(lambda message: "refused by img-src" in message.text):
            page.evaluate(PIXEL)
    assert any(ELSEWHERE in each for each in heard.unexpected())


def test_an_unnamed_button_and_a_page_that_is_too_wide_are_seen(server: Server, phone: Page) -> None:
    Phone(phone, server.phone).go("/join#an-invitation")
    eye, narrow = Eye(phone), ON_A_PHONE[1]
    assert eye.wrong(narrow) == []
    phone.evaluate(UNNAMED)
    assert [each.split(":")[0] for each in eye.wrong(narrow)] == ["button-name"]
    phone.evaluate(WIDE)
    assert "the page is" in eye.wrong(narrow)[-1]


def test_words_that_a_browser_keeps_readable_are_found(server: Server, profiles: Profiles) -> None:
    profile = profiles("chromium")
    phone = Phone(profile.open(), server.phone)
    phone.go("/join#an-invitation")
    phone.page.evaluate("localStorage.setItem('planted', 'celadon afternoon')")
    profile.close()
    assert any("leveldb" in each for each in readable_in(profile.folder, "celadon afternoon"))
