"""The command line as the person who hosts it meets it: one sentence a refusal, and nothing by default."""

import re
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.cli import main
from server.cli.installation import Demo, make_secrets
from server.cli.main import COMMANDS
from server.cli.serve import check
from server.config import Config
from server.db import Database
from server.db.schema import is_current
from server.errors import Misconfigured
from tests.cli.conftest import Run

EVERY = [
    *([name] for name in COMMANDS),
    ["practice", "add"],
    ["therapist", "add"],
    ["therapist", "code"],
    ["keys", "init"],
    ["keys", "vapid"],
    ["keys", "rotate"],
    ["keys", "exchange"],
]


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_every_command_says_what_it_does(command: list[str]) -> None:
    shown = CliRunner().invoke(main, [*command, "--help"])
    assert shown.exit_code == 0, shown.output
    assert len(shown.output.split()) > 30


def test_a_practice_goes_from_nothing_to_its_first_sign_in_code(run: Run, environment: dict[str, str]) -> None:
    assert "Made forms, audit, push, kek-1, vapid" in run("keys", "init").output
    assert run("migrate").exit_code == 0
    assert "is founded" in run("practice", "add", "--name", "Harbour Practice", "--zone", "Europe/London").output
    added = run("therapist", "add", "--sign-in-name", "tomas", "--name", "Tomas Keller", "--owner")
    assert re.search(r"One-time code: [A-Z0-9 -]{8,}", added.output)
    assert "http://localhost:8000/first-sign-in" in added.output
    assert "One-time code" in run("therapist", "code", "Tomas").output
    Path(environment["THROUGHLINE_LEDGER"]).touch()
    assert run("doctor").output == "All is well.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["doctor"], "run 'throughline keys init' first"),
        (["doctor", "--dir", "nowhere"], "There is no demo in"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(run: Run, words: list[str], sentence: str) -> None:
    said = run(*words)
    assert said.exit_code == 1
    assert sentence in said.output
    assert said.output.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["practice", "add", "--name", "Hill", "--zone", "Europe/Atlantis"], "There is no time zone named"),
        (["therapist", "add", "--sign-in-name", "vera", "--name", "Vera Lang"], "run 'throughline practice add' first"),
        (["therapist", "code", "nobody"], "Nobody signs in as 'nobody'"),
        (["keys", "rotate"], "There are no keys yet"),
    ],
)
def test_a_refusal_is_one_sentence(run: Run, words: list[str], sentence: str) -> None:
    run("keys", "init")
    said = run(*words)
    assert said.exit_code == 1
    assert sentence in said.output
    assert said.output.startswith("Error: ")


def test_a_setting_that_is_missing_is_named(run: Run) -> None:
    said = run("migrate", THROUGHLINE_KEYS_URL="")
    assert said.exit_code == 1
    assert "THROUGHLINE_KEYS_URL is not set" in said.output


def test_migrate_makes_both_databases_and_says_when_there_is_nothing_to_do(
    run: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    fresh = {f"THROUGHLINE_{tree.upper()}_URL": f"sqlite:///{tmp_path}/new-{tree}.db" for tree in ("main", "keys")}
    run("keys", "init")
    assert "brought to the newest revision" in run("migrate", **fresh).output
    assert run("migrate", **fresh).output == "main: is current\nkeys: is current\n"
    database = Database(fresh["THROUGHLINE_MAIN_URL"])
    assert is_current(database, "main")
    database.close()


def test_serving_refuses_databases_that_are_behind(run: Run, tmp_path: Path) -> None:
    run("keys", "init")
    said = run("serve", THROUGHLINE_MAIN_URL=f"sqlite:///{tmp_path}/new.db")
    assert said.exit_code == 1
    assert "run 'throughline migrate' first" in said.output


def test_serving_refuses_without_a_built_phone_app(config: Config) -> None:
    (config.phone_build / "index.html").unlink()
    with pytest.raises(Misconfigured, match="The phone app is not built"):
        check(config, "127.0.0.1", 0, https=False)


def test_a_port_in_use_is_said_in_one_sentence(config: Config) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Misconfigured, match=f"Port {port} of 127.0.0.1 cannot be used"):
            check(config, "127.0.0.1", port, https=False)


def test_a_demo_is_not_served_in_the_open(config: Config) -> None:
    with pytest.raises(Misconfigured, match="for this machine only"):
        check(config, "0.0.0.0", 0, https=False)


def test_names_and_scheme_must_fit_together(config: Config) -> None:
    with pytest.raises(Misconfigured, match="set up for plain HTTP"):
        check(config, "127.0.0.1", 0, https=True)


def test_secrets_are_for_their_owner_alone_and_are_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    assert make_secrets(folder) == ["forms", "audit", "push", "kek-1", "vapid"]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    assert {name for name, secret in before.items() if len(secret) != 32} == {"vapid"}
    (folder / "kek-1").rename(folder / "kek-7")
    assert make_secrets(folder) == []
    assert {path.read_bytes() for path in folder.iterdir()} == set(before.values())


def test_a_demo_needs_no_environment(tmp_path: Path) -> None:
    make_secrets(tmp_path / "secrets")
    config = Demo(tmp_path, 8123, tls=True).config()
    assert (config.desk_origin, config.phone_origin) == ("https://localhost:8123", "https://app.localhost:8123")
    assert config.demo
