"""Two clients and one phone: what the first wrote is for nobody who holds it afterwards."""

from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import browsers
from tests.journeys.complaints import Complaints
from tests.journeys.conftest import Profiles
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone, readable_in, until
from tests.journeys.server import Server

PLAN, WORDS, DRAFT = "Quillwort by the canal", "zephyrine morning", "obsidian evening"
HERS = (PLAN, WORDS, DRAFT, *(text.split()[0] for text in (PLAN, WORDS, DRAFT)))
COOKIE = "__Host-device"
EVERYTHING = """
async () => {
  const found = { databases: {}, caches: [], local: { ...localStorage }, session: { ...sessionStorage } };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, fail) => {
      const asked = indexedDB.open(name);
      // One that went since it was listed must not be made anew by looking.
      asked.onupgradeneeded = () => asked.transaction.abort();
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => asked.error.name === "AbortError" ? done(null) : fail(asked.error);
    });
    if (db === null) continue;
    found.databases[name] = {};
    for (const store of db.objectStoreNames) {
      found.databases[name][store] = await new Promise((done, fail) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result.length);
        asked.onerror = () => fail(asked.error);
      });
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.caches.push(new URL(url).pathname);
  }
  return found;
}
"""


@pytest.mark.usefixtures("server_will_be_gone")
def test_what_a_client_wrote_is_readable_in_no_file_of_the_phone_and_gone_after_signing_out_offline(
    server: Server, people: People, profiles: Profiles, complaints: Complaints
) -> None:
    complaints.allow("401 (UNAUTHORIZED)")
    ana, ben = people.client("Ana Horvat"), people.client("Ben Okoro")
    item = people.agree(ana, PLAN, EVERY_DAY)
    profile = profiles("chromium")
    phone = Phone(profile.open(), server.phone)
    phone.join(people.invitation(ana))
    phone.shell_is_kept()
    server.kill()
    write(phone, item)
    profile.close()
    assert "\n".join(readable_in(profile.folder, *HERS)) == ""

    phone = Phone(profile.open(), server.phone)
    phone.go("/my-phone")
    wipe(phone)
    # The app does not wait for ever for a tab or a worker that is slow to let go of the database: it goes when they do.
    until(phone.page, lambda: list(phone.page.evaluate(EVERYTHING)["databases"]) == ["throughline"])
    left = phone.page.evaluate(EVERYTHING)
    assert left == {
        # The server has still to be told.
        "databases": {"throughline": {"clients": 0, "current": 1}},
        "caches": [],
        "local": {},
        "session": {},
    }
    profile.close()
    assert "\n".join(readable_in(profile.folder, *HERS)) == ""

    server.start()
    people.agree(ben, WALK, EVERY_DAY)
    phone = Phone(profile.open(), server.phone)
    phone.go()
    expect(phone.heading).to_have_text("Enter your code")
    phone.join(people.invitation(ben))
    expect(phone.card(WALK)).to_be_visible()
    sees_nothing_of_hers(phone, f"/homework/{item}")
    assert people.stored(ana) == []


def write(phone: Phone, item: UUID) -> None:
    """One log that is kept, and words that are not saved yet."""
    phone.go(f"/homework/{item}")
    phone.page.get_by_role("radio", name="Done").check()
    phone.page.get_by_label("What did you notice or learn?").fill(WORDS)
    phone.press("Save")
    phone.waits(1)
    phone.go(f"/homework/{item}")
    phone.page.get_by_label("What did you notice or learn?").fill(DRAFT)
    expect(phone.page.get_by_text("Draft kept on this phone as you write")).to_be_visible()


def wipe(phone: Phone) -> None:
    """Signs out with no server there. What would be lost is said first."""
    phone.page.get_by_role("button", name="Stop using this phone").click()
    expect(phone.page.get_by_text("1 entry has not been sent.")).to_be_visible()
    phone.press("Yes, lose 1 entry and wipe")
    expect(phone.heading).to_have_text("This phone is empty")


def sees_nothing_of_hers(phone: Phone, *more: str) -> None:
    """On no screen, and not by going back."""
    for path in ("/", "/history", "/between-us", "/my-phone", "/homework", *more):
        phone.go(path)
        shown = phone.page.content()
        assert not [word for word in HERS if word in shown], path
    phone.page.go_back()
    phone.settled()
    assert not [word for word in HERS if word in phone.page.content()]


def test_a_phone_whose_cookie_is_another_clients_sends_nothing_and_says_so(
    server: Server, people: People, phone: Page, chromium: Browser, complaints: Complaints
) -> None:
    complaints.allow("409")
    ana, ben = people.client("Ana Horvat"), people.client("Ben Okoro")
    people.agree(ana, WALK, EVERY_DAY)
    app = Phone(phone, server.phone)
    app.join(people.invitation(ana))
    app.all_is_sent()
    with browsers.phone(chromium, complaints) as other:
        Phone(other, server.phone).join(people.invitation(ben))
        his = [one for one in other.context.cookies() if one["name"] == COOKIE]
    phone.context.clear_cookies(name=COOKIE)
    phone.context.add_cookies(his)  # type: ignore[arg-type]  # what is read from a context is what it takes

    app.tap(WALK, "Done")
    expect(phone.get_by_text("This phone belongs to another invitation")).to_be_visible()
    app.waits(1)
    assert (people.stored(ana), people.stored(ben)) == ([], [])
