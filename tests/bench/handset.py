"""A phone with a screen: Chromium with a profile of its own on the disk, and the built app in it."""

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from server import clock, practice
from server.homework import service as homework
from server.homework.wire import DaysSchedule, Plan
from tests.bench import machine
from tests.bench.ground import Ground
from tests.bench.phones import invitation
from tests.journeys import browsers
from tests.journeys.complaints import NO_SERVER, Complaints
from tests.journeys.phone import Phone

HERE = Path(__file__).parent / "page"
# Only an address under /api/ is never answered with the app, so nothing of it runs there.
BACK_ROOM = "/api/back-room"
PATIENCE_MS = 120_000
POLL_MS = 100
BUNDLE = """
import { build } from "vite";
const [entry, outDir] = process.argv.slice(1);
const lib = { entry, formats: ["iife"], name: "bench", fileName: () => "fill.js" };
const define = { "process.env.NODE_ENV": '"production"' };
const made = { outDir, lib, emptyOutDir: false };
await build({ configFile: false, logLevel: "error", publicDir: false, define, build: made });
"""


def bundle(folder: Path) -> Path:
    """The app's own store with verbs to fill it, as one script."""
    machine.run_node(BUNDLE, str(HERE / "fill.ts"), str(folder))
    return folder / "fill.js"


class Handset:
    """One joined phone. ``plan`` is the homework that its client was given for every day."""

    def __init__(self, here: Ground, context: BrowserContext, script: Path) -> None:
        self._here = here
        self._context = context
        self._script = script
        self._origin = here.server.phone
        client = here.client("Somebody with a phone")
        self.plan = _agree(here, client)
        self.back_room("token => bench.join(token)", invitation(here.house, here.cast.practice, client, clock.now()))
        with self.opened() as page:
            phone = Phone(page, self._origin)
            phone.all_is_sent()
            phone.shell_is_kept()

    def back_room(self, act: str, argument: Any = None) -> Any:
        """What a function of the bundle answers, on a page of the app's origin where the app does not run."""
        page = self._context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        try:
            page.add_init_script(path=self._script)
            page.goto(self._origin + BACK_ROOM)
            return page.evaluate(act, argument)
        finally:
            page.close()

    def fill(self, count: int) -> float:
        """Keeps so many entries that wait to be sent; the milliseconds each took."""
        took = self.back_room("([count, subject]) => bench.fill(count, subject)", [count, str(self.plan)])
        return float(took) / count

    def offline(self, yes: bool) -> None:
        """Cuts the network, or gives it back."""
        self._context.set_offline(yes)

    @contextmanager
    def opened(self, slower: int = 1) -> Iterator[Page]:
        """The app on Today, in a new tab with a processor ``slower`` times slower."""
        page = self._context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        try:
            if slower > 1:
                self._context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            page.add_init_script(path=HERE / "watch.js")
            page.goto(self._origin)
            wait_for(page, "usable")
            yield page
        finally:
            page.close()

    def send(self, slower: int, waiting: int) -> tuple[float, float]:
        """From coming online to "all sent", and how much of it was waiting for answers of the server, in ms."""
        self.offline(True)
        with self.opened(slower) as page:
            said = f"{waiting:,} entries are on this phone and wait to be sent"
            expect(Phone(page, self._origin).standing).to_have_text(said, timeout=PATIENCE_MS)
            page.wait_for_timeout(1000)
            self.offline(False)
            wait_for(page, "sent")
            return tuple(page.evaluate(TOOK))


def wait_for(page: Page, what: str) -> None:
    """Waits until the page has noted something. Asked from here: the app's policy forbids what polls in the page."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while page.evaluate("(what) => seen[what]", what) is None:
        if time.monotonic() > until:
            raise RuntimeError(f"never {what}: {page.locator('body').inner_text()[:500]}")
        page.wait_for_timeout(POLL_MS)


TOOK = """
() => {
  const asked = performance.getEntriesByType("resource")
    .filter((one) => one.name.endsWith("/api/sync") && one.startTime >= seen.online);
  return [seen.sent - seen.online, asked.reduce((sum, one) => sum + one.duration, 0)];
}
"""


@contextmanager
def handset(driver: Playwright, here: Ground, script: Path) -> Iterator[Handset]:
    """A new phone that has joined. Its browser keeps all on the disk, as a phone does."""
    folder = here.folder / f"profile-{uuid.uuid4().hex[:8]}"
    complaints = Complaints(allowed=[*NO_SERVER, "404"])
    profile = browsers.Profile(driver, "chromium", folder, complaints)
    page = profile.open()
    try:
        yield Handset(here, page.context, script)
        if complaints.unexpected():
            raise RuntimeError(f"the browser complained: {json.dumps(complaints.unexpected()[:5])}")
    finally:
        profile.close()


def _agree(here: Ground, client: uuid.UUID) -> uuid.UUID:
    """Homework for every day since last week."""
    now = clock.now() - timedelta(days=7)
    plan = Plan(
        what="Go to the shop on my own",
        why=None,
        style="directive",
        scales=True,
        steps=[],
        where=None,
        how_long=None,
        confidence=6,
        obstacle=None,
        then=None,
        therapist_does=None,
        schedule=DaysSchedule(type="days", weekdays=list(range(7)), at=["17:30"]),
        starts_on=now.date(),
        ends_on=None,
    )
    with here.house.main.write() as db:
        whose = practice.whose(db, here.house.keystore, here.cast.practice, client)
        by = homework.By(here.cast.tomas, here.house.config.audit_secret, now)
        return homework.agree(db, whose, by, plan)


def tap_done(page: Page) -> float:
    """Milliseconds from the tap on *Done* to the frame that says it is kept; then it is taken back."""
    page.evaluate("() => { seen.tapped = null; seen.kept = null; }")
    card = page.locator("article.card").last
    card.get_by_role("button", name="Done", exact=True).tap()
    wait_for(page, "kept")
    took = float(page.evaluate("seen.kept - seen.tapped"))
    card.get_by_role("button", name="Undo", exact=True).tap()
    expect(card.get_by_role("button", name="Done", exact=True)).to_be_enabled()
    return took
