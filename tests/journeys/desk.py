"""The therapist's pages as a person uses them."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pyotp
from playwright.sync_api import Locator, Page, expect

CODE = re.compile(r"One-time code: (\S+)")
PASSWORD = "lantern orchard gravel piano"


class Desk:
    """One open page of a therapist. ``origin`` is where it lives, without a closing slash."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin

    @property
    def heading(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("heading", level=1)

    def press(self, name: str) -> None:
        """The button with this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def set_up(self, name: str, said: str) -> pyotp.TOTP:
        """The first sign-in with what the command line ``said``; the new authenticator."""
        authenticator = self.choose_password(name, said)
        self.prove(authenticator)
        self.page.get_by_role("link", name="I have kept them").click()
        expect(self.heading).to_have_text("Caseload")
        return authenticator

    def choose_password(self, name: str, said: str) -> pyotp.TOTP:
        """The first half of the first sign-in; the authenticator that is then shown."""
        self.page.goto(f"{self.origin}/first-sign-in")
        code = CODE.search(said)
        assert code, said
        self.page.get_by_label("Sign-in name").fill(name)
        self.page.get_by_label("One-time code").fill(code[1])
        self.page.get_by_label("New password", exact=True).fill(PASSWORD)
        self.page.get_by_label("New password, once more").fill(PASSWORD)
        self.press("Go on to the authenticator")
        return pyotp.TOTP(self.page.locator(".card code").inner_text().replace(" ", ""))

    def prove(self, authenticator: pyotp.TOTP) -> None:
        """The second half: its first code."""
        self.page.get_by_label("Code from your authenticator").fill(authenticator.at(datetime.now(UTC)))
        self.press("Finish")
        expect(self.heading).to_have_text("Print or write these down now")

    def sign_out(self) -> None:
        """Ends the login."""
        self.press("Sign out")
        expect(self.heading).to_have_text("Sign in")

    def sign_in(self, name: str, authenticator: pyotp.TOTP) -> None:
        """With password and the authenticator's next code: the one of now may have been used just before."""
        self.page.get_by_label("Sign-in name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        code = authenticator.at(datetime.now(UTC) + timedelta(seconds=authenticator.interval))
        self.page.get_by_label("Code from your authenticator").fill(code)
        self.press("Sign in")
        expect(self.heading).to_have_text("Caseload")

    def enter(self, link: str) -> None:
        """By a one-time link, as the demo gives them."""
        self.page.goto(link)
        self.page.get_by_role("button", name=re.compile("^Sign in as ")).click()
        expect(self.heading).to_have_text("Caseload")

    def add_client(self, name: str, zone: str) -> uuid.UUID:
        """A new client; the page of their phone is open then."""
        self.page.get_by_role("link", name="Invite a client").first.click()
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Time zone").select_option(zone)
        self.press("Add client")
        expect(self.heading).to_have_text(name)
        return uuid.UUID(self.page.url.split("/")[-2])

    def invite(self) -> str:
        """Makes an invitation on the phone page; its link."""
        self.press("Invite a phone")
        return self.page.locator("dd code").inner_text()

    def tab(self, name: str) -> None:
        """One of the pages about this client."""
        self.page.locator("nav.tabs").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("nav.tabs [aria-current=page]")).to_have_text(name)

    def agree(self, what: str, steps: tuple[str, ...] = ()) -> None:
        """Homework for every day since some days ago."""
        self.page.get_by_label("What", exact=True).fill(what)
        for number, step in enumerate(steps, 1):
            self.page.get_by_label(f"Step {number}").fill(step)
        self.page.get_by_label("On certain days").check()
        for day in self.page.get_by_role("group", name="Days").get_by_role("checkbox").all():
            day.check()
        self.page.get_by_label("From", exact=True).fill(_some_days_ago().isoformat())
        self._agree(what)

    def agree_three_times(self, what: str) -> None:
        """Homework for any three days a week: three is preset."""
        self.page.get_by_label("What", exact=True).fill(what)
        self.page.get_by_label("Several times a week, any day").check()
        expect(self.page.get_by_label("Times a week", exact=True)).to_have_value("3")
        self._agree(what)

    def week(self, client: uuid.UUID) -> None:
        """Opens the client's week."""
        self.page.goto(f"{self.origin}/clients/{client}/week")

    def logs(self) -> list[list[str]]:
        """The logs on the weekly page, a list of cells each."""
        rows = self.page.locator("table.logs tbody tr").all()
        return [[cell.strip() for cell in row.locator("th, td:not(.talk)").all_inner_texts()] for row in rows]

    def log(self, *texts: str) -> Locator:
        """The row that holds all these texts."""
        rows = self.page.locator("table.logs tbody tr")
        for text in texts:
            rows = rows.filter(has_text=text)
        return rows

    def _agree(self, what: str) -> None:
        self.press("Agree and send to the phone")
        expect(self.page.locator("aside").get_by_text(what, exact=True).last).to_be_visible()


def _some_days_ago() -> date:
    """Before yesterday on every clock."""
    return datetime.now(UTC).date() - timedelta(days=3)
