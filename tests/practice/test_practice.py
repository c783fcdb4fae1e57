"""A practice, its texts and what of it comes down to a phone."""

import uuid
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from server import practice
from server.entries.models import Stream
from server.errors import NotThere
from server.practice import Line, Words, rules
from server.practice.models import PracticeText
from server.web import House
from tests.practice.people import People

MINUTE = timedelta(minutes=1)


def agreed_of(house: House, people: People, at: datetime) -> dict[str, object]:
    with house.main.read() as db:
        return practice.agreed(db, practice.whose(db, house.keystore, people.practice, people.ana), at)


def test_a_new_practice_has_keys_texts_and_help_lines(house: House, people: People) -> None:
    assert house.keystore.ring(people.practice, [people.practice]).holds(people.practice)
    assert len(house.keystore.exchange_key(people.practice)[1]) == 65
    with house.main.read() as db:
        texts = practice.texts(db, people.practice, people.now)
    assert texts["consent"]["version"] == texts["confidentiality"]["version"] == "1"
    assert {"name": "Samaritans", "number": "116 123", "hours": "day and night, free to call"} in texts["help_lines"]


def test_the_consent_text_says_what_must_be_said_before_the_first_entry(house: House, people: People) -> None:
    with house.main.read() as db:
        said = " ".join(practice.texts(db, people.practice, people.now)["consent"]["paragraphs"])
    for needed in ("What is kept", "Who reads it", "your therapy record", "a court", "changes nothing", "for adults"):
        assert needed in said


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.", ["One."]),
        ("One\nline more.", ["One\nline more."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("\n\nOne.\n \n\n Two. ", ["One.", "Two."]),
    ],
)
def test_an_empty_line_begins_a_new_paragraph(typed: str, found: list[str]) -> None:
    assert rules.paragraphs(typed) == found


def test_a_text_nobody_saved_has_another_version_as_soon_as_its_words_differ() -> None:
    assert rules.version_of("A", ["b"]) == rules.version_of("A", ["b"])
    assert len({rules.version_of("A", ["b"]), rules.version_of("A", ["c"]), rules.version_of("B", ["b"])}) == 3


def test_two_practices_start_in_different_epochs(house: House, people: People) -> None:
    with house.main.read() as db:
        ours, theirs = (practice.practice_of(db, one).epoch for one in (people.practice, people.elsewhere))
    assert ours != theirs


@pytest.mark.parametrize("wrong", [{"zone": "Europe/Atlantis"}, {"first_weekday": 7}, {"day_ends_at": "07:00"}])
def test_a_practice_that_could_not_count_days_is_not_founded(
    house: House, now: datetime, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"time zone|A week starts"):
        practice.create_practice(house, "Nowhere", **{"zone": "Europe/London", "now": now} | wrong)  # type: ignore[arg-type]


def test_what_comes_down_names_the_practice_the_therapist_and_the_texts(house: House, people: People) -> None:
    agreed = agreed_of(house, people, people.now)
    assert agreed["practice"] == {
        "name": "Harbour Practice",
        "zone": "Europe/London",
        "first_weekday": 0,
        "day_ends_at": "03:00",
    }
    assert agreed["therapist"] == {"name": "Tomas Keller", "reads": None, "cover": None}


def test_a_changed_text_is_a_new_version_and_the_old_one_can_still_be_read(house: House, people: People) -> None:
    later = people.now + MINUTE
    with house.main.write() as db:
        assert practice.put_text(db, people.practice, "consent", Words("New", ["One."]), later) == 2
    with house.main.read() as db:
        assert practice.texts(db, people.practice, people.now)["consent"]["version"] == "1"
        assert practice.texts(db, people.practice, later)["consent"] == {
            "version": "2",
            "title": "New",
            "paragraphs": ["One."],
        }
        kept = db.scalars(select(PracticeText.version).where(PracticeText.practice_id == people.practice))
        assert sorted(kept) == [1, 1, 1, 2]


def test_when_a_therapist_reads_is_said_in_their_words_and_can_be_taken_back(house: House, people: People) -> None:
    for words, shown in ((" on Tuesday morning ", "on Tuesday morning"), ("", None)):
        with house.main.write() as db:
            practice.put_reading(db, people.practice, people.tomas, words)
        assert agreed_of(house, people, people.now)["therapist"]["reads"] == shown


def test_every_phone_of_the_practice_fetches_a_changed_text_and_no_other_phone_does(
    house: House, people: People
) -> None:
    def versions() -> dict[uuid.UUID, int]:
        with house.main.read() as db:
            return {row.client_id: row.agreed for row in db.scalars(select(Stream))}

    before = versions()
    with house.main.write() as db:
        practice.put_help_lines(db, people.practice, [Line("Lifeline", "13 11 14", "day and night")])
    assert all(count == before[client] + 1 for client, count in versions().items())
    with house.main.write() as db:
        practice.put_help_lines(db, people.elsewhere, [Line("Lifeline", "13 11 14", "day and night")])
    assert all(count == before[client] + 1 for client, count in versions().items())


def test_there_is_always_a_help_line(house: House, people: People) -> None:
    with house.main.write() as db, pytest.raises(ValueError, match="At least one help line"):
        practice.put_help_lines(db, people.practice, [])


def test_a_client_of_another_practice_is_not_there(house: House, people: People) -> None:
    with house.main.read() as db, pytest.raises(NotThere):
        practice.whose(db, house.keystore, people.elsewhere, people.ana)


def test_whose_entries_carries_the_clients_zone_and_the_practices_days(house: House, people: People) -> None:
    with house.main.read() as db:
        whose = practice.whose(db, house.keystore, people.practice, people.ana)
    assert (whose.zone, whose.first_weekday, whose.day_ends_at) == ("Europe/Zagreb", 0, "03:00")
    assert whose.ring.holds(people.ana)
    assert not whose.ring.holds(people.ben)


def test_the_only_practice_is_found_and_several_must_be_named(house: House, now: datetime) -> None:
    with house.main.read() as db:
        assert practice.only_practice(db) is None
    first = practice.create_practice(house, "Harbour Practice", "Europe/London", now)
    with house.main.read() as db:
        found = practice.only_practice(db)
        assert found is not None
        assert found.practice_id == first
    practice.create_practice(house, "Hill Practice", "Europe/Paris", now)
    with house.main.read() as db, pytest.raises(ValueError, match="several practices"):
        practice.only_practice(db)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("00:00", True), ("03:00", True), ("06:00", True), ("06:01", False), ("3:00", False), ("", False)],
)
def test_a_day_ends_by_six_in_the_morning(text: str, fits: bool) -> None:
    assert rules.is_day_end(text) is fits


def test_the_highest_version_in_force_holds(now: datetime) -> None:
    versions = [(1, now - MINUTE), (2, now), (3, now + MINUTE)]
    assert rules.version_at(versions, now) == 2
    assert rules.version_at(versions, now - 2 * MINUTE) is None
