"""A real server with several processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.server import Server


@pytest.fixture
def server(urls: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    """A server on this run's engine, at the newest revision and empty."""
    running = Server(tmp_path, urls)
    running.start()
    yield running
    running.kill()
