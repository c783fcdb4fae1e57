"""What every answer says to the browser, errors too."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from server.web import House
from server.web.headers import headers_of
from tests.accounts.house import Desk, Phone, desk_app

Answers = list[TestResponse]


@pytest.fixture
def phones(joined: Phone) -> Answers:
    """A good answer and several refusals."""
    return [joined.get("/api/device"), joined.get("/api/nowhere"), joined.post("/api/join", {"label": "x"})]


@pytest.fixture
def desks(tomas: Desk, new_desk: Callable[[], Desk]) -> Answers:
    """Good answers, a redirect and refusals."""
    paths = ("/clients/new", "/nowhere", "/sign-in")
    return [*(tomas.get(path) for path in paths), new_desk().get("/clients/new"), tomas.post("/clients/new")]


def test_every_answer_allows_only_what_is_needed(phones: Answers, desks: Answers) -> None:
    for answer in phones + desks:
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert policy["require-trusted-types-for"] == "'script'"
        assert not [value for value in policy.values() if "unsafe" in value or "*" in value or "http" in value]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_only_the_phone_app_has_a_worker_and_one_trusted_url(phones: Answers, desks: Answers) -> None:
    for answer in phones:
        assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "trusted-types sw" in answer.headers["Content-Security-Policy"]
    for answer in desks:
        assert "connect-src" not in answer.headers["Content-Security-Policy"]
        assert "worker-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "trusted-types 'none'" in answer.headers["Content-Security-Policy"]


def test_a_file_of_the_desk_may_be_kept_and_a_missing_one_not(new_desk: Callable[[], Desk]) -> None:
    with new_desk().get("/static/tokens.css") as found:
        assert (found.status_code, found.headers["Cache-Control"]) == (200, "no-cache")
    assert new_desk().get("/static/nothing.css").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("demo", [True, False])
def test_https_is_promised_only_where_it_stays(house: House, demo: bool) -> None:
    """Never by a demo: the browser would refuse plain http on this machine for two years."""
    assert "Strict-Transport-Security" not in headers_of("desk", house.config.tls)
    origins = {"desk_origin": "https://desk.example", "phone_origin": "https://app.example"}
    config = replace(house.config, demo=demo, **origins)  # type: ignore[arg-type]  # both are text
    served = desk_app(replace(house, config=config)).test_client().get("/sign-in", base_url="https://desk.example")
    assert served.headers.get("Strict-Transport-Security") == (None if demo else "max-age=63072000")
