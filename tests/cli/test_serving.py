"""A real server, started as a practice starts it, asked over the wire and stopped by Ctrl-C."""

import gc
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest

from server.cli.serve import check_free, settle
from server.errors import Misconfigured
from tests.cli.conftest import Run
from tests.ports import free_port

LONGEST_S = 120
ROOT = Path(__file__).parents[2]


def named(environment: dict[str, str], port: int, scheme: str = "http") -> dict[str, str]:
    """The environment with the two names as they are reached on this port."""
    return {
        **os.environ,
        **environment,
        "THROUGHLINE_DESK_ORIGIN": f"{scheme}://localhost:{port}",
        "THROUGHLINE_PHONE_ORIGIN": f"{scheme}://app.localhost:{port}",
    }


@contextmanager
def serving(environment: dict[str, str], port: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A server that listens; it is stopped by an interrupt and must end by itself."""
    words = [sys.executable, "-m", "server.cli", "serve", "--port", str(port), "--workers", "1", *more]
    process = subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        until = time.monotonic() + LONGEST_S
        while process.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                continue
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=LONGEST_S)
        assert process.returncode == 0, said


def ask(connection: HTTPConnection, path: str, host: str) -> HTTPResponse:
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    return answer


@pytest.fixture
def ready(run: Run) -> None:
    """An installation with its secrets and a practice."""
    run("keys", "init")
    run("practice", "add", "--name", "Harbour Practice", "--zone", "Europe/London")


@pytest.mark.usefixtures("ready")
def test_both_hosts_are_served_on_one_port_and_no_other_name_or_server_is(environment: dict[str, str]) -> None:
    port = free_port()
    with serving(named(environment, port), port):
        connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST_S)
        assert ask(connection, "/", f"app.localhost:{port}").status == 200
        assert ask(connection, "/api/device", f"app.localhost:{port}").status == 401
        assert ask(connection, "/sign-in", f"localhost:{port}").status == 200
        assert ask(connection, "/", "evil.example").status == 400
        connection.close()
        with pytest.raises(Misconfigured, match=f"Port {port} of 127.0.0.1 cannot be used"):
            check_free("127.0.0.1", port)


@pytest.mark.usefixtures("ready")
def test_tls_is_one_flag_and_the_certificate_is_trusted_through_its_authority(
    environment: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    with serving(named(environment, port, "https"), port, "--tls"):
        trusting = ssl.create_default_context(cafile=str(tmp_path / "tls" / "authority.crt"))
        connection = HTTPSConnection("localhost", port, timeout=LONGEST_S, context=trusting)
        answer = ask(connection, "/sign-in", f"localhost:{port}")
        assert answer.status == 200
        connection.close()


NO_REQUESTS = {
    b"NONSENSE\r\n\r\n": "400",
    b"GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n": "400",
    b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n": "414",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n": "431",
}


@pytest.mark.usefixtures("ready")
def test_what_is_no_request_is_answered_under_the_headers_of_every_answer(environment: dict[str, str]) -> None:
    port = free_port()
    with serving(named(environment, port), port):
        for sent, status in NO_REQUESTS.items():
            with socket.create_connection(("127.0.0.1", port), LONGEST_S) as connection:
                connection.sendall(sent)
                head, _, body = b"".join(iter(partial(connection.recv, 4096), b"")).decode().partition("\r\n\r\n")
            assert head.startswith(f"HTTP/1.1 {status} ")
            for header in (
                "Content-Security-Policy: default-src 'none'",
                "X-Content-Type-Options: nosniff",
                "no-store",
            ):
                assert header in head
            assert body == "This is not a request that can be read.\n"


def test_what_the_app_is_made_of_is_no_longer_walked_through() -> None:
    assert gc.get_freeze_count() == 0
    try:
        settle()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
