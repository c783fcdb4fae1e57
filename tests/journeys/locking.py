"""The app's own lock, as a person uses it."""

from playwright.sync_api import expect

from tests.journeys.phone import Phone

PIN = "493817"
OTHER = "905132"


def set_pin(phone: Phone, pin: str = PIN) -> None:
    """From My phone, where it is said before what a PIN is worth."""
    phone.go("/my-phone")
    phone.page.get_by_role("link", name="Lock Off").click()
    expect(phone.heading).to_have_text("Lock this app")
    phone.page.get_by_label("New PIN").fill(pin)
    phone.page.get_by_label("The same once more").fill(pin)
    phone.press("Set the PIN")
    expect(phone.heading).to_have_text("This app has a PIN")


def is_locked(phone: Phone) -> None:
    """The lock screen stands, and nothing else."""
    expect(phone.heading).to_have_text("Locked")
    expect(phone.page.get_by_label("Your PIN")).to_have_value("")


def try_pin(phone: Phone, pin: str = PIN) -> None:
    """Types a PIN and presses Unlock."""
    phone.page.get_by_label("Your PIN").fill(pin)
    phone.press("Unlock")


def unlock(phone: Phone, pin: str = PIN) -> None:
    """To where the person was going."""
    try_pin(phone, pin)
    expect(phone.heading).not_to_have_text("Locked")
    phone.settled()


def put_away(phone: Phone) -> None:
    """The person turns to another app. Browsers without a window never hide a page, so its word for it is put in."""
    _turn(phone, "hidden")


def take_up(phone: Phone) -> None:
    """The person comes back to it."""
    _turn(phone, "visible")


def _turn(phone: Phone, state: str) -> None:
    phone.page.evaluate(
        """(state) => {
          Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def is_blank(phone: Phone) -> bool:
    """Nothing of the page can be seen on the screen. On paper it can."""
    opacity = "getComputedStyle(document.body).opacity"
    seen: str = phone.page.evaluate(opacity)
    phone.page.emulate_media(media="print")
    printed: str = phone.page.evaluate(opacity)
    phone.page.emulate_media(media="screen")
    assert printed == "1"
    return seen == "0"
