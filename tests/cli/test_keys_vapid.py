"""The key that signs pushes: made once, printed as phones take it, refused when it is no such key."""

import stat
from base64 import urlsafe_b64decode
from pathlib import Path

from server.config import from_environment
from server.reminders import configured
from tests.cli.conftest import Run


def place(environment: dict[str, str]) -> Path:
    return Path(environment["THROUGHLINE_SECRETS"]) / "vapid"


def test_it_is_made_once_and_printed_as_phones_take_it(run: Run, environment: dict[str, str]) -> None:
    made = run("keys", "vapid")
    assert made.exit_code == 0, made.output
    assert "Made vapid" in made.stderr
    assert stat.S_IMODE(place(environment).stat().st_mode) == 0o600
    public = made.stdout.strip()
    assert len(urlsafe_b64decode(public + "=")) == 65
    assert run("keys", "vapid").output.strip() == public
    run("keys", "init")
    assert configured.public_key(from_environment(environment)) == public


def test_the_first_secrets_bring_one(run: Run, environment: dict[str, str]) -> None:
    run("keys", "init")
    assert run("keys", "vapid").stderr == ""


def test_another_one_is_made_when_it_was_removed(run: Run, environment: dict[str, str]) -> None:
    before = run("keys", "vapid").stdout
    place(environment).unlink()
    assert run("keys", "vapid").stdout != before


def test_what_is_no_such_key_or_open_to_others_is_said(run: Run, environment: dict[str, str]) -> None:
    run("keys", "vapid")
    place(environment).chmod(0o644)
    assert "Others on this machine can read" in run("keys", "vapid").output
    place(environment).write_text("-----BEGIN NOTHING----- of any use to anybody")
    place(environment).chmod(0o600)
    said = run("keys", "vapid")
    assert said.exit_code == 1
    assert "remove it, then run this again" in said.output


def test_a_demo_has_its_own(run: Run, tmp_path: Path) -> None:
    assert "Made vapid" in run("keys", "vapid", "--dir", str(tmp_path / "demo")).stderr
    assert (tmp_path / "demo" / "secrets" / "vapid").is_file()
