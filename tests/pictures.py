"""Takes the README's pictures from the running demo, and pictures of every screen for looking them over.

``python -m tests.pictures`` writes ``docs/pictures/``; with ``--all`` every screen goes to ``build/screens/`` instead,
in light and dark, at 390, 320 and 1280 px.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.journeys import browsers
from tests.journeys.complaints import Complaints
from tests.journeys.demo import Demo, running
from tests.journeys.desk import Desk
from tests.journeys.desk_tour import desk_screens
from tests.journeys.looks import Eye, Look
from tests.journeys.phone import Phone
from tests.journeys.server import ROOT
from tests.journeys.tour import DAILY, phone_screens

README = ROOT / "docs" / "pictures"
SCREENS = ROOT / "build" / "screens"
LOOKS = tuple(Look(f"{width}-{colours}", width, colours) for width in (390, 320, 1280) for colours in ("light", "dark"))
BUS = "Take the bus for two stops"
TALLEST = 2000
"""Of a long page the README shows the beginning, in px."""
NOTICED = "Two stops. I counted the red doors we passed."


def for_readme(demo: Demo, phone: Page, desk: Page) -> None:
    """Today and a homework log on Ana's phone, and her week as her therapist reads it."""
    README.mkdir(parents=True, exist_ok=True)
    links = demo.links()
    app, pages = Phone(phone, demo.server.phone), Desk(desk, demo.server.desk)
    app.come_back(links["Ana"])
    _picture(phone, "today")
    phone.get_by_role("link", name="Log an earlier day").click()
    phone.get_by_role("link", name=BUS).click()
    phone.get_by_role("radio", name="Done").check()
    phone.get_by_label("What did you notice or learn?").fill(NOTICED)
    expect(phone.get_by_text("Draft kept on this phone as you write")).to_be_visible()
    for box in phone.get_by_role("listitem").get_by_role("checkbox").all()[:2]:
        box.check()
    phone.evaluate("scrollTo(0, 0)")
    _picture(phone, "log")
    pages.enter(links["Tomas"])
    desk.get_by_role("link", name="Ana Horvat").click()
    expect(desk.locator("nav.tabs [aria-current=page]")).to_have_text("Week")
    Eye(desk).see(Look("light", 1280))
    _picture(desk, "week")


def _picture(page: Page, name: str) -> None:
    # Nothing is to lie under the mouse.
    page.mouse.move(0, 0)
    size = page.viewport_size
    assert size is not None
    page.screenshot(path=README / f"{name}.png", clip={"x": 0, "y": 0, **size, "height": min(size["height"], TALLEST)})


def every_screen(demo: Demo, phone: Page, desk: Page) -> None:
    """All of them, named by side, screen and look."""
    demo.agree_daily(DAILY)
    said = demo.server.run("therapist", "code", "olga")
    links = demo.links()
    _take(desk, "desk", desk_screens(Desk(desk, demo.server.desk), links, said), LOOKS)
    _take(phone, "phone", phone_screens(Phone(phone, demo.server.phone), links["Ana"]), LOOKS)


def _take(page: Page, side: str, screens: Iterable[str], looks: Sequence[Look]) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    eye = Eye(page)
    for number, screen in enumerate(screens, 1):
        for look in looks:
            eye.see(look)
            page.screenshot(path=SCREENS / f"{side}-{number:02}-{screen}-{look.name}.png")
        eye.back()


def main(arguments: Sequence[str]) -> int:
    """Takes what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every screen, into build/screens/, for review")
    asked = parser.parse_args(arguments)
    take = every_screen if asked.all else for_readme
    expect.set_options(timeout=browsers.PATIENCE_MS)
    complaints = Complaints()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as demo,
        sync_playwright() as driver,
        browsers.launch(driver, "chromium") as browser,
        browsers.phone(browser, complaints) as phone,
        browsers.desk(browser, complaints) as desk,
    ):
        take(demo, phone, desk)
    print(f"Pictures are in {(SCREENS if asked.all else README).relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
