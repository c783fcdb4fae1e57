"""The app on the home screen: it can be installed, opens without a network, and keeps the shell and nothing else."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Profiles
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import PHONE_BUILD, Server

# What the shell's cache holds, the revision taken off.
KEPT = """
async () => {
  const urls = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
  }
  return urls;
}
"""
WORKER = "navigator.serviceWorker.ready.then((found) => [found.active.state, new URL(found.active.scriptURL).pathname])"


def test_the_app_can_be_installed(server: Server, profiles: Profiles) -> None:
    page = profiles("chromium").open()
    phone = Phone(page, server.phone)
    phone.go("/join#an-invitation")
    phone.shell_is_kept()
    browser = page.context.new_cdp_session(page)
    assert browser.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = browser.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{server.phone}/manifest.webmanifest"
    assert page.evaluate(WORKER) == ["activated", "/sw.js"]


@pytest.mark.usefixtures("server_will_be_gone")
def test_after_one_visit_every_address_opens_without_a_server(
    server: Server, people: People, profiles: Profiles
) -> None:
    client = people.client("Ana Horvat")
    item = people.agree(client, WALK, EVERY_DAY)
    profile = profiles("chromium")
    phone = Phone(profile.open(), server.phone)
    phone.join(people.invitation(client))
    phone.all_is_sent()
    phone.shell_is_kept()
    profile.close()
    server.kill()

    phone = Phone(profile.open(), server.phone)
    titles = {
        f"/homework/{item}": WALK,
        "/history": "My history",
        "/between-us": "Between us",
        "/my-phone": "My phone, my data",
        "/homework": "Log an earlier day",
        "/no/such/page": "There is nothing at this address",
        "/": "One thing is open",
    }
    for path, title in titles.items():
        phone.go(path)
        expect(phone.heading).to_have_text(title)


def test_the_cache_holds_the_shell_and_no_answer_of_the_server(server: Server, people: People, phone: Page) -> None:
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    app = Phone(phone, server.phone)
    app.join(people.invitation(client))
    app.shell_is_kept()
    app.tap(WALK, "Done")
    app.all_is_sent()
    app.go("/my-phone/opened")
    expect(app.heading).to_have_text("Everyone and everything")
    built = (path for path in PHONE_BUILD.rglob("*") if path.is_file() and path.name != "sw.js")
    wanted = sorted(f"/{path.relative_to(PHONE_BUILD).as_posix()}" for path in built)
    assert sorted(paths(phone)) == wanted


def paths(page: Page) -> list[str]:
    """The addresses in every cache, without host and revision."""
    return [url.split("?")[0].removeprefix(page.evaluate("location.origin")) for url in page.evaluate(KEPT)]
