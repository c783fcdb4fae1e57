"""The security log: one JSON object a line, nothing typed, no secret, no forged line."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest

from server.accounts import security
from server.web import House
from tests.accounts.conftest import Cast
from tests.accounts.house import PASSWORD, Clock, Desk, Phone, code_at, give_factors, invite


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is logged during a test."""
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler = Keep()
    security.log.addHandler(handler)
    security.log.setLevel(logging.INFO)
    yield found
    security.log.removeHandler(handler)


def test_a_newline_cannot_forge_a_line(lines: list[str], clock: Clock) -> None:
    security.note("refused", clock.at, network='x\n{"event": "signed_in"}\r\u2028\x00')
    assert len(lines) == 1
    assert lines[0].isprintable()
    assert json.loads(lines[0])["event"] == "refused"


def test_ways_in_and_refusals_are_logged_without_what_was_typed(
    house: House,
    cast: Cast,
    new_desk: Callable[[], Desk],
    new_phone: Callable[[], Phone],
    clock: Clock,
    lines: list[str],
) -> None:
    secret = give_factors(house, cast.tomas.id)
    desk, phone = new_desk(), new_phone()
    for name in ("tomas", "typed-a-password-here"):
        desk.send("/sign-in", name=name, password="not the password", code="000000")
    code = code_at(secret, clock.at)
    desk.send("/sign-in", name="tomas", password=PASSWORD, code=code)
    invited = invite(house, cast.ana, clock.at)
    phone.post("/api/join", {"token": "wrong", "label": "x"})
    phone.post("/api/join", {"token": invited.token, "label": "Ana's phone"})
    events = [json.loads(line)["event"] for line in lines]
    assert events == ["sign_in_refused", "sign_in_refused", "signed_in", "invitation_refused", "phone_joined"]
    everything = "\n".join(lines)
    for private in (PASSWORD, "not the password", "typed-a-password", code, secret, invited.token, "Ana", "Keller"):
        assert private not in everything
    assert str(cast.tomas.id) in everything
