"""The client's app as a person uses it: by what is written on its buttons."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PATIENCE_S = 30
ALL_SENT = re.compile(r"^All you share is sent")


class Phone:
    """One open page of the app. ``origin`` is where it lives, without a closing slash."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin

    @property
    def heading(self) -> Locator:
        """What the screen says first."""
        return self.page.get_by_role("heading", level=1)

    @property
    def standing(self) -> Locator:
        """The line that says what has been sent, under the heading."""
        return self.page.locator(".head [role=status]")

    def go(self, path: str = "/") -> None:
        """Opens an address as a link from elsewhere does, and waits until a screen is there."""
        self.page.goto(f"{self.origin}{path}")
        self.settled()

    def settled(self) -> None:
        """Waits for the screen behind "Opening what is kept on this phone"."""
        expect(self.heading).not_to_have_text("Opening what is kept on this phone")

    def press(self, name: str) -> None:
        """The button with this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def place(self, name: str) -> None:
        """One of the four places below."""
        self.page.get_by_role("navigation", name="Places").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("[aria-current=page]")).to_have_text(name)

    def ask_to_join(self, link: str) -> str:
        """Opens an invitation and uses it; the three digits that are shown."""
        self.page.goto(link)
        self.press("Join on this phone")
        expect(self.heading).to_have_text("Is this you?")
        return self.page.locator(".digits [aria-hidden]").inner_text()

    def join(self, link: str) -> None:
        """From an invitation that the therapist has confirmed to Today."""
        self.ask_to_join(link)
        self.press("Yes, this is me")
        self.settle_first_things()

    def come_back(self, link: str) -> None:
        """From an invitation to Today, for a client who agreed before, on another phone."""
        self.ask_to_join(link)
        self.press("Yes, this is me")
        self.press("I have read this")
        self.press("Keep this choice")
        self.all_is_sent()

    def settle_first_things(self) -> None:
        """Consent, confidentiality, who can read it: with what is preset."""
        self.press("I agree")
        self.press("I have read this")
        self.press("Keep this choice")
        expect(self.page.locator("[aria-current=page]")).to_have_text("Today")

    def shell_is_kept(self) -> None:
        """Waits until the app would open without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def card(self, what: str, tag: str = "") -> Locator:
        """One homework on Today; ``tag`` is the line above it."""
        return self.page.get_by_role("article").filter(has_text=what).filter(has_text=tag)

    def tap(self, what: str, answer: str, tag: str = "") -> None:
        """One tap that is a complete log, until it is kept."""
        card = self.card(what, tag)
        card.get_by_role("button", name=answer, exact=True).click()
        expect(card.get_by_role("button", name="Undo")).to_be_visible()

    def waits(self, count: int) -> None:
        """So many entries are said to be here and nowhere else."""
        said = f"{count} entries are on this phone and wait" if count > 1 else "1 entry is on this phone and waits"
        expect(self.standing).to_have_text(f"{said} to be sent")

    def all_is_sent(self) -> None:
        """It is said that nothing waits."""
        expect(self.standing).to_have_text(ALL_SENT)

    def try_now(self) -> None:
        """The client asks for another attempt."""
        self.press("Try now")

    def history(self) -> list[str]:
        """The lines of My history, newest first."""
        return self.page.locator("section[aria-labelledby=entries] a.row").all_inner_texts()


def readable_in(folder: Path, *words: str) -> list[str]:
    """Which of ``words`` stand readable in any file below ``folder``, as UTF-8 or UTF-16."""
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        content = path.read_bytes()
        for word in words:
            if word.encode() in content or word.encode("utf-16-le") in content:
                found.append(f"{word} in {path.relative_to(folder)}")
    return found


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Waits for something that no screen shows. Raises ``AssertionError`` when it does not come true."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "it did not come true in time"
        page.wait_for_timeout(50)
