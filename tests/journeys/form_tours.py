"""The forms beside homework's, for the tour of every screen."""

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.journeys.phone import Phone

WREN = "A wren comes to the window."
CAT = "The window is open at night."
NEST = "Build a nest box by the spring"


def expecting(phone: Phone) -> Iterator[str]:
    """What is expected, and what happened; what is feared, and of therapy itself."""
    page = phone.page
    phone.go("/expectations")
    yield "expectations"
    page.get_by_role("link", name="What I realistically expect").click()
    phone.press("Save what I expect")
    expect(page.get_by_text("Please choose the day.")).to_be_visible()
    yield "expect-wrong"
    page.get_by_role("radio", name="In four weeks").check()
    page.get_by_label("By then…").fill(WREN)
    page.get_by_role("group", name="How likely is it").get_by_label("70 in 100").check()
    page.get_by_text("What would more look like, and less?").click()
    page.get_by_label("A bit more", exact=True).fill("Two of them come.")
    yield "expect"
    phone.press("Save what I expect")
    page.get_by_role("link", name=WREN).click()
    expect(page.get_by_role("link", name="Look at it again")).to_be_visible()
    yield "expectation"
    page.get_by_role("link", name="Look at it again").click()
    page.get_by_role("radio", name="Too hopeful").check()
    page.get_by_role("radio", name="Change it").check()
    yield "look-again"
    page.go_back()
    page.get_by_role("link", name="Say what happened already").click()
    page.get_by_role("radio", name="Two of them come.").check()
    expect(page.get_by_text("Side by side")).to_be_visible()
    yield "look-back"
    phone.go("/predictions/new")
    page.get_by_label("The situation").fill(CAT)
    page.get_by_label("What do you fear will happen?").fill("The cat gets it.")
    page.get_by_role("radio", name="Tomorrow").check()
    yield "predict"
    phone.press("Save the prediction")
    page.get_by_role("link", name=CAT).click()
    page.get_by_role("radio", name="Partly").check()
    yield "outcome"
    phone.go("/expectations/therapy")
    yield "expect-of-therapy"
    phone.go()
    phone.all_is_sent()


def rated(phone: Phone) -> Iterator[str]:
    """A session, with and without numbers; and one that is not listed."""
    page = phone.page
    phone.go()
    page.get_by_role("link", name="Rate it").last.click()
    safe = page.get_by_role("group", name="How safe did it feel to say what was on your mind?")
    expect(safe).to_be_visible()
    yield "rate"
    phone.press("Save")
    expect(page.get_by_text("Please give a number")).to_be_visible()
    yield "rate-wrong"
    safe.get_by_label("5 of 10").check()
    page.get_by_role("radio", name="We didn’t meet").check()
    expect(page.get_by_text("It is saved without numbers")).to_be_visible()
    yield "rate-not-met"
    page.get_by_role("radio", name="Rate it").check()
    phone.press("Save")
    expect(page.get_by_text("Safe 5.")).to_be_visible()
    phone.all_is_sent()
    yield "today-rated"
    page.get_by_role("link", name="Rate a session that is not listed").click()
    page.get_by_role("radio", name="Another day").check()
    phone.press("Save")
    expect(page.get_by_text("Please choose the day.")).to_be_visible()
    yield "rate-not-listed"
    phone.go("/session/01900000-0000-7000-8000-000000000000")
    expect(phone.heading).to_have_text("This session is not listed here")
    yield "rate-unknown"


def mended(phone: Phone) -> Iterator[str]:
    """What changes after the two talked, and whether it helped."""
    page = phone.page
    phone.go()
    card = phone.card("Did it help?")
    expect(card).to_be_visible()
    yield "today-did-it-help"
    card.get_by_role("link", name="Add words").click()
    phone.press("Save")
    expect(page.get_by_text("Please choose one of the three.")).to_be_visible()
    yield "did-it-help-wrong"
    page.get_by_role("radio", name="Leave it").check()
    page.get_by_label("Anything you want to add?").fill("It is good as it is.")
    yield "did-it-help"
    phone.press("Save")
    expect(phone.card("Did it help?")).to_contain_text("Leave it.")
    phone.all_is_sent()
    yield "today-it-is-left"


def aiming(phone: Phone) -> Iterator[str]:
    """A goal that waits for a word, put differently; one of one's own; and all of them between the two."""
    page = phone.page
    phone.go()
    card = phone.card(NEST)
    expect(card).to_be_visible()
    yield "today-goal"
    card.get_by_role("link", name="Change it").click()
    phone.press("Save")
    expect(page.get_by_text("Please choose one.")).to_be_visible()
    yield "goal-wrong"
    page.get_by_role("radio", name="Change it").check()
    page.get_by_label("How would you put it?").fill("Build a nest box with my niece by the spring")
    page.get_by_text("Who said what, and when").click()
    yield "goal-change"
    phone.press("Save")
    expect(phone.heading).to_have_text("Between us")
    expect(page.get_by_text("You would put it: Build a nest box")).to_be_visible()
    yield "between-us-goals"
    page.get_by_role("link", name="Propose a goal").click()
    phone.press("Propose it")
    expect(page.get_by_text("Please write a few words.")).to_be_visible()
    yield "goal-propose-wrong"
    page.get_by_label("My goal").fill("Know the birds of our street by their song")
    page.get_by_label("Why does it matter to you?").fill("My father did.")
    yield "goal-propose"
    phone.press("Propose it")
    expect(phone.heading).to_have_text("Between us")
    phone.go()
    phone.all_is_sent()
    expect(phone.card(NEST)).to_contain_text("Change it.")
    yield "today-goal-answered"
