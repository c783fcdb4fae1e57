"""Over HTTP/2, as the vendors speak it: many messages share a connection, and none holds up another."""

import asyncio
import subprocess
from collections.abc import Iterator
from datetime import timedelta

import pytest

from server import clock
from server.cli.certificate import Certificate
from server.reminders.answers import Answer
from server.reminders.push import Address, Allowed, Limits, Sender
from tests.ports import free_port
from tests.push_service.keys import Keys
from tests.reminders.conftest import CONTACT, KEY, hello
from tests.test_house import ROOT

NODE = ROOT / ".venv" / "node" / "node"
Service = tuple[str, "subprocess.Popen[str]"]


@pytest.fixture
def http2(certificate: Certificate) -> Iterator[Service]:
    port = free_port()
    script = ROOT / "tests" / "push_service" / "http2.mjs"
    command = [str(NODE), str(script), str(certificate.chain), str(certificate.key), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield f"https://localhost:{port}", process
        finally:
            process.kill()


def sent(service: Service, certificate: Certificate, paths: list[str], answer_s: float = 15) -> list[Answer]:
    """What became of a message to each path, all at once, in their order."""
    origin, keys = service[0], Keys()
    items = [(Address(f"{origin}/push/{path}", keys.p256dh, keys.auth), hello()) for path in paths]

    async def run() -> list[Answer]:
        limits, authority = Limits(answer_s=answer_s), certificate.authority
        async with Sender(KEY, CONTACT, Allowed(rehearsal=origin), limits=limits, authority=authority) as sender:
            return [one.answer for one in sorted([one async for one in sender.send_many(items)])]

    return asyncio.run(run())


def test_many_arrive_over_http2(http2: Service, certificate: Certificate) -> None:
    assert {one.code for one in sent(http2, certificate, ["ok"] * 200)} == {"accepted"}
    _origin, process = http2
    process.kill()
    assert process.stdout is not None
    assert process.stdout.read().split() == ["2.0"] * 200


def test_what_the_service_says_is_heard(http2: Service, certificate: Certificate) -> None:
    before = clock.now()
    [told] = sent(http2, certificate, ["later"])
    assert (told.code, told.detail) == ("later", "429 slow down")
    assert told.retry_at is not None
    assert timedelta(seconds=77) <= told.retry_at - before < timedelta(seconds=90)


def test_one_that_hangs_holds_up_no_other(http2: Service, certificate: Certificate) -> None:
    told = sent(http2, certificate, ["hang", *["ok"] * 50], answer_s=1)
    assert [one.code for one in told] == ["unreachable", *["accepted"] * 50]


def test_five_megabytes_are_not_read(http2: Service, certificate: Certificate) -> None:
    assert [one.code for one in sent(http2, certificate, ["huge"])] == ["accepted"]
