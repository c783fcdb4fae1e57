"""Every route in everybody's name, with everybody's ids: who may is let in, all others learn nothing."""

import json
import uuid

import pytest
from sqlalchemy import select

from server import practice
from server.entries.models import Entry
from tests.access.matrix import Matrix, without_a_row
from tests.access.people import NOW, Person, Place
from tests.access.rewound import changed, state_of, undone
from tests.access.rows import ROWS, Key
from tests.cast import DESK_ORIGIN, PHONE_ORIGIN, envelope, homework_body


def test_every_route_of_both_hosts_has_its_row(place: Place) -> None:
    assert without_a_row("desk", place.app.desk) == set()
    assert without_a_row("phone", place.app.phone) == set()


@pytest.mark.parametrize("key", ROWS, ids=" ".join)
def test_who_may_is_let_in_and_nobody_else_learns_anything(place: Place, key: Key) -> None:
    Matrix(place, key).check()


def test_a_phone_that_names_another_client_is_refused_whole_and_alike(place: Place) -> None:
    ana, ben = place.clients["ana"], place.clients["ben"]
    with undone(place.house):
        before = state_of(place.house)
        answers = set()
        for client in (ben.target.client, place.clients["noa"].target.client, uuid.uuid4()):
            item = ana.phone.seal(envelope(NOW, homework_body(words="never kept")))
            answer = ana.phone.send([item], client=str(client))
            answers.add((answer.status_code, answer.text))
        assert changed(before, state_of(place.house)) == set()
    assert len(answers) == 1
    assert next(iter(answers))[0] == 409
    assert ana.phone.send([]).status_code == 200


def test_an_entry_with_somebody_elses_id_becomes_ones_own_and_touches_theirs_in_nothing(place: Place) -> None:
    ana, ben = place.clients["ana"], place.clients["ben"]
    with undone(place.house):
        before = _entries_of(place, ana)
        for revision in (1, 2):
            item = ben.phone.seal(envelope(NOW, homework_body(words="mine")), ana.target.entry, revision)
            reply = ben.phone.send([item], cursor=0).get_json()
            assert reply["results"][0]["outcome"] == "stored", "it says nothing about the other one"
            assert ana.word not in json.dumps(reply)
        gone = envelope(NOW, withdrawn=True)
        gone["body"] = None
        assert ben.phone.send([ben.phone.seal(gone, ana.target.entry, 3)]).status_code == 200
        assert _entries_of(place, ana) == before
        assert _entries_of(place, ben) != before


def test_a_report_about_somebody_elses_homework_is_joined_to_nobodys(place: Place) -> None:
    ana, ben = place.clients["ana"], place.clients["ben"]
    with undone(place.house):
        entry = envelope(NOW, homework_body(words="about another"), subject=str(ana.target.item))
        reply = ben.phone.send([ben.phone.seal(entry)]).get_json()
        assert reply["results"][0]["outcome"] == "stored"
        matrix = Matrix(place, ("desk", "summary.week", "GET"))
        assert "about another" not in matrix.ask("tomas", ana.target).text
        theirs = matrix.ask("tomas", ben.target).text
        assert "about another" in theirs
        assert ana.word not in theirs


def test_what_one_phone_sealed_cannot_be_sent_by_another(place: Place) -> None:
    ana, ben = place.clients["ana"], place.clients["ben"]
    with undone(place.house):
        taken = ana.phone.seal(envelope(NOW, homework_body(words="hers")))
        result = ben.phone.send([taken]).get_json()["results"][0]
        assert (result["outcome"], result["code"]) == ("refused", "sealed")
        assert ana.phone.send([taken]).get_json()["results"][0]["outcome"] == "stored"


def test_the_access_log_of_a_phone_is_its_own_clients(place: Place) -> None:
    ana, ben = place.clients["ana"], place.clients["ben"]
    lines = {name: one.phone.browser.get("/api/access-log", base_url=PHONE_ORIGIN).get_json() for name, one in
             {"ana": ana, "ben": ben}.items()}  # fmt: skip
    assert len(lines["ana"]["sentences"]) > len(lines["ben"]["sentences"]), "Ana had more phones"
    for before in ("0", "-1", "99999999999999999999", "1e3", "٣", "1 or 1=1"):
        answer = ben.phone.browser.get("/api/access-log", query_string={"before": before}, base_url=PHONE_ORIGIN)
        assert answer.status_code in (200, 400)
        assert "Keller" not in answer.text


def test_a_version_that_only_another_practice_has_is_not_there(place: Place) -> None:
    noa = place.clients["noa"]
    with undone(place.house):
        with place.house.main.write() as db:
            number = practice.put_text(db, noa.practice, "consent", practice.Words("Ours", ["Larkspur."]), NOW)
        for who, status in (("nils", 200), ("piet", 404)):
            browser, cookie = place.app.desk.test_client(use_cookies=False), {"Cookie": place.cookies[who]}
            path = f"/practice/texts/consent/{number}"
            assert browser.get(path, base_url=DESK_ORIGIN, headers=cookie).status_code == status


def test_nobody_of_another_practice_can_be_named_to_cover_and_nobody_learns_who_is_there(place: Place) -> None:
    matrix = Matrix(place, ("desk", "accounts.name_cover", "POST"))
    with undone(place.house):
        before = state_of(place.house)
        answers = set()
        for by in (*(place.therapists[name].id for name in ("vera", "nils", "piet", "dora")), uuid.uuid4()):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Place, "colleague", lambda _place, _target, by=by: by)
                answers.add(matrix.seen("tomas", place.clients["ana"].target))
        assert changed(before, state_of(place.house)) == set()
    assert [one.status for one in answers] == [422]


def _entries_of(place: Place, person: Person) -> list[str]:
    with place.house.main.read() as db:
        wanted = select(Entry.__table__).where(Entry.client_id == person.target.client).order_by(Entry.seq)
        return [repr(tuple(row)) for row in db.execute(wanted)]
