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
