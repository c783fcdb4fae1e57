"""One round trip: what waits goes up, what is new comes down, and nobody gets somebody else's."""

import uuid
from datetime import datetime, timedelta

import pytest

from server.app import App
from server.db import Database
from server.entries.agreed import agreed_changed
from server.errors import Problem
from server.web import House
from tests.cast import Cast, Phone, enrol, envelope, homework_body


def test_a_first_contact_brings_everything_agreed(ana: Phone) -> None:
    reply = ana.sync()
    of_all = {"practice", "therapist", "texts", "erase", "meetings", "receipts", "opened"}
    assert set(reply["agreed"]) == of_all | {"goals", "homework", "ladders", "reminders", "repairs", "therapy_look"}
    assert reply["agreed"]["therapist"]["name"] == "Tomas Keller"
    assert (reply["results"], reply["entries"], reply["cursor"], reply["more"]) == ([], [], 0, False)


def test_what_was_agreed_comes_down_again_only_when_it_changed(house: House, cast: Cast, ana: Phone) -> None:
    ana.sync()
    assert ana.sync()["agreed"] is None
    with house.main.write() as db:
        agreed_changed(db, cast.practice, cast.ana)
    assert ana.sync()["agreed"] is not None


def test_an_entry_is_acknowledged_with_the_servers_time(ana: Phone, now: datetime) -> None:
    item = ana.seal(envelope(now))
    result = ana.sync(item)["results"][0]
    assert (result["id"], result["outcome"], result["seq"]) == (item["id"], "stored", 1)
    assert datetime.fromisoformat(result["received_at"]) == now


def test_a_lost_reply_costs_nothing(ana: Phone, now: datetime) -> None:
    item = ana.seal(envelope(now))
    ana.send([item])
    reply = ana.sync(item)
    assert [result["outcome"] for result in reply["results"]] == ["already_stored"]
    assert (reply["entries"], reply["cursor"]) == ([], 1)


def test_one_bad_entry_never_blocks_the_rest(ana: Phone, now: datetime) -> None:
    items = [
        ana.seal(envelope(now)),
        ana.seal(b"\x00 not json"),
        ana.seal(envelope(now, kind="dream")),
        ana.seal(envelope(now, homework_body(words="x" * 4001))),
        ana.seal(envelope(now, homework_body(quantity=11))),
        ana.seal(envelope(now, local_date=(now + timedelta(days=3)).date().isoformat())),
        {**ana.seal(envelope(now)), "sealed": "AAAA"},
        ana.seal(envelope(now)),
    ]
    results = ana.sync(*items)["results"]
    assert [result["id"] for result in results] == [item["id"] for item in items]
    assert [result["code"] or result["outcome"] for result in results] == [
        "stored",
        "malformed",
        "newer",
        "too_long",
        "out_of_range",
        "day_ahead",
        "sealed",
        "stored",
    ]
    assert all(result["reason"] for result in results if result["outcome"] == "refused")


def test_a_second_phone_gets_what_the_first_wrote_and_not_its_own(
    app: App, cast: Cast, ana: Phone, now: datetime
) -> None:
    tablet = enrol(app, cast.practice, cast.ana, now)
    ana.sync(ana.seal(envelope(now, homework_body(words="from the phone"))))
    own = tablet.seal(envelope(now, homework_body(words="from the tablet")))
    reply = tablet.sync(own)
    assert [entry["body"]["words"] for entry in reply["entries"]] == ["from the phone"]
    assert reply["cursor"] == 2
    assert [entry["body"]["words"] for entry in ana.sync()["entries"]] == ["from the tablet"]
    assert tablet.sync()["entries"] == []


def test_after_a_conflict_the_other_phones_words_come_down(app: App, cast: Cast, ana: Phone, now: datetime) -> None:
    tablet = enrol(app, cast.practice, cast.ana, now)
    id_ = uuid.uuid4()
    ana.sync(ana.seal(envelope(now, homework_body(words="from the phone")), id_))
    own = tablet.seal(envelope(now, homework_body(words="from the tablet")), id_)
    tablet.send([own])
    reply = tablet.sync(own)
    assert [result["outcome"] for result in reply["results"]] == ["already_stored"]
    told = [(entry["body"]["words"], entry["current"]) for entry in reply["entries"]]
    assert told == [("from the phone", True)]


def test_while_locked_a_phone_gets_results_only(ana: Phone, now: datetime) -> None:
    reply = ana.send([ana.seal(envelope(now))], cursor=None).get_json()
    assert [result["outcome"] for result in reply["results"]] == ["stored"]
    assert (reply["agreed"], reply["entries"], reply["cursor"]) == (None, [], None)
    assert len(ana.sync()["entries"]) == 1


def test_a_phone_that_is_now_somebody_elses_sends_and_gets_nothing(ana: Phone, cast: Cast, now: datetime) -> None:
    for other in (cast.ben, cast.noa, uuid.uuid4()):
        answer = ana.send([ana.seal(envelope(now))], client=str(other))
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "other_client")
    assert ana.sync()["cursor"] == 0


def test_an_entry_sealed_for_ben_cannot_be_sent_as_ana(ana: Phone, ben: Phone, now: datetime) -> None:
    results = ana.sync(ben.seal(envelope(now)))["results"]
    assert [result["code"] for result in results] == ["sealed"]
    assert ben.sync()["entries"] == []


def test_the_same_id_from_two_clients_is_two_entries(ana: Phone, ben: Phone, now: datetime) -> None:
    id_ = uuid.uuid4()
    for phone, text in ((ana, "ana's"), (ben, "ben's")):
        result = phone.sync(phone.seal(envelope(now, homework_body(words=text)), id_))["results"][0]
        assert (result["outcome"], result["seq"]) == ("stored", 1)
        phone.cursor = 0
        assert [entry["body"]["words"] for entry in phone.sync()["entries"]] == [text]


def test_after_a_restore_the_phone_is_asked_for_what_the_server_no_longer_has(ana: Phone, now: datetime) -> None:
    ana.sync(ana.seal(envelope(now)))
    reply = ana.send([], epoch=str(uuid.uuid4())).get_json()
    assert reply["epoch"] == ana.epoch
    assert (reply["cursor"], reply["entries"], reply["agreed"]) == (0, [], None)


def test_more_than_a_hundred_entries_or_a_quarter_megabyte_are_refused_whole(ana: Phone, now: datetime) -> None:
    small = ana.seal(envelope(now))
    assert ana.send([small] * 101).status_code == 400
    long = [ana.seal(envelope(now, homework_body(words="x" * 3900))) for _ in range(60)]
    answer = ana.send(long)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "too_large")
    assert ana.send(long[:30]).status_code == 200


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '{"client": 1}', '{"client": "x", "entries": "y"}', "NaN", '"' + "x" * 100 + '"'],
)
def test_broken_requests_get_a_sentence(ana: Phone, body: str) -> None:
    answer = ana.post("/api/sync", body)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["reason"].endswith(".")


def test_a_field_of_a_newer_phone_is_said_to_be_newer(ana: Phone) -> None:
    answer = ana.send([], mood="sunny")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "newer")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Throughline": ""},
        {"Origin": "http://localhost:8000"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_page_could_send_is_refused(ana: Phone, headers: dict[str, str]) -> None:
    assert ana.post("/api/sync", "{}", **headers).status_code == 403


def test_a_busy_store_acknowledges_nothing(ana: Phone, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    item = ana.seal(envelope(now))

    def busy(_self: Database) -> None:
        raise Problem(503, "busy", "The server is busy.", 5)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "write", busy)
        answer = ana.send([item])
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert ana.sync(item)["results"][0]["outcome"] == "stored"
