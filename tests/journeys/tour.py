"""Every screen of the phone, one after another, with the demo's people in them."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import expect

from server import clock
from server.entries.rules import local_day
from server.reminders.offers import reminder_id
from server.reminders.schedule import occurrence_id
from tests.journeys.browsers import PLACE
from tests.journeys.form_tours import aiming, expecting, mended, rated
from tests.journeys.locking import OTHER, PIN, set_pin, try_pin, unlock
from tests.journeys.people import EVERY_DAY
from tests.journeys.phone import Phone

DAILY = "Feed the birds"
AT = EVERY_DAY["at"][0]
DAY_ENDS_AT = "03:00"


def phone_screens(phone: Phone, link: str) -> Iterator[str]:
    """Leads ``phone`` from the invitation to the wipe; the name of each screen, while it stands there."""
    yield from joining(phone, link)
    yield from today_and_log(phone)
    yield from expecting(phone)
    yield from rated(phone)
    yield from mended(phone)
    yield from aiming(phone)
    yield from written(phone)
    yield from only_here(phone)
    yield from agreed(phone)
    yield from reminded(phone)
    yield from locked(phone)
    yield from without_signal(phone)
    yield from ends(phone)


def joining(phone: Phone, link: str) -> Iterator[str]:
    """From nothing to Today."""
    page = phone.page
    phone.go("/join")
    yield "join-by-code"
    phone.press("Join on this phone")
    expect(page.get_by_text("The code has 8 letters and numbers.")).to_be_visible()
    yield "join-by-code-wrong"
    page.goto("about:blank")
    page.goto(link)
    expect(phone.heading).to_have_text("You are invited to Throughline")
    yield "join"
    phone.press("Join on this phone")
    expect(phone.heading).to_have_text("Is this you?")
    yield "join-is-this-you"
    phone.press("The digits are different")
    yield "join-digits-differ"
    phone.press("Yes, this is me")
    expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    yield "confidentiality"
    phone.press("I have read this")
    expect(page.get_by_role("button", name="Keep this choice")).to_be_visible()
    yield "who-can-read-it"
    phone.press("Keep this choice")
    expect(phone.card(DAILY)).to_be_visible()
    yield "today"
    phone.shell_is_kept()
    phone.go("/consent")
    yield "consent"


def today_and_log(phone: Phone) -> Iterator[str]:
    """One tap, and all that can be said beyond it."""
    page = phone.page
    phone.go()
    phone.tap(DAILY, "Not this time")
    yield "today-in-the-way"
    phone.press("Skip")
    phone.all_is_sent()
    yield "today-answered"
    phone.place("Today")
    page.get_by_role("link", name="Log an earlier day").click()
    expect(phone.heading).to_have_text("Log an earlier day")
    yield "pick"
    page.get_by_role("link", name=DAILY).click()
    expect(phone.heading).to_have_text(DAILY)
    yield "log"
    phone.press("Save")
    expect(page.get_by_text("Please choose one of the three.")).to_be_visible()
    yield "log-wrong"
    page.get_by_role("radio", name="Not this time").check()
    yield "log-not-this-time"
    page.get_by_role("radio", name="Done").check()
    page.get_by_role("radio", name="Another day").check()
    page.get_by_role("group", name="How hard was it?").get_by_label("3 of 10").check()
    page.get_by_label("What did you notice or learn?").fill("A wren came.")
    page.locator("details.share summary").click()
    expect(page.get_by_text("Draft kept on this phone as you write")).to_be_visible()
    yield "log-more"
    page.reload()
    expect(page.get_by_text("Your draft is back, as you left it.")).to_be_visible()
    yield "log-draft-is-back"
    phone.press("Start again")


def only_here(phone: Phone) -> Iterator[str]:
    """What nobody else reads, and a copy of it."""
    page = phone.page
    phone.go("/history")
    page.get_by_role("link", name=f"{DAILY}: not this time").click()
    page.get_by_role("link", name="Change it").click()
    page.locator("details.share summary").click()
    page.get_by_role("radio", name="Only on this phone").check()
    expect(page.get_by_text("may have read it already")).to_be_visible()
    yield "log-only-here"
    phone.press("Save the change")
    expect(phone.card(DAILY)).to_contain_text("Only on this phone")
    yield "today-only-here"
    phone.go("/history")
    page.get_by_role("link", name=f"{DAILY}: not this time").click()
    expect(page.get_by_text("sees nothing of it")).to_be_visible()
    yield "entry-only-here"
    phone.go("/my-phone/only-here")
    phone.press("Save the file")
    expect(page.get_by_text("Please make it longer")).to_be_visible()
    yield "only-here-wrong"
    for field in ("A passphrase", "The same once more"):
        page.get_by_label(field).fill("lantern orchard gravel piano")
    phone.press("Save the file")
    expect(page.get_by_text("is among your downloads")).to_be_visible()
    yield "only-here"


def written(phone: Phone) -> Iterator[str]:
    """What was written before."""
    phone.go("/history")
    expect(phone.page.get_by_role("heading", name="How sessions felt")).to_be_visible()
    phone.page.get_by_text("All of it, in words").first.click()
    yield "history"
    phone.page.get_by_role("link", name=f"{DAILY}: not this time").click()
    expect(phone.heading).to_have_text(f"{DAILY}: not this time")
    yield "entry"
    phone.press("Withdraw it")
    expect(phone.page.get_by_text("Take this entry back?")).to_be_visible()
    yield "entry-withdraw"
    phone.page.get_by_role("link", name="Change it").click()
    expect(phone.page.get_by_role("button", name="Save the change")).to_be_visible()
    yield "log-change"


def agreed(phone: Phone) -> Iterator[str]:
    """What holds between the two, and what the phone knows of itself."""
    phone.go("/week")
    expect(phone.page.get_by_role("heading", name="Homework")).to_be_visible()
    yield "week"
    phone.press("Save the note")
    expect(phone.page.get_by_text("Write a few words first.")).to_be_visible()
    yield "week-wrong"
    phone.go("/between-us")
    yield "between-us"
    phone.page.get_by_text("Read it", exact=True).click()
    phone.press("Take it back")
    yield "between-us-take-back"
    phone.go("/between-us/confidentiality")
    expect(phone.page.get_by_label("What would you like to ask?")).to_be_visible()
    yield "question"
    phone.page.get_by_label("What would you like to ask?").fill("Who is the colleague?")
    phone.press("Save")
    expect(phone.page.get_by_text("You asked on").first).to_be_visible()
    yield "between-us-asked"
    phone.go("/my-phone")
    expect(phone.page.get_by_text("opened your week").first).to_be_visible()
    yield "my-phone"
    phone.go("/my-phone/opened")
    expect(phone.page.get_by_text("opened your week").first).to_be_visible()
    yield "access-log"
    phone.go("/my-phone/export")
    phone.press("Get the file")
    expect(phone.page.get_by_text("The code has 8 letters")).to_be_visible()
    yield "export-wrong"
    phone.page.get_by_label("A code from your therapist").fill("ABCD-2345")
    phone.press("Get the file")
    expect(phone.page.get_by_text("This code does not work.")).to_be_visible()
    yield "export-refused"
    phone.go("/my-phone/erase")
    phone.press("Go on")
    expect(phone.page.get_by_text("The code has 8 letters")).to_be_visible()
    yield "erase-wrong"
    phone.page.get_by_label("The 8-character code").fill("ABCD-2345")
    phone.press("Go on")
    expect(phone.page.get_by_text("Erase all of it in seven days?")).to_be_visible()
    yield "erase-sure"
    phone.go("/no/such/page")
    yield "nothing-here"


def reminded(phone: Phone) -> Iterator[str]:
    """Reminders, not turned on here, and one that was tapped."""
    page = phone.page
    phone.go("/reminders")
    expect(phone.heading).to_have_text("Reminders are off on this phone")
    page.get_by_text("Change when").first.click()
    expect(page.get_by_text("On which days?")).to_be_visible()
    page.get_by_text("How often", exact=True).click()
    phone.press("Pause all")
    yield "reminders-off"
    phone.go("/homework")
    path = urlsplit(page.get_by_role("link", name=DAILY).get_attribute("href") or "").path
    assignment = uuid.UUID(path.rsplit("/", 1)[1])
    reminder = reminder_id(assignment, "homework", assignment)
    today = local_day(clock.now(), PLACE["timezone_id"], DAY_ENDS_AT)
    phone.go(f"/reminder/{occurrence_id(reminder, f'{today} {AT}')}")
    expect(phone.heading).to_have_text("A moment for something you planned")
    yield "reminder"


def locked(phone: Phone) -> Iterator[str]:
    """A PIN, from before it is set until it is taken away."""
    page = phone.page
    phone.go("/my-phone/lock")
    page.get_by_label("New PIN").fill("111111")
    phone.press("Set the PIN")
    expect(page.get_by_text("over and over")).to_be_visible()
    yield "lock-off-wrong"
    set_pin(phone)
    page.get_by_text("Change the PIN").first.click()
    page.get_by_text("Take the PIN away").first.click()
    yield "lock-on"
    phone.go("/my-phone")
    try_pin(phone, OTHER)
    expect(page.get_by_text("That is not your PIN.")).to_be_visible()
    yield "locked-wrong"
    page.get_by_role("link", name="Help lines").click()
    yield "locked-help"
    phone.press("Back to the PIN")
    phone.press("I cannot remember my PIN")
    phone.page.get_by_role("button", name="Empty this phone").click()
    yield "locked-forgotten"
    phone.press("Back to the PIN")
    unlock(phone)
    expect(page.get_by_role("button", name="Lock now")).to_be_visible()
    yield "my-phone-with-a-lock"
    phone.go("/my-phone/lock")
    unlock(phone)
    page.get_by_text("Take the PIN away").first.click()
    page.get_by_label("Your PIN now").last.fill(PIN)
    phone.press("Take the PIN away")
    expect(phone.heading).to_have_text("Lock this app")


def without_signal(phone: Phone) -> Iterator[str]:
    """With no network, and with an entry that the server will not take."""
    page = phone.page
    page.context.set_offline(True)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=3))
    phone.go()
    phone.tap(DAILY, "Partly")
    expect(
        page.get_by_text("Something is not sent yet").or_(page.get_by_text("The server cannot be reached"))
    ).to_be_visible()
    yield "today-offline"
    phone.place("History")
    yield "history-offline"
    phone.go("/my-phone/opened")
    expect(page.get_by_text("It needs a connection.")).to_be_visible()
    yield "access-log-offline"
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=4, hours=1))
    phone.go()
    page.get_by_role("link", name="Save a copy").click()
    expect(phone.heading).to_have_text("What is not sent yet")
    yield "rescue"
    phone.press("Save the file")
    expect(page.get_by_text("is among your downloads")).to_be_visible()
    yield "rescue-saved"
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=3))
    page.context.set_offline(False)
    phone.go()
    expect(phone.standing).to_have_text("One entry needs a fix")
    yield "today-refused"
    page.get_by_role("link", name="See why and mend it").click()
    expect(phone.heading).to_have_text("The server did not accept this entry")
    yield "refused"


def ends(phone: Phone) -> Iterator[str]:
    """Signed out, and wiped."""
    phone.page.context.clear_cookies()
    phone.go()
    expect(phone.page.get_by_text("This phone is signed out")).to_be_visible()
    yield "today-signed-out"
    phone.place("My phone")
    phone.page.get_by_role("button", name="Stop using this phone").click()
    yield "my-phone-stop"
    phone.press("Yes, lose 2 entries and wipe")
    expect(phone.heading).to_have_text("This phone is empty")
    yield "wiped"
