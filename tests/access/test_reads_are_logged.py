"""What is sealed for a client is opened for a therapist only together with a line in that client's access log."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from server import audit, clock
from server.audit import service as audit_service
from server.audit.models import AccessLog
from server.vault import Ring
from server.vault.seal import CannotOpen
from tests.access.matrix import OWN, Matrix
from tests.access.people import NOW, Place
from tests.access.rewound import changed, state_of, undone
from tests.access.rows import ROWS, Key

GETS = [key for key in ROWS if key[2] == "GET"]
PAGES = [key for key in ROWS if key[0] == "desk" and ROWS[key].whose in ("signed_in", "reader", "therapist")]
# A name stands on every page of one's own clients. All else that is sealed for a client is what they wrote or agreed.
NOT_CONTENT = ("client.name", "account.name", "account.totp")
SHOW_CONTENT = {
    ("desk", "summary.caseload", "GET"): "caseload_opened",
    ("desk", "summary.week", "GET"): "week_opened",
    ("desk", "summary.text", "GET"): "week_copied",
    ("desk", "summary.file", "GET"): "week_copied",
    ("desk", "expectations.page", "GET"): "expectations_opened",
    ("desk", "expectations.one", "GET"): "expectations_opened",
    ("desk", "goals.page", "GET"): "goals_opened",
    ("desk", "homework.page", "GET"): "homework_opened",
    ("desk", "homework.one", "GET"): "homework_opened",
}
MAY_CHANGE = {"access_log", "access_head", "receipt", "stream", "login", "device"}


@pytest.fixture
def opened() -> Iterator[set[uuid.UUID]]:
    """Whose content was opened since this began."""
    found: set[uuid.UUID] = set()
    kept = Ring.open

    def open_and_note(self: Ring, owner: uuid.UUID, label: str, *rest: object) -> bytes:
        if label not in NOT_CONTENT:
            found.add(owner)
        return kept(self, owner, label, *rest)  # type: ignore[arg-type]  # passed on as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ring, "open", open_and_note)
        yield found


def lines(place: Place) -> dict[uuid.UUID, int]:
    """How long each client's log is."""
    with place.house.main.read() as db:
        counted = select(AccessLog.client_id, func.count()).group_by(AccessLog.client_id)
        return {row[0]: row[1] for row in db.execute(counted)}


@pytest.mark.parametrize("key", PAGES, ids=" ".join)
@pytest.mark.parametrize("who", ["tomas", "cora"])
def test_whoever_opens_content_is_written_down_for_that_client(
    place: Place, key: Key, who: str, opened: set[uuid.UUID]
) -> None:
    target = place.clients["ana"].target
    if who == "cora" and ROWS[key].whose == "therapist":
        return
    with undone(place.house):
        before = lines(place)
        opened.clear()
        assert Matrix(place, key).ask(who, target).status_code == ROWS[key].good
        after = lines(place)
    assert {client for client in opened if after[client] == before[client]} == set()
    assert (key in SHOW_CONTENT) <= (target.client in opened), "it is seen when content is opened"


@pytest.mark.parametrize("key", SHOW_CONTENT, ids=" ".join)
def test_the_line_says_who_and_what(place: Place, key: Key) -> None:
    ana = place.clients["ana"]
    with undone(place.house):
        Matrix(place, key).ask("tomas", ana.target)
        with place.house.main.read() as db:
            last = audit.sentences_of(db, ana.practice, ana.target.client)[0]
            assert audit.verify(db, place.house.config.audit_secret, ana.practice, ana.target.client) is None
    assert (last.act, last.actor, last.actor_id) == (SHOW_CONTENT[key], "account", ana.therapist)


def break_by_raising(patch: pytest.MonkeyPatch, _place: Place) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError("no line can be written")

    patch.setattr(audit_service, "record_all", fail)
    patch.setattr(audit, "record_all", fail)


def break_the_table(_patch: pytest.MonkeyPatch, place: Place) -> None:
    with place.house.main.write() as db:
        db.execute(text("ALTER TABLE access_log RENAME TO access_log_away"))


def mend_the_table(place: Place) -> None:
    with place.house.main.write() as db:
        db.execute(text("ALTER TABLE access_log_away RENAME TO access_log"))


@pytest.mark.parametrize("key", SHOW_CONTENT, ids=" ".join)
@pytest.mark.parametrize("way", ["raised", "table gone"])
def test_what_cannot_be_written_down_is_not_shown(
    place: Place, key: Key, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = place.clients["ana"]
    with undone(place.house):
        before = state_of(place.house)
        (break_by_raising if way == "raised" else break_the_table)(monkeypatch, place)
        answer = Matrix(place, key).ask("tomas", ana.target)
        if way == "table gone":
            mend_the_table(place)
        assert changed(before, state_of(place.house)) == set(), "nothing counts as read"
    assert answer.status_code in (500, 503)
    assert "That did not work" in answer.text
    assert ana.word not in answer.text
    assert answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("key", GETS, ids=" ".join)
@pytest.mark.parametrize("later", [timedelta(), timedelta(minutes=20), timedelta(days=8)], ids=str)
def test_no_get_changes_more_than_what_reading_leaves_behind(
    place: Place, key: Key, later: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix = Matrix(place, key)
    monkeypatch.setattr(clock, "now", lambda: NOW + later)
    with undone(place.house):
        before = state_of(place.house)
        for who in {*matrix.let_in(), *OWN, "ana", "waiting", "revoked", "lost", "nobody"}:
            matrix.ask(who, place.clients["ana"].target).close()
        assert changed(before, state_of(place.house)) <= MAY_CHANGE


def test_the_watch_over_what_is_opened_sees_an_unlogged_read(place: Place, opened: set[uuid.UUID]) -> None:
    ana = place.clients["ana"]
    ring = place.house.keystore.ring(ana.practice, [ana.target.client])
    with pytest.raises(CannotOpen):
        ring.open(ana.target.client, "entry.body", ana.target.entry, b"\x01" * 60, 1)
    assert opened == {ana.target.client}
