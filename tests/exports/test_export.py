"""A client's copy of everything: all of it is there, in words and as data, and nothing of anybody else's."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from server import audit, meetings
from server.accounts import SignedIn
from server.accounts.models import Client
from server.alliance import service as alliance
from server.audit import By
from server.entries.envelope import Wire
from server.entries.kind import WhoseEntries, Written
from server.entries.models import Entry
from server.entries.telling import Telling
from server.expectations import service as expectations
from server.homework import marks
from server.homework import service as homework
from server.kinds import KINDS
from server.summary.head import Asked
from server.summary.week import open_week
from server.web import House
from tests.bench.history import Life
from tests.cast import ZONE, Cast, Phone, enrol, envelope, homework_body
from tests.expectations.bodies import expectation
from tests.expectations.room import offered
from tests.exports.conftest import Copy, Give, unpacked
from tests.homework.desk import plan

CopyOf = Callable[[Phone], Copy]
HIDDEN = ("marsh harrier", "tawny owl")


def consent(now: datetime) -> dict[str, Any]:
    return envelope(now, {"given": True, "version": "1"}, kind="consent", subject=None)


def rows_of(house: House, client: uuid.UUID) -> int:
    with house.main.read() as db:
        return db.scalar(select(func.count()).select_from(Entry).where(Entry.client_id == client)) or 0


def test_every_revision_that_is_kept_is_in_it_in_words_and_as_data(
    house: House, ana: Phone, copy_of: CopyOf, now: datetime
) -> None:
    id_, held, gone = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    ana.sync(ana.seal(consent(now)))
    ana.sync(ana.seal(envelope(now, homework_body(words="A wren <came> & sang.", quantity=7)), id_))
    ana.sync(ana.seal(envelope(now, homework_body("partly", words="Two wrens.")), id_, 2))
    ana.sync(ana.seal(envelope(now, homework_body(words="Not yet for him."), share="when_we_meet"), held))
    ana.sync(ana.seal(envelope(now, homework_body(words="Better not.")), gone))
    ana.sync(ana.seal(envelope(now, withdrawn=True) | {"body": None}, gone, 2))
    taken = copy_of(ana)
    assert len(taken.data["entries"]) == rows_of(house, ana.client) == 6
    logs = taken.written("homework")
    mine = sorted((one["revision"], one["is_current"], one["body"]["words"]) for one in logs if one["id"] == str(id_))
    assert mine == [(1, False, "A wren <came> & sang."), (2, True, "Two wrens.")]
    assert [one["body"] for one in logs if one["id"] == str(gone)] == [None, None]
    for words in ("A wren &lt;came&gt; &amp; sang.", "Two wrens.", "Not yet for him.", "7 of 10", "I agreed"):
        assert words in taken.page
    assert "Better not." not in str(taken)
    assert "<script" not in taken.page


def test_an_entry_that_two_phones_changed_at_once_stands_in_both_versions(
    house: House, cast: Cast, ana: Phone, copy_of: CopyOf, now: datetime
) -> None:
    other, id_ = enrol(ana.app, cast.practice, ana.client, now), uuid.uuid4()
    ana.sync(ana.seal(envelope(now, homework_body(words="One way.")), id_))
    other.sync(other.seal(envelope(now, homework_body(words="Or another.")), id_))
    taken = copy_of(ana)
    assert {one["body"]["words"] for one in taken.written("homework")} == {"One way.", "Or another."}


def test_what_somebody_else_wrote_is_in_it_with_the_mark(ana: Phone, copy_of: CopyOf, now: datetime) -> None:
    id_ = uuid.uuid4()
    ana.sync(ana.seal(envelope(now, homework_body(words="Not hers.")), id_))
    ana.sync(ana.seal(envelope(now, {}, kind="not_mine", subject=str(id_))))
    taken = copy_of(ana)
    assert [one["not_mine"] for one in taken.written("homework")] == [True]
    assert '<dt dir="auto">Marked</dt><dd dir="auto">I did not write this</dd>' in taken.page


def test_what_was_agreed_is_in_it_through_all_its_changes(
    house: House, anas: WhoseEntries, ana: Phone, tomas: By, copy_of: CopyOf, now: datetime
) -> None:
    with house.main.write() as db:
        item = homework.agree(db, anas, tomas, plan(what="Walk round the block", why="For air"))
        homework.change(db, anas, tomas, item, plan(what="Walk to the canal", why="For air"))
        by = meetings.service.By(anas.practice, anas.client, tomas.account, tomas.secret, now)
        meetings.service.plan(db, by, now.date() - timedelta(days=700), "14:00", ZONE, 50, 4)
        alliance.note_repair(db, anas, tomas, "That I was late", "We begin on time", None)
    ana.sync(ana.seal(envelope(now, homework_body(), subject=str(item))))
    taken = copy_of(ana)
    plans = [one for one in taken.data["agreed"] if one["kind"] == "homework"]
    assert [(one["revision"], one["body"]["what"]) for one in plans] == [
        (1, "Walk round the block"),
        (2, "Walk to the canal"),
    ]
    assert {one["written_by"] for one in plans} == {"Tomas Keller"}
    starts = [one["starts_at"] for one in taken.data["sessions"]]
    assert len(starts) > 30
    assert starts == sorted(starts)
    for words in ("We begin on time", "Homework: Walk to the canal", "Confidentiality", "Harbour Practice"):
        assert words in taken.page
    assert {one["key"] for one in taken.data["texts"] if "key" in one} == {"consent", "confidentiality", "sessions"}


def test_who_opened_the_week_is_in_it_and_that_the_copy_was_taken(
    house: House, cast: Cast, ana: Phone, copy_of: CopyOf, now: datetime
) -> None:
    ana.sync(ana.seal(consent(now)), ana.seal(envelope(now, homework_body(words="A wren."))))
    open_week(house, SignedIn(cast.practice, cast.tomas, "", True, False), ana.client, Asked(), KINDS, now)
    taken = copy_of(ana)
    said = [one["text"] for one in taken.data["access_log"]]
    assert any(one.startswith("Tomas Keller opened your week") for one in said)
    assert said[-1].startswith("You took a copy of everything of yours")
    read = taken.written("homework")[0]["read"]
    assert [one["by"] for one in read] == ["Tomas Keller"]
    with house.main.read() as db:
        assert audit.sentences_of(db, cast.practice, ana.client)[0].act == "exported"


def test_what_the_therapist_wrote_for_themselves_is_left_out_and_named(
    house: House, anas: WhoseEntries, ana: Phone, tomas: By, copy_of: CopyOf, now: datetime
) -> None:
    hoped = ana.seal(envelope(now, expectation("Sleep through"), kind="expectation", subject=None))
    ana.sync(ana.seal(consent(now)), hoped)
    with house.main.write() as db:
        ladder = offered("Walk far").model_copy(update={"likelihood": 37})
        expectations.offer(db, anas, tomas, ladder)
        mine = Written(uuid.UUID(hoped["id"]), 1, "expectation", None, "before", False, now.date(), now, now, ZONE, {})
        expectations.rate(db, anas, tomas, mine, -2)
        alliance.open_by_hand(db, anas, tomas, HIDDEN[0])
        alliance.talk(db, anas, tomas, now, HIDDEN[1], [])
    taken = copy_of(ana)
    shown = [one["kind"] for one in taken.data["agreed"]]
    assert shown == ["expectation_ladder"]
    assert "likelihood" not in taken.data["agreed"][0]["body"]
    assert "Walk far" in taken.page
    assert not [word for word in HIDDEN if word in str(taken)]
    assert "expectation_rating" not in str(taken)
    assert any("only for themselves" in one for one in taken.data["left_out"])
    assert "only for themselves" in taken.page


def test_a_mark_of_homework_is_in_it_where_it_is_shared(
    house: House, anas: WhoseEntries, ana: Phone, tomas: By, copy_of: CopyOf, now: datetime
) -> None:
    day = now.date()
    with house.main.write() as db:
        item = homework.agree(db, anas, tomas, plan(what="Walk round the block"))
        for ago, shared, quantity in ((7, True, 4), (0, False, 9)):
            on = day - timedelta(days=ago)
            marks.put(db, anas, tomas, marks.Mark(item, tomas.account, on, on, now, shared, quantity, None))
    taken = copy_of(ana)
    shown = [one["body"]["quantity"] for one in taken.data["agreed"] if one["kind"] == "homework_shared"]
    assert shown == [4]
    assert "My therapist’s own mark" in taken.page
    assert "9 of 10" not in taken.page


def test_a_code_of_another_client_or_for_another_thing_is_answered_like_one_that_never_was(
    house: House, ana: Phone, ben: Phone, give: Give
) -> None:
    for_ben, to_erase, own = give(ben), give(ana, "erase"), give(ana)
    answers = [ana.post("/api/export", {"code": code}) for code in (for_ben, to_erase, "ABCDEFGH", "")]
    assert {(one.status_code, one.text) for one in answers} == {(403, answers[0].text)}
    with house.main.read() as db:
        client = db.scalars(select(Client).where(Client.id == ana.client)).one()
        assert "exported" not in {one.act for one in audit.sentences_of(db, client.practice_id, client.id)}
    assert ana.post("/api/export", {"code": own}).status_code == 200


def test_a_code_gives_one_copy(ana: Phone, give: Give) -> None:
    code = give(ana)
    assert [ana.post("/api/export", {"code": code}).status_code for _ in range(2)] == [200, 403]


def test_trying_codes_ends_soon(ana: Phone, give: Give) -> None:
    tried = [ana.post("/api/export", {"code": "ABCDEFGH"}).status_code for _ in range(6)]
    assert tried == [403] * 5 + [429]
    assert ana.post("/api/export", {"code": give(ana)}).status_code == 429


def test_the_file_is_kept_nowhere_on_its_way_and_its_name_tells_nothing(ana: Phone, give: Give) -> None:
    answer = ana.post("/api/export", {"code": give(ana)})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert answer.mimetype == "application/zip"


def test_what_cannot_be_logged_is_not_given_out_and_the_code_still_holds(
    ana: Phone, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = give(ana)

    def broken(*_args: object) -> None:
        raise RuntimeError("the log is full")

    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", broken)
        assert ana.post("/api/export", {"code": code}).status_code == 500
    assert ana.post("/api/export", {"code": code}).status_code == 200


def test_nothing_of_another_client_is_in_it(
    house: House, ana: Phone, ben: Phone, copy_of: CopyOf, now: datetime
) -> None:
    ben.sync(ben.seal(consent(now)), ben.seal(envelope(now, homework_body(words="A kestrel."))))
    taken = str(copy_of(ana))
    assert not [one for one in ("kestrel", "Ben Okoro", "Noa Levi", "Hill Practice", str(ben.client)) if one in taken]


class Odd(Wire):
    """A body of a kind that has been given words, and of another version than what is kept."""

    birds: int


def test_what_no_room_has_words_for_is_said_by_the_names_of_its_fields(
    ana: Phone, give: Give, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    ana.sync(ana.seal(envelope(now, homework_body(words="A wren."))))
    kind = KINDS["homework"]

    def told(_body: object) -> Telling:
        raise AssertionError("it does not fit")

    for change in ({"tell": None}, {"tell": told, "body": Odd}):
        with monkeypatch.context() as patch:
            for name, value in change.items():
                patch.setitem(kind.__dict__, name, value)
            page = unpacked(ana.post("/api/export", {"code": give(ana)}).data).page
        assert '<dt dir="auto">words</dt><dd dir="auto">A wren.</dd>' in page


def test_three_years_are_in_it_whole(house: House, cast: Cast, ana: Phone, give: Give, now: datetime) -> None:
    tomas = SignedIn(cast.practice, cast.tomas, "", True, False)
    client = Life(house, tomas, 156, now, stride=26).live("Ida Long")
    phone = enrol(ana.app, cast.practice, client, now)
    taken = unpacked(phone.post("/api/export", {"code": give(phone)}).data)
    assert len(taken.data["entries"]) == rows_of(house, client) > 1500
    assert len(taken.data["sessions"]) > 156
    first = min(date.fromisoformat(one["local_date"]) for one in taken.written("homework"))
    assert (now.date() - first).days > 3 * 360
