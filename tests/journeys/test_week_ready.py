"""A therapist is told that the week is ready: one press in a real Firefox, and what other browsers are said to be."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from server import clock
from server.reminders import configured
from server.reminders.loop import Loop
from server.reminders.push import Sender
from server.reminders.words import Words
from server.web import House
from tests import aside
from tests.journeys.browsers import Profile
from tests.journeys.conftest import Databases, Profiles
from tests.journeys.people import People
from tests.journeys.reminding import Reminding
from tests.notifications.desktop import Desktop, Shown
from tests.push_service.autopush import Autopush

SUNDAY = 6


@pytest.fixture
def sending(new_databases: Databases, tmp_path: Path, pushes: Autopush) -> Iterator[Reminding]:
    """The server, running."""
    made = Reminding(tmp_path, new_databases(), pushes.service.origin)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def firefox(profiles: Profiles, area: Desktop, pushes: Autopush) -> Iterator[Profile]:
    """A Firefox that takes its pushes from here, and stays what it is when it is closed."""
    made = profiles("firefox", env=area.environment, firefox_user_prefs=pushes.preferences)
    yield made
    made.close()


def shown_after(house: House, at: datetime, area: Desktop) -> Shown:
    """What stands on the desktop once the loop ran at this time."""
    config = house.config
    key = configured.key(config)
    assert key is not None
    words = Words(config.phone_origin, config.desk_origin)

    async def run(stop: asyncio.Event) -> None:
        async with Sender(key, configured.contact(config), configured.allowed(config)) as sender:
            await Loop(house.main, sender, config.push_secret, words, now=lambda: at).run(stop)

    async def begin() -> tuple[asyncio.Event, asyncio.Task[None]]:
        stop = asyncio.Event()
        return stop, asyncio.create_task(run(stop))

    async def end(stop: asyncio.Event, task: asyncio.Task[None]) -> None:
        stop.set()
        await task

    with aside.Loop() as loop:
        running = loop.do(begin())
        try:
            return area.titled("Throughline")
        finally:
            loop.do(end(*running))


def state(page: Page) -> Locator:
    """The one sentence about this browser."""
    return page.locator("[data-state]:visible")


def test_one_press_turns_it_on_and_the_push_opens_the_caseload(
    sending: Reminding, firefox: Profile, area: Desktop
) -> None:
    people, page = People(sending), firefox.open()
    page.goto(people.way_in())
    page.get_by_role("button", name="Sign in as Tomas Keller").click()
    page.get_by_role("link", name="Tell me when my week is ready").click()
    expect(state(page)).to_have_text("It is off.")
    page.get_by_role("button", name="Turn it on in this browser").click()
    expect(state(page)).to_have_text("It is on, in this browser.")
    now = clock.now()
    sunday = (now + timedelta(days=(SUNDAY - now.weekday()) % 7 or 7)).replace(hour=18, minute=0, second=5)
    with sending.house() as house:
        shown = shown_after(house, sunday, area)
    assert shown.body == "Your week is ready."
    with page.context.expect_page() as opened:
        area.press(shown)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Caseload")
    page.reload()
    expect(page.get_by_role("listitem").filter(has_text="sent 18:00")).to_have_count(1)
    page.get_by_role("button", name="Turn it off").click()
    expect(state(page)).to_have_text("It is off.")


NO_PUSHES = "delete window.PushManager;"
BLOCKED = 'Object.defineProperty(Notification, "permission", { get: () => "denied" });'
NOT_NOW = 'Notification.requestPermission = async () => "default";'
DENIED = 'Notification.requestPermission = async () => "denied";'
ALLOWED = 'Notification.requestPermission = async () => "granted";'
FAILS = ALLOWED + 'PushManager.prototype.subscribe = async () => { throw new DOMException("no", "AbortError"); };'
PENDS = ALLOWED + "PushManager.prototype.subscribe = () => new Promise(() => {});"


def at_the_page(page: Page, people: People, browser: str) -> None:
    """Tomas opens the page in a browser that is made to be so."""
    page.add_init_script(browser)
    page.goto(people.way_in())
    page.get_by_role("button", name="Sign in as Tomas Keller").click()
    page.get_by_role("link", name="Tell me when my week is ready").click()


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("browser", "told"),
    [(NO_PUSHES, "This browser cannot show notifications"), (BLOCKED, "This browser blocks notifications")],
)
def test_where_nothing_can_be_asked_there_is_no_button(desk: Page, people: People, browser: str, told: str) -> None:
    at_the_page(desk, people, browser)
    expect(state(desk)).to_contain_text(told)
    expect(desk.get_by_role("button", name="Turn it on in this browser")).to_be_hidden()


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("browser", "told"),
    [(NOT_NOW, "was not allowed to show it"), (DENIED, "blocks notifications"), (FAILS, "could not set it up")],
)
def test_a_browser_that_does_not_do_it_is_said_to(desk: Page, people: People, browser: str, told: str) -> None:
    at_the_page(desk, people, browser)
    expect(state(desk)).to_have_text("It is off.")
    desk.get_by_role("button", name="Turn it on in this browser").click()
    expect(state(desk)).to_contain_text(told)


@pytest.mark.usefixtures("server")
def test_a_browser_that_never_answers_is_waited_for_twenty_seconds(desk: Page, people: People) -> None:
    desk.clock.install()
    at_the_page(desk, people, PENDS)
    desk.get_by_role("button", name="Turn it on in this browser").click()
    desk.clock.run_for(19_000)
    expect(state(desk)).to_have_text("Waiting for your browser.")
    desk.clock.run_for(2_000)
    expect(state(desk)).to_contain_text("does not answer")
    expect(desk.get_by_role("button", name="Turn it on in this browser")).to_be_enabled()
