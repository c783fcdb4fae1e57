"""The service refuses what strict vendors refuse, and does as its control path says."""

import json
from collections.abc import Iterator
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from server import clock
from server.reminders.vapid import public_key
from tests.push_service import PushService, running

KEY = ec.generate_private_key(ec.SECP256R1())
CONTACT = "mailto:a@example.org"


@pytest.fixture
def service() -> Iterator[PushService]:
    with running(PushService()) as started:
        yield started


def ask(method: str, url: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body."""
    try:
        with urlopen(Request(url, body or None, headers or {}, method=method)) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def headers(service: PushService, **claims: object) -> dict[str, str]:
    """What a good sender sends, except for ``claims``."""
    exp = int((clock.now() + timedelta(hours=12)).timestamp())
    token = jwt.encode({"aud": service.origin, "exp": exp, "sub": CONTACT, **claims}, KEY, "ES256")
    return {
        "Authorization": f"vapid t={token}, k={public_key(KEY)}",
        "TTL": "60",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    }


def test_a_good_message_is_kept_and_told(service: PushService) -> None:
    id = service.subscriber(online=False).subscription.id
    assert ask("POST", service.endpoint(id), b"sealed", {**headers(service), "Topic": "t"})[0] == 201
    status, told = ask("GET", f"{service.origin}/control/subscriptions/{id}")
    [posted] = json.loads(told)["posted"]
    assert (status, posted["topic"], posted["ttl"], posted["waiting"]) == (200, "t", 60, True)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://updates.push.services.mozilla.com"},
        {"exp": 0},
        {"exp": int((clock.now() + timedelta(hours=25)).timestamp())},
        {"sub": "a@example.org"},
        {"sub": "mailto:<a@example.org>"},
        {"sub": "mailto:a@localhost"},
        {"sub": ""},
    ],
)
def test_a_token_that_apple_refuses_is_refused(claims: dict[str, object], service: PushService) -> None:
    id = service.subscriber(online=False).subscription.id
    status, told = ask("POST", service.endpoint(id), b"sealed", headers(service, **claims))
    assert (status, json.loads(told)) == (403, {"reason": "BadJwtToken"})


def test_a_token_by_another_key_than_it_names_is_refused(service: PushService) -> None:
    id = service.subscriber(online=False).subscription.id
    other = public_key(ec.generate_private_key(ec.SECP256R1()))
    forged = {**headers(service)}
    forged["Authorization"] = forged["Authorization"].partition(", k=")[0] + f", k={other}"
    assert ask("POST", service.endpoint(id), b"sealed", forged)[0] == 403


@pytest.mark.parametrize(
    ("change", "size", "status"),
    [
        ({"TTL": "soon"}, 1, 400),
        ({"Content-Encoding": "aesgcm"}, 1, 400),
        ({"Authorization": "Bearer x"}, 1, 401),
        ({}, 4097, 413),
        ({}, 4096, 201),
    ],
)
def test_what_is_wrong_is_refused(change: dict[str, str], size: int, status: int, service: PushService) -> None:
    id = service.subscriber(online=False).subscription.id
    assert ask("POST", service.endpoint(id), b"x" * size, {**headers(service), **change})[0] == status


def test_the_control_path_plans_answers_and_ends_subscriptions(service: PushService) -> None:
    id = service.subscriber(online=False).subscription.id
    planned = json.dumps([{"status": 429, "headers": {"Retry-After": "5"}, "body": "slowly"}]).encode()
    assert ask("POST", f"{service.origin}/control/faults", planned)[0] == 204
    assert ask("POST", service.endpoint(id), b"x", headers(service)) == (429, b"slowly")
    assert ask("POST", service.endpoint(id), b"x", headers(service))[0] == 201
    assert ask("DELETE", f"{service.origin}/control/subscriptions/{id}")[0] == 204
    assert ask("POST", service.endpoint(id), b"x", headers(service))[0] == 410
    assert ask("GET", f"{service.origin}/control/subscriptions/{id}")[0] == 404
