"""What the client reads about who opened what."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from server import audit, practice
from server.audit import Act, Actor
from server.between_us import opened
from server.between_us.kind import CONSENT
from server.between_us.sentences import SAYS, sentence
from server.web import House
from tests.practice.people import People

TUESDAY = datetime(2026, 3, 3, 13, 10, tzinfo=UTC)


def log(house: House, people: People, act: Act, actor: Actor, at: datetime, times: int = 1) -> None:
    with house.main.write() as db:
        for _ in range(times):
            audit.record(db, people.secret, people.practice, people.ana, actor, act, at)


def page(house: House, people: People, before: int | None = None) -> tuple[list[opened.Sentence], bool]:
    with house.main.read() as db:
        whose = practice.whose(db, house.keystore, people.practice, people.ana)
        return opened.page(db, whose, before)


def test_a_line_is_a_sentence_in_the_clients_own_time(house: House, people: People) -> None:
    log(house, people, "week_opened", Actor("account", people.tomas), TUESDAY)
    [newest, *_], _more = page(house, people)
    assert newest.text == "Tomas Keller opened your week, Tuesday 3 March 2026, 14:10"


def test_jobs_are_the_system_and_the_client_is_you(house: House, people: People) -> None:
    log(house, people, "key_used", Actor("system"), TUESDAY)
    log(house, people, "phone_joined", Actor("client", people.ana), TUESDAY)
    found, _more = page(house, people)
    assert [one.text.split(",")[0] for one in found[:2]] == [
        "You joined with a phone",
        "The system used your key from the command line",
    ]


def test_every_act_has_words_of_its_own() -> None:
    assert set(SAYS) == set(get_args(Act))


def test_an_act_without_words_is_told_all_the_same() -> None:
    assert sentence("new_act", "Olga Brandt", TUESDAY, "UTC").startswith("Olga Brandt did something with your data")


def test_the_log_is_read_page_by_page_without_gap_or_overlap(house: House, people: People) -> None:
    log(house, people, "week_opened", Actor("account", people.tomas), TUESDAY, times=120)
    numbers: list[int] = []
    before, more = None, True
    while more:
        found, more = page(house, people, before)
        numbers += [one.n for one in found]
        before = numbers[-1]
    assert numbers == list(range(121, 0, -1))


def test_the_snapshot_holds_the_newest_twenty_readings_and_nothing_else(house: House, people: People) -> None:
    log(house, people, "week_opened", Actor("account", people.tomas), TUESDAY, times=25)
    log(house, people, "week_printed", Actor("account", people.olga), TUESDAY + timedelta(minutes=1))
    log(house, people, "sessions_changed", Actor("account", people.tomas), TUESDAY + timedelta(minutes=2))
    with house.main.read() as db:
        down = CONSENT.agreed(db, practice.whose(db, house.keystore, people.practice, people.ana), people.now)
    assert len(down["opened"]) == 20
    assert down["opened"][0] == {"at": "2026-03-03T13:11:00.000Z", "who": "Olga Brandt", "what": "week_printed"}
    assert {one["what"] for one in down["opened"][1:]} == {"week_opened"}


def test_nothing_of_another_client_is_told(house: House, people: People) -> None:
    with house.main.write() as db:
        audit.record(
            db, people.secret, people.practice, people.ben, Actor("account", people.tomas), "week_opened", TUESDAY
        )
    found, _more = page(house, people)
    assert len(found) == 1


@pytest.mark.parametrize(("zone", "shown"), [("Europe/London", "13:10"), ("Asia/Kathmandu", "18:55")])
def test_the_time_is_that_of_the_clients_zone(zone: str, shown: str) -> None:
    assert sentence("week_opened", "Tomas Keller", TUESDAY, zone).endswith(shown)
