"""Requests no app of ours makes: each is answered with a sentence, none with a fault, and none spoils a page."""

import json
from collections.abc import Sequence

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from server.accounts.models import Client
from server.entries.models import Entry
from tests.access.matrix import Matrix
from tests.access.people import NOW, Place
from tests.access.rewound import undone
from tests.access.rows import ROWS, Key
from tests.cast import DESK_ORIGIN, PHONE_ORIGIN, envelope, homework_body

TODAY = "2026-11-19"
FORMS = [key for key in ROWS if key[0] == "desk" and key[2] == "POST"]


def send_form(place: Place, key: Key, fields: Sequence[tuple[str, str]]) -> TestResponse:
    """A form of Tomas' about Ana, or of the owner's, with these fields besides, or instead of the usual ones."""
    matrix = Matrix(place, key)
    who = "piet" if matrix.row.whose == "owner" else "tomas"
    token, session = matrix.form
    usual = matrix.row.fill(place, place.clients["ana"].target)
    given = MultiDict([*fields, *((name, value) for name, value in usual.items() if name not in dict(fields))])
    given["csrf_token"] = token
    return place.app.desk.test_client(use_cookies=False).post(
        matrix.row.address(place, place.clients["ana"].target),
        data=given,
        base_url=DESK_ORIGIN,
        headers={"Cookie": f"{place.cookies[who]}; {session}"},
    )


CLOCKS = ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]


@pytest.mark.parametrize("at", CLOCKS)
@pytest.mark.parametrize("share", ["before", "when_we_meet"])
def test_a_clock_that_cannot_be_right_costs_no_entry_and_no_page(place: Place, at: str, share: str) -> None:
    ben = place.clients["ben"]
    with undone(place.house):
        with place.house.main.write() as db:
            db.query(Entry).filter(Entry.client_id == ben.target.client, Entry.kind == "homework").delete()
        body = homework_body(words="at some time")
        entry = envelope(NOW, body, recorded_at=at, share=share, subject=str(ben.target.item))
        reply = ben.phone.send([ben.phone.seal(entry)]).get_json()
        assert [one["outcome"] for one in reply["results"]] == ["stored"]
        for key in (("desk", "summary.week", "GET"), ("desk", "summary.caseload", "GET")):
            assert Matrix(place, key).ask("tomas", ben.target).status_code == 200
        back = place.clients["ben"].phone.send([], cursor=0).get_json()["entries"]
        assert "at some time" in json.dumps(back)


@pytest.mark.parametrize("cursor", [2**31, 2**63, 10**30])
def test_a_cursor_beyond_all_numbers_brings_nothing_more(place: Place, cursor: int) -> None:
    with undone(place.house):
        reply = place.clients["ana"].phone.send([], cursor=cursor)
    assert reply.status_code == 200
    assert reply.get_json()["entries"] == []


def test_a_nasty_entry_stands_alone_and_the_rest_is_kept(place: Place) -> None:
    ana = place.clients["ana"].phone
    nasty = [
        envelope(NOW, zone="Nowhere\0"),
        envelope(NOW, {"given": True, "version": "1\0"}, kind="consent", subject=None),
        envelope(NOW, kind="home\0work"),
        envelope(NOW, homework_body(quantity=2**70)),
        b'{"a":' * 5000,
        b'{"kind":"homework","body":' + b'{"a":' * 190 + b"1" + b"}" * 191,
    ]
    with undone(place.house):
        items = [ana.seal(one) for one in nasty] + [ana.seal(envelope(NOW))]
        outcomes = [one["outcome"] for one in ana.send(items).get_json()["results"]]
        with place.house.main.read() as db:
            assert db.query(Client).filter_by(id=ana.client).one().consent_version == "1"
    assert outcomes[1:] == ["refused"] * 5 + ["stored"]


BODIES = {
    "nested": "[" * 3000,
    "not json": "{",
    "cut off": '{"client": "',
    "not utf-8": b'{"client": "\xff"}',
    "half a character": '{"token": "\\ud800", "label": "x"}',
    "zipped": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56\x4a",
    "a list": "[]",
    "empty": "",
    "not a number": '{"cursor": NaN}',
}


@pytest.mark.parametrize("path", ["/api/sync", "/api/join", "/api/confirm", "/api/wiped", "/api/sign-out"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_what_is_no_request_is_answered_as_such(place: Place, path: str, body: str | bytes) -> None:
    with undone(place.house):
        answer = place.clients["ana"].phone.post(path, body, **{"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) in ((400, "malformed"), (400, "newer"))


def test_of_a_field_given_twice_the_last_one_counts_for_every_check(place: Place) -> None:
    ana, ben = place.clients["ana"], place.clients["ben"]
    twice = ('{{"client":"{0}","client":"{1}","epoch":null,"cursor":0,"agreed_version":null,"entries":[]}}').format
    with undone(place.house):
        assert ana.phone.post("/api/sync", twice(ana.target.client, ben.target.client)).status_code == 409
        assert ana.phone.post("/api/sync", twice(ben.target.client, ana.target.client)).status_code == 200


@pytest.mark.parametrize("size", [256 * 1024 + 1, 512 * 1024 + 1, 2**31, 2**70])
def test_a_body_that_says_it_is_huge_is_not_read(place: Place, size: int) -> None:
    class Unread:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("a body that is too large was read")

        readline = read

    ana = place.clients["ana"].phone
    ours = {"X-Throughline": "1", "Sec-Fetch-Site": "same-origin"}
    for path in ("/api/sync", "/api/join"):
        environ = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(size), "CONTENT_TYPE": "application/json"}
        answer = ana.browser.post(path, base_url=PHONE_ORIGIN, headers=ours, environ_overrides=environ)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "too_large")


def test_a_form_that_is_huge_is_answered_with_a_page(place: Place) -> None:
    answer = send_form(place, ("desk", "homework.agree", "POST"), [("why", "x" * 600_000)])
    assert answer.status_code == 413
    assert "too much text" in answer.text


@pytest.mark.parametrize("key", FORMS, ids=lambda key: key[1])
def test_a_character_that_cannot_be_kept_is_refused_in_every_form(place: Place, key: Key) -> None:
    fields = {"name", "words", *Matrix(place, key).row.fill(place, place.clients["ana"].target)}
    with undone(place.house):
        answer = send_form(place, key, [(name, "a\0b") for name in fields])
    assert answer.status_code == (404 if key[1] == "accounts.authenticator" else 400)


def test_a_day_ticked_many_times_counts_once(place: Place) -> None:
    ticked = [("often", "days"), *[("weekdays", "1")] * 40]
    with undone(place.house):
        assert send_form(place, ("desk", "homework.agree", "POST"), ticked).status_code == 303


LONG = ("/" + "a" * 300, "/assets/" + "a" * 300, "/" + "a/" * 3000, "/assets/" + "a/" * 3000)


@pytest.mark.parametrize("path", LONG, ids=["name", "asset", "path", "asset path"])
def test_a_path_too_long_for_a_file_is_no_fault(place: Place, path: str) -> None:
    with place.app.phone.test_client().get(path, base_url=PHONE_ORIGIN) as answer:
        assert answer.status_code == (404 if path.startswith("/assets/") else 200)


OUTSIDE = (
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2fetc%2fpasswd",
    "..%5c..%5cledger.jsonl",
    "%2e%2e/ledger.jsonl",
    "%00",
)
OUTSIDE += ("..%2fledger.jsonl", "..%2findex.html%00", "....//ledger.jsonl", "%252e%252e%252fledger.jsonl")


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("folder", ["/", "/assets/"])
def test_no_path_leads_out_of_the_build(place: Place, folder: str, name: str) -> None:
    place.house.config.ledger.write_text("not for phones")
    with place.app.phone.test_client().get(folder + name, base_url=PHONE_ORIGIN) as answer:
        assert answer.status_code in (200, 404)
        shell = place.house.config.phone_build / "index.html"
        assert answer.status_code == 404 or answer.text == shell.read_text()
