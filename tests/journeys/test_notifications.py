"""A push reaches the worker of a page in a real Chromium, is shown on a desktop, and is pressed there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Profiles
from tests.notifications.desktop import Desktop
from tests.notifications.devtools import WorkerOf
from tests.notifications.little_page import LittlePage


@pytest.fixture
def page(profiles: Profiles, area: Desktop, little: LittlePage) -> Iterator[Page]:
    """The little page in Chromium, which may show notifications."""
    chromium = profiles("chromium", env=area.environment)
    opened = chromium.open()
    opened.context.grant_permissions(["notifications"], origin=little.origin)
    little.open(opened)
    yield opened
    chromium.close()


def test_a_press_on_a_notification_comes_back_to_the_page_that_is_open(
    page: Page, area: Desktop, little: LittlePage
) -> None:
    WorkerOf(page).deliver(little.message("walk"))
    little.hears(worker="shown", of="walk")
    area.press(area.titled("walk"))
    little.hears(worker="pressed", of="walk", action="")
    little.hears(page="told", of="walk")
    assert area.standing() == []


def test_with_the_page_gone_a_press_opens_it(page: Page, area: Desktop, little: LittlePage) -> None:
    worker = WorkerOf(page)
    page.goto("about:blank")
    worker.deliver(little.message("walk"))
    with page.context.expect_page() as opened:
        area.press(area.titled("walk"))
    little.hears(page="opened", of="walk")
    expect(opened.value).to_have_title("A little page")


def test_a_button_reaches_the_worker_and_opens_nothing(page: Page, area: Desktop, little: LittlePage) -> None:
    worker = WorkerOf(page)
    worker.deliver(little.message("walk"))
    area.press(area.titled("walk"), "Later")
    little.hears(worker="pressed", of="walk", action="later")
    worker.deliver(little.message("swim"))
    area.dismiss(area.titled("swim"))
    little.hears(worker="closed", of="swim")
    assert len(page.context.pages) == 1
    assert area.standing() == []


def test_a_second_notification_with_the_same_tag_takes_the_place_of_the_first(
    page: Page, area: Desktop, little: LittlePage
) -> None:
    worker = WorkerOf(page)
    worker.deliver(little.message("walk", "today"))
    area.titled("walk")
    worker.deliver(little.message("walk, still open", "today"))
    area.titled("walk, still open")
    assert [one.title for one in area.standing()] == ["walk, still open"]


def test_without_the_right_to_show_nothing_stands_there(page: Page, area: Desktop, little: LittlePage) -> None:
    worker = WorkerOf(page)
    page.context.clear_permissions()
    worker.deliver(little.message("walk"))
    little.hears(worker="refused", of="walk")
    assert area.shown.all() == []
