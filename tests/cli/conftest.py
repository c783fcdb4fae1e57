"""A whole installation in a folder, told by environment variables as a practice does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from tests.practice.people import people

__all__ = ["people"]

Run = Callable[..., Result]


@pytest.fixture
def environment(urls: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """What docs/deploying.md lists; the databases stand at the newest revision and are empty."""
    build = tmp_path / "dist"
    build.mkdir()
    (build / "index.html").write_text("<!doctype html><title>Throughline</title>")
    return {
        "THROUGHLINE_MAIN_URL": urls["main"],
        "THROUGHLINE_KEYS_URL": urls["keys"],
        "THROUGHLINE_SECRETS": str(tmp_path / "secrets"),
        "THROUGHLINE_LEDGER": str(tmp_path / "ledger"),
        "THROUGHLINE_PHONE_ORIGIN": "http://app.localhost:8000",
        "THROUGHLINE_DESK_ORIGIN": "http://localhost:8000",
        "THROUGHLINE_PHONE_BUILD": str(build),
    }


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Runs one command line in that environment."""

    def call(*words: str, input: str | None = None, **more: str) -> Result:
        return CliRunner().invoke(main, list(words), input=input, env=environment | more)

    return call
