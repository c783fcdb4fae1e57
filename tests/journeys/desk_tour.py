"""Every page of the therapist, one after another, with the demo's people in them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from playwright.sync_api import FilePayload, expect

from tests.journeys.desk import Desk
from tests.meetings.calendars import calendar, event, start

DAILY = "Water the plants"
PLAN_THEN = "If I forget, I do it when I see the kettle."


def desk_screens(desk: Desk, links: Mapping[str, str], said: str) -> Iterator[str]:
    """Leads ``desk`` through all pages; the name of each, while it stands there.

    ``links`` are one-time links by first name, ``said`` what the command line printed with Olga's one-time code.
    """
    yield from getting_in(desk, said)
    desk.page.goto(links["Tomas"])
    yield "one-time-link"
    desk.page.get_by_role("button", name="Sign in as Tomas Keller").click()
    expect(desk.heading).to_have_text("Caseload")
    yield "caseload"
    yield from new_client(desk)
    yield from homework(desk)
    yield from goals(desk)
    yield from expectations(desk)
    yield from weeks(desk)
    yield from sessions(desk)
    yield from phones(desk)
    yield from cover(desk)
    yield from week_ready(desk)
    desk.sign_out()
    desk.page.goto(links["Piet"])
    desk.page.get_by_role("button", name="Sign in as Piet Visser").click()
    yield from practice(desk)


def getting_in(desk: Desk, said: str) -> Iterator[str]:
    """Signing in, for the first time and later."""
    page = desk.page
    page.goto(f"{desk.origin}/sign-in")
    yield "sign-in"
    desk.press("Sign in")
    expect(page.get_by_text("Type your password.")).to_be_visible()
    yield "sign-in-wrong"
    page.goto(f"{desk.origin}/recovery")
    yield "recovery"
    page.goto(f"{desk.origin}/first-sign-in")
    yield "first-sign-in"
    authenticator = desk.choose_password("olga", said)
    yield "authenticator"
    desk.prove(authenticator)
    yield "recovery-codes"
    page.get_by_role("link", name="I have kept them").click()
    expect(desk.heading).to_have_text("Caseload")
    yield "caseload-empty"
    desk.sign_out()


def new_client(desk: Desk) -> Iterator[str]:
    """A client is added and invited."""
    page = desk.page
    page.get_by_role("link", name="Invite a client").first.click()
    yield "new-client"
    desk.press("Add client")
    expect(page.get_by_text("Type a name.")).to_be_visible()
    yield "new-client-wrong"
    page.get_by_label("Name").fill("Wilhelmina Featherstonehaugh-Montgomery")
    desk.press("Add client")
    yield "phone-none"
    desk.press("Invite a phone")
    expect(page.locator("dd code")).to_be_visible()
    yield "invitation"
    desk.tab("Week")
    yield "week-nothing-yet"
    page.goto(f"{desk.origin}/clients/01900000-0000-7000-8000-000000000000/week")
    yield "nothing-here"


def homework(desk: Desk) -> Iterator[str]:
    """The plan card for Ana: empty, wrong, looked at, agreed, changed."""
    page = desk.page
    page.goto(desk.origin)
    page.get_by_role("link", name="Ana Horvat").click()
    desk.tab("Homework")
    yield "homework"
    desk.press("Agree and send to the phone")
    expect(page.get_by_text("Say in a few words what it is.")).to_be_visible()
    yield "homework-wrong"
    page.get_by_label("And what then").fill(PLAN_THEN)
    page.get_by_role("group", name="How sure is Ana").get_by_role("radio", name="7").check(force=True)
    page.get_by_label("What", exact=True).fill(DAILY)
    page.get_by_role("group", name="Days").get_by_role("checkbox").first.check()
    desk.press("Look at it first")
    expect(page.get_by_role("heading", name="On Ana’s phone")).to_be_visible()
    yield "homework-looked-at"
    desk.agree(DAILY, ("Fill the can", "Look at each one"))
    yield "homework-agreed"
    page.get_by_role("link", name=f"Change {DAILY}").click()
    yield "homework-change"


def goals(desk: Desk) -> Iterator[str]:
    """Ana's goals, one proposed to her; one that Marek proposes; and those of Sofia, one of them reached."""
    page = desk.page
    desk.tab("Goals")
    page.get_by_text("Look at it again", exact=True).click()
    page.get_by_text("Who said what, and when").click()
    yield "goals"
    desk.press("Propose it")
    expect(page.get_by_text("Say in a few words what it is.")).to_be_visible()
    yield "goals-wrong"
    page.get_by_role("complementary").get_by_label("The goal, in words you both use").fill(
        "Water them without being asked"
    )
    desk.press("Propose it")
    expect(page.get_by_text("waits for a yes there")).to_be_visible()
    yield "goals-proposed"
    for name in ("Marek Nowak", "Sofia Marin"):
        page.goto(desk.origin)
        page.get_by_role("link", name=name).click()
        yield f"week-{name.split()[0].lower()}"
        desk.tab("Goals")
        yield f"goals-{name.split()[0].lower()}"
    page.goto(desk.origin)
    page.get_by_role("link", name="Ana Horvat").click()


def expectations(desk: Desk) -> Iterator[str]:
    """Ana's expectations: an empty ladder, a wrong one, one on offer, changed; what was reached as both see it."""
    page = desk.page
    desk.tab("Expectations")
    page.get_by_text("For research and export").click()
    yield "expectations"
    desk.press("Offer it on the phone")
    expect(page.get_by_text("Say in a few words what is expected.")).to_be_visible()
    yield "expectations-wrong"
    page.get_by_role("button", name="How often").click()
    page.get_by_label("By", exact=True).fill((datetime.now(UTC).date() + timedelta(days=30)).isoformat())
    desk.press("Offer it on the phone")
    expect(page.get_by_text("On offer, 1 of 3")).to_be_visible()
    yield "expectations-offered"
    page.get_by_role("link", name="Change Twice a week").click()
    yield "ladder-change"
    page.go_back()


def weeks(desk: Desk) -> Iterator[str]:
    """What the clients wrote."""
    page = desk.page
    for name in ("Ana Horvat", "Ben Okoro", "Leila Aziz"):
        page.goto(desk.origin)
        page.get_by_role("link", name=name).click()
        expect(page.locator("nav.tabs [aria-current=page]")).to_have_text("Week")
        yield f"week-{name.split()[0].lower()}"
    page.goto(desk.origin)
    page.get_by_role("link", name="Ana Horvat").click()
    marks = page.locator(".marking").first
    marks.locator("summary").click()
    marks.get_by_role("group", name="How much").get_by_role("radio", name="7").check(force=True)
    yield "week-marking"
    desk.press("Keep")
    expect(page.get_by_text("Kept as your own marks.")).to_be_visible()
    expect(page.get_by_role("row", name="marked by you")).to_contain_text("7 – Ana does not see this.")
    yield "week-marked"
    page.get_by_role("link", name="As text").click()
    expect(desk.heading).to_have_text("The week as text")
    yield "week-as-text"
    page.get_by_role("link", name="Week", exact=True).click()
    page.get_by_role("link", name="Week before").click()
    yield "week-before"
    page.goto(page.url.split("?")[0] + "?from=2026-05-09&to=2026-05-01")
    yield "week-wrong-days"
    page.go_back()
    page.get_by_role("link", name="How these signs are made").click()
    expect(desk.heading).to_have_text("How these signs are made")
    yield "signs"
    page.go_back()
    page.get_by_role("link", name="Open a question yourself").click()
    page.get_by_label("What we talked about").fill("Our rupture")
    desk.press("Save")
    expect(page.get_by_text("Please say it without the word")).to_be_visible()
    yield "question-wrong"
    page.get_by_label("What made you think of it").fill("I looked at the clock twice.")
    yield "question"
    desk.press("Open it")
    expect(page.locator("#asks")).to_contain_text("I looked at the clock twice.")
    yield "week-with-a-question"


def sessions(desk: Desk) -> Iterator[str]:
    """When they meet."""
    desk.tab("Sessions")
    yield "sessions"
    for title in ("Sessions that come again", "One session", "When I usually read"):
        desk.page.get_by_text(title, exact=True).click()
    yield "sessions-add"
    yield from from_a_calendar(desk)
    desk.page.get_by_role("link", name="Change").first.click()
    yield "session"
    desk.page.go_back()


def from_a_calendar(desk: Desk) -> Iterator[str]:
    """A file that is none, and one with sessions of Ana's and what else is in a calendar."""
    page = desk.page
    page.get_by_text("From your calendar", exact=True).click()
    choose(desk, b"none")
    expect(page.get_by_text("This is not a calendar file")).to_be_visible()
    yield "calendar-file-wrong"
    choose(desk, diary(datetime.now(UTC)))
    expect(desk.heading).to_have_text("From your calendar")
    page.get_by_text("One by one").first.click()
    page.get_by_text("other titles in this file").click()
    yield "calendar-file"
    page.get_by_role("link", name="Sessions of Ana Horvat").click()


def choose(desk: Desk, file: bytes) -> None:
    """A calendar file, looked at."""
    named: FilePayload = {"name": "calendar.ics", "mimeType": "text/calendar", "buffer": file}
    desk.page.get_by_label("Calendar file").set_input_files(named)
    desk.press("Look at it")


def diary(now: datetime) -> bytes:
    """A therapist's calendar from three weeks ago on: Ana weekly, once moved; others; a day off; a birthday."""
    day = f"{now - timedelta(days=20):%Y%m%d}"
    moved = f"{now + timedelta(days=8):%Y%m%d}"
    weekly = "RRULE:FREQ=WEEKLY"
    return calendar(
        event(weekly, title="Ana Horvat", uid="ana", at=f"Europe/London:{day}T143000"),
        event(
            start(f"Europe/London:{moved}T143000", "RECURRENCE-ID"), title="Ana Horvat", uid="ana", at=f"{moved}T171500"
        ),
        event(weekly, title="Ben Okoro, with his brother, in the large room", uid="ben", at=f"{day}T110000"),
        event(weekly, title="Team", uid="team", at=f"{day}T090000Z", minutes=30),
        event(title="Off", uid="off", at=moved),
        event("RRULE:FREQ=YEARLY", title="Birthday", uid="birthday", at=f"{day}T200000Z"),
    )


def phones(desk: Desk) -> Iterator[str]:
    """A phone, and what if it is lost."""
    page = desk.page
    desk.tab("Phone")
    yield "phones"
    desk.press("Give a code to erase")
    expect(desk.heading).to_have_text("A code to erase")
    yield "code-given"
    page.get_by_role("link", name="Done").click()
    page.get_by_role("link", name="It is lost").first.click()
    yield "lost"
    desk.press("It is lost, go on")
    expect(page.get_by_label("The phone is lost.")).to_be_visible()
    yield "lost-sure"
    desk.press("Sign it out and destroy it")
    expect(page.get_by_text("Tick this to confirm, or go back.")).to_be_visible()
    yield "lost-sure-wrong"


def cover(desk: Desk) -> Iterator[str]:
    """Somebody reads while Tomas is away."""
    page = desk.page
    page.get_by_role("link", name="Cover", exact=True).click()
    yield "cover"
    desk.press("Save")
    expect(page.get_by_text("Choose who reads for you.")).to_be_visible()
    yield "cover-wrong"
    today = datetime.now(UTC).date()
    page.get_by_label("Who reads for me").select_option(label="Olga Brandt")
    page.get_by_label("First day").fill((today + timedelta(days=1)).isoformat())
    page.get_by_label("Last day").fill((today + timedelta(days=14)).isoformat())
    desk.press("Save")
    expect(page.get_by_text("Will read for you from")).to_be_visible()
    yield "cover-named"
    desk.press("Take it back")


def week_ready(desk: Desk) -> Iterator[str]:
    """Being told that the week is ready: in a browser that was not asked yet, and in one that is not allowed to."""
    page = desk.page
    page.goto(desk.origin)
    page.get_by_role("link", name="Tell me when my week is ready").click()
    expect(page.locator("[data-state]:visible")).to_have_count(1)
    yield "week-ready"


def practice(desk: Desk) -> Iterator[str]:
    """What the owner writes for clients to read."""
    page = desk.page
    expect(desk.heading).to_have_text("The practice")
    yield "owner"
    page.get_by_role("link", name="Texts and help lines").click()
    yield "practice"
    page.get_by_role("link", name="How sessions run").click()
    page.get_by_role("textbox", name="Title").fill("")
    desk.press("Save as the version that holds")
    expect(page.get_by_text("Give it a title.")).to_be_visible()
    yield "practice-text-wrong"
    page.get_by_role("textbox", name="Title").fill("How we meet")
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    yield "practice-text-looked-at"
    page.get_by_role("link", name="Read version 1").click()
    yield "practice-version"
    page.goto(f"{desk.origin}/practice/help-lines")
    desk.press("Another one")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("Say who answers.")).to_be_visible()
    yield "help-lines-wrong"
