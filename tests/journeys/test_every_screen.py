"""Every screen, in light and dark, at 320 px and with letters twice as large, breaks no rule of accessibility."""

from collections.abc import Iterable, Iterator, Sequence

import pytest
from playwright.sync_api import Page

from tests.journeys.complaints import Complaints
from tests.journeys.demo import Demo, running
from tests.journeys.desk import Desk
from tests.journeys.desk_tour import desk_screens
from tests.journeys.form_tours import NEST
from tests.journeys.looks import ON_A_DESK, ON_A_PHONE, Eye, Look
from tests.journeys.phone import Phone
from tests.journeys.tour import DAILY, phone_screens


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, running."""
    with running(tmp_path_factory.mktemp("demo")) as made:
        yield made


def faults(page: Page, screens: Iterable[str], looks: Sequence[Look]) -> str:
    """What is wrong on which screen in which look, one line each."""
    eye = Eye(page)
    found: list[str] = []
    for screen in screens:
        for look in looks:
            found += [f"{screen} ({look.name}): {wrong}" for wrong in eye.wrong(look)]
        eye.back()
    return "\n".join(found)


def test_no_page_of_the_therapist_breaks_a_rule(demo: Demo, desk: Page, complaints: Complaints) -> None:
    complaints.allow("404 (NOT FOUND)", "422 (UNPROCESSABLE")
    links = demo.links()
    said = demo.server.run("therapist", "code", "olga")
    screens = desk_screens(Desk(desk, demo.server.desk), links, said)
    assert faults(desk, screens, ON_A_DESK) == ""


@pytest.mark.usefixtures("server_will_be_gone")
def test_no_screen_of_the_phone_breaks_a_rule(demo: Demo, phone: Page, complaints: Complaints) -> None:
    # Of a reminder that was never sent the server knows nothing.
    # A code that does not hold is refused.
    complaints.allow("401 (UNAUTHORIZED)", "403 (FORBIDDEN)", "404 (NOT FOUND)")
    demo.agree_daily(DAILY)
    demo.met_yesterday()
    demo.talked()
    demo.proposed(NEST)
    screens = phone_screens(Phone(phone, demo.server.phone), demo.links()["Ana"])
    assert faults(phone, screens, ON_A_PHONE) == ""
