"""A newer build of the app arrives on a phone: what waits there goes through it, once."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Databases, Profiles
from tests.journeys.people import EVERY_DAY, WALK, People
from tests.journeys.phone import Phone
from tests.journeys.server import PHONE_BUILD, Server

MANY = [f"{WALK}, lap {one}" for one in "abcdefgh"]
LOOK_FOR_NEWER = "navigator.serviceWorker.ready.then((found) => found.update()).then(() => true)"
HASH = re.compile(r"-[\w-]{8}\.js$")
SHELL_REVISION = re.compile(r"(/index\.html.,revision:.)\w+")


class Deployed(Server):
    """A server whose build can be replaced while it runs."""

    @property
    def build(self) -> Path:
        """What it hands out."""
        return self.folder / "dist"

    @property
    def environment(self) -> dict[str, str]:
        """The settings of this installation."""
        return {**super().environment, "THROUGHLINE_PHONE_BUILD": str(self.build)}

    def deploy_newer(self, name: str = "newbuild") -> str:
        """The same app with every script under another name, as a change gives them; the name of the first one."""
        shutil.rmtree(self.build.with_name("dist-before"), ignore_errors=True)
        self.build.rename(self.build.with_name("dist-before"))
        shutil.copytree(PHONE_BUILD, self.build)
        scripts = sorted((self.build / "assets").glob("*.js"))
        names = {one.name: HASH.sub(f"-{name}.js", one.name) for one in scripts}
        for path in (self.build / "index.html", self.build / "sw.js", *scripts):
            text = path.read_text()
            for old, new in names.items():
                text = text.replace(old, new)
            path.write_text(text)
        for path in scripts:
            path.rename(path.with_name(names[path.name]))
        worker = self.build / "sw.js"
        text, changed = SHELL_REVISION.subn(rf"\g<1>{name}", worker.read_text())
        assert changed == 1
        worker.write_text(text)
        return f"index-{name}.js"


@pytest.fixture
def deployed(new_databases: Databases, tmp_path: Path) -> Iterator[Deployed]:
    made = Deployed(tmp_path, new_databases())
    shutil.copytree(PHONE_BUILD, made.build)
    made.start()
    yield made
    made.kill()


def runs(page: Page, script: str) -> bool:
    found = page.evaluate("[...document.scripts].map((one) => one.src)")
    return any(one.endswith(script) for one in found)


@pytest.mark.usefixtures("server_will_be_gone")
def test_an_entry_that_waits_goes_through_a_newer_build_and_arrives_once(
    deployed: Deployed, profiles: Profiles
) -> None:
    people = People(deployed)
    client = people.client("Ana Horvat")
    people.agree(client, WALK, EVERY_DAY)
    profile = profiles("chromium")
    page = profile.open()
    phone = Phone(page, deployed.phone)
    phone.join(people.invitation(client))
    phone.all_is_sent()
    phone.shell_is_kept()
    # The second time it is the worker that hands out the app.
    phone.go("/my-phone")

    newer = deployed.deploy_newer()
    page.evaluate(LOOK_FOR_NEWER)
    expect(page.get_by_text("A newer version is ready")).to_be_visible()
    phone.place("Today")
    assert not runs(page, newer)
    deployed.kill()
    phone.tap(WALK, "Done")
    profile.close()

    page = profile.open()
    phone = Phone(page, deployed.phone)
    phone.go()
    assert runs(page, newer)
    expect(phone.card(WALK).get_by_role("button", name="Undo")).to_be_visible()
    phone.place("History")
    expect(phone.heading).to_have_text("My history")
    deployed.start()
    phone.place("Today")
    phone.all_is_sent()
    assert len(people.stored(client)) == 1


@pytest.mark.usefixtures("server_will_be_gone")
def test_a_phone_that_missed_a_build_sends_what_waited_once_and_comes_to_the_newest(
    deployed: Deployed, profiles: Profiles
) -> None:
    people = People(deployed)
    client = people.client("Mira Sol")
    for what in MANY:
        people.agree(client, what, EVERY_DAY)
    profile = profiles("chromium")
    phone = Phone(profile.open(), deployed.phone)
    phone.join(people.invitation(client))
    phone.all_is_sent()
    phone.shell_is_kept()
    phone.go("/my-phone")
    deployed.kill()
    phone.place("Today")
    for what in MANY:
        phone.tap(what, "Done")
    phone.waits(len(MANY))
    profile.close()
    missed, newest = deployed.deploy_newer("missed"), deployed.deploy_newer("newest")
    deployed.start()

    page = profile.open()
    phone = Phone(page, deployed.phone)
    phone.go()
    phone.all_is_sent()
    page.evaluate(LOOK_FOR_NEWER)
    phone.place("My phone")
    expect(page.get_by_text("A newer version is ready")).to_be_visible()
    profile.close()
    page = profile.open()
    phone = Phone(page, deployed.phone)
    phone.go("/history")
    assert runs(page, newest)
    assert not runs(page, missed)
    expect(phone.heading).to_have_text("My history")
    assert len(people.stored(client)) == len(MANY)
    assert len([line for line in phone.history() if WALK in line]) == len(MANY)
