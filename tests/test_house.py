"""The house keeps its own rules: every route has its row, every kind all its pieces, every direction its tool."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.accounts.permissions import TABLES, Side
from server.app import App
from server.kinds import KINDS
from server.web import House
from server.wire import openapi, typescript

ROOT = Path(__file__).parents[1]
PHONE_SOURCE = ROOT / "pwa" / "src"
TOP = {"server", "pwa", "migrations", "tests", "docs", "bench", ".ci", ".git", ".venv", "var", "build"}


@pytest.mark.parametrize("side", ["phone", "desk"])
def test_every_route_has_its_row_and_every_row_its_route(house: House, side: Side) -> None:
    app = App(house)
    flask = app.phone if side == "phone" else app.desk
    endpoints = {rule.endpoint for rule in flask.url_map.iter_rules()}
    assert endpoints == set(TABLES[side])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_has_all_its_pieces(kind: str) -> None:
    room = KINDS[kind].body.__module__.split(".")[1]
    assert (ROOT / "server" / room / "kind.py").is_file()
    assert (ROOT / "tests" / room).is_dir()
    assert list((PHONE_SOURCE / room).glob("*.ts*"))
    line = re.compile(rf'import .* from "\./{room}/')
    assert any(line.search(row) for row in (PHONE_SOURCE / "kinds.ts").read_text().splitlines())
    assert KINDS[kind].body.__name__ in openapi()["components"]["schemas"]


def test_the_phones_types_are_what_the_servers_models_say() -> None:
    assert (PHONE_SOURCE / "api" / "wire.ts").read_text() == typescript(openapi())


def test_the_published_document_is_what_the_servers_models_say() -> None:
    assert json.loads((ROOT / "docs" / "openapi.json").read_text()) == openapi()


def test_the_same_answers_are_offered_on_both_sides() -> None:
    schemas = openapi()["components"]["schemas"]
    assert schemas["Envelope"]["properties"]["share"]["enum"] == ["before", "when_we_meet"]
    assert set(schemas["HomeworkBody"]["properties"]["answer"]["enum"]) == {"done", "partly", "not_this_time"}


def test_the_top_level_holds_the_house_and_what_tools_demand() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    folders = {name.split("/")[0] for name in listed if "/" in name}
    assert folders <= TOP


FLOORS = """
[importlinter]
root_package = server

[importlinter:contract:floors]
name = floors
type = layers
containers = server
exhaustive = true
layers =
{layers}
"""


def layers() -> list[str]:
    text = (ROOT / "pyproject.toml").read_text()
    block = re.search(r"layers = \[\n(.*?)\]", text, re.S)
    assert block is not None
    return re.findall(r'"([^"]+)"', block[1])


def lint(tmp_path: Path, floors: list[str]) -> int:
    config = tmp_path / "contract.ini"
    config.write_text(FLOORS.format(layers="\n".join(f"    {floor}" for floor in floors)))
    command = [str(Path(sys.executable).with_name("lint-imports")), "--config", str(config), "--no-cache"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


def test_the_floors_hold(tmp_path: Path) -> None:
    assert lint(tmp_path, layers()) == 0


def test_a_room_without_a_floor_fails_the_build(tmp_path: Path) -> None:
    assert lint(tmp_path, [floor for floor in layers() if floor != "meetings"]) != 0


def test_a_room_that_imports_upwards_fails_the_build(tmp_path: Path) -> None:
    assert lint(tmp_path, layers()[::-1]) != 0


WAYS_OUT = {
    "private/sends.ts": 'export { connect } from "../api/api.ts";',
    "private/seals.ts": 'export { sealEntry } from "../store/seal.ts";',
    "private/queues.ts": 'export type { Queue } from "../store/queue_types.ts";',
    "entry/knows.ts": 'export { openPrivate } from "../private/store.ts";',
    "sync/reads.ts": 'export { openPrivate } from "../entry/knows.ts";',
    "sync/whole.ts": 'export { openMemory } from "../together.ts";',
    "worker/reads.ts": 'export { openPrivate } from "../private/store.ts";',
}


def test_a_way_between_what_is_only_on_the_phone_and_what_sends_fails_the_build(tmp_path: Path) -> None:
    phone = ROOT / "pwa"
    shutil.copytree(phone / "src", tmp_path / "src")
    for name in (".dependency-cruiser.mjs", "package.json", "tsconfig.json", "tsconfig.page.json"):
        shutil.copy(phone / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(phone / "node_modules")
    assert ways(tmp_path) == set()
    for name, line in WAYS_OUT.items():
        (tmp_path / "src" / name).write_text(line + "\n")
    assert {f"src/{name}" for name in WAYS_OUT} - {"src/entry/knows.ts"} <= ways(tmp_path)


def ways(phone: Path) -> set[str]:
    """From where a file that is only for the phone, or one that sends, is reached and must not be."""
    command = [str(ROOT / ".venv/node/node"), "node_modules/.bin/depcruise", "--output-type", "json", "src"]
    told = subprocess.run(command, cwd=phone, capture_output=True, check=False).stdout
    rules = ("private-has-no-way-out", "no-way-into-private")
    return {one["from"] for one in json.loads(told)["summary"]["violations"] if one["rule"]["name"] in rules}
