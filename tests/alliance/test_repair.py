"""A repair: what was talked about and what changes goes to the phone, the client's word comes back, and it closes."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.alliance.repair import Answer, Repair, Reply, Standing, courses, open_one
from tests.alliance.ratings import part, rate_all, week_of
from tests.alliance.test_pages import EIGHTS, asks_of, at, text_of
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock, Desk

AT = datetime(2026, 11, 3, 15, tzinfo=UTC)
WEEK = timedelta(weeks=1)
ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def repair(id_: uuid.UUID = ONE, version: int = 1, weeks: int = 0) -> Repair:
    return Repair(id_, version, AT + weeks * WEEK, "The clock.", "I say when time is up.")


def reply(answer: Answer, about: uuid.UUID = ONE, version: int = 1, weeks: int = 0) -> Reply:
    received = AT + weeks * WEEK + timedelta(hours=2)
    return Reply(uuid.uuid4(), about, version, answer, None, received.date(), received)


def sessions(n: int, after: timedelta = timedelta()) -> list[datetime]:
    """So many weekly ones, the first at the moment itself."""
    return [AT + after + number * WEEK for number in range(n + 1)]


@pytest.mark.parametrize(
    ("replies", "met", "standing"),
    [
        ([], 0, "open"),
        ([], 2, "open"),
        ([], 3, "quiet"),
        ([reply("helped")], 0, "helped"),
        ([reply("helped")], 9, "helped"),
        ([reply("leave_it")], 5, "leave_it"),
        ([reply("not_yet")], 2, "not_yet"),
        ([reply("not_yet")], 3, "quiet"),
        ([reply("not_yet", weeks=2)], 4, "not_yet"),
        ([reply("not_yet", weeks=2)], 5, "quiet"),
        ([reply("not_yet"), reply("helped", weeks=1)], 2, "helped"),
        ([reply("helped"), reply("not_yet", weeks=1)], 2, "not_yet"),
        ([reply("helped", version=2)], 1, "open"),
        ([reply("helped", about=OTHER)], 1, "open"),
    ],
)
def test_it_closes_with_a_word_or_quietly_after_three_sessions(
    replies: list[Reply], met: int, standing: Standing
) -> None:
    [one] = courses([repair()], replies, sessions(9), AT + met * WEEK)
    assert one.standing == standing


def test_a_session_that_is_still_to_come_closes_nothing() -> None:
    [one] = courses([repair()], [], sessions(3), AT + 3 * WEEK - timedelta(seconds=1))
    assert one.is_open


def test_a_word_on_what_was_written_before_does_not_answer_what_was_changed() -> None:
    changed = repair(version=2, weeks=1)
    assert courses([changed], [reply("leave_it")], [], AT + WEEK)[0].is_open
    assert not courses([changed], [reply("leave_it", version=2)], [], AT + WEEK)[0].is_open


@given(st.lists(st.sampled_from(["helped", "not_yet", "leave_it", None]), max_size=5), st.integers(0, 9))
def test_at_most_the_last_one_is_open(answers: list[Answer | None], met: int) -> None:
    ids = [uuid.UUID(int=n + 1) for n in range(len(answers))]
    repairs = [repair(id_, weeks=n) for n, id_ in enumerate(ids)]
    replies = [reply(answer, id_) for id_, answer in zip(ids, answers, strict=True) if answer]
    found = courses(reversed(repairs), replies, sessions(9), AT + met * WEEK)
    assert [one.repair for one in found] == repairs
    assert not any(one.is_open for one in found[:-1])
    assert open_one(found) == (found[-1].repair if found and found[-1].is_open else None)


def noted(desk: Desk, cast: Cast, **fields: str) -> str:
    """The form is sent; what the next page says was done."""
    answer = desk.post(at(cast.ana, "/talked"), {f"talked-{name}": value for name, value in fields.items()})
    assert answer.status_code == 303, answer.text
    return week_of(desk, cast)


def offered(phone: Phone) -> dict[str, Any]:
    """The one repair that came down."""
    phone.sync()
    [one] = phone.agreed["repairs"]
    assert isinstance(one, dict)
    return one


def says(phone: Phone, now: datetime, answer: str, words: str | None = None, **more: Any) -> uuid.UUID:
    one = offered(phone)
    body = {"answer": answer, "version": one["version"], "words": words}
    item = phone.seal(envelope(now, body, kind="repair_reply", subject=one["id"], **more))
    assert phone.sync(item)["results"][0]["outcome"] == "stored"
    return uuid.UUID(item["id"])


def row(desk: Desk, cast: Cast) -> str:
    """What the page says of it, in one line."""
    return text_of(part(week_of(desk, cast), "alliance")).split("Agreed after talking")[1]


@pytest.fixture
def talked(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    """A dip was talked about, and what changes is written down."""
    rate_all(ana, series, [*EIGHTS, 4])
    assert "Safety was lower than usual" in asks_of(tomas, cast)
    clock.move(minutes=1)
    said = noted(tomas, cast, talked="That I hurried you.", changes="We end five minutes early.", line="Slower.")
    assert "Ana reads it on the phone, and can say whether it helped." in said


@pytest.mark.usefixtures("talked")
def test_what_was_written_for_the_client_comes_down_and_the_rest_does_not(tomas: Desk, ana: Phone, cast: Cast) -> None:
    one = offered(ana)
    expected = {"talked": "That I hurried you.", "changes": "We end five minutes early.", "version": 1, "open": True}
    assert expected.items() <= one.items()
    assert "Slower." not in str(ana.agreed)
    log = ana.browser.get("/api/access-log", base_url="http://app.localhost:8000").get_json()["sentences"]
    assert any("wrote down for you what you talked about" in line["text"] for line in log)
    assert "Safety was lower" not in asks_of(tomas, cast)
    assert "That I hurried you. We end five minutes early. No word yet." in row(tomas, cast)
    assert "Talked on 19 November; no word yet whether it helped." in tomas.page("/")


@pytest.mark.usefixtures("talked")
@pytest.mark.parametrize(("answer", "word"), [("helped", "It helped."), ("leave_it", "Leave it.")])
def test_the_clients_word_stands_on_the_page_and_closes_it(
    answer: str, word: str, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    says(ana, clock.at, answer, "More time to breathe.")
    said = row(tomas, cast)
    assert "Thu 19 Nov new " in said
    assert f"{word} More time to breathe. Said on 19 November." in said
    assert asks_of(tomas, cast).count("You could say") == 0
    assert "no word yet" not in tomas.page("/")
    form = tomas.page(at(cast.ana))
    assert "That I hurried you." not in form, "what is closed is not changed any more"


@pytest.mark.usefixtures("talked")
def test_not_yet_is_asked_about_until_it_was_talked_about(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    entry = says(ana, clock.at, "not_yet", "It still ends in a rush.")
    assert "Says that what you changed has not helped yet." in tomas.page("/")
    asks = asks_of(tomas, cast)
    assert "What you changed has not helped yet" in asks
    assert "It still ends in a rush." in asks
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    assert "has not helped yet" not in asks_of(tomas, cast)


@pytest.mark.usefixtures("talked")
def test_noting_more_changes_the_one_that_is_open(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    says(ana, clock.at, "not_yet")
    form = tomas.page(at(cast.ana))
    assert "We end five minutes early." in form
    clock.move(days=1)
    noted(tomas, cast, talked="That I hurried you.", changes="We end ten minutes early.")
    one = offered(ana)
    assert (one["version"], one["changes"], one["open"]) == (2, "We end ten minutes early.", True)
    assert "has not helped yet" not in asks_of(tomas, cast)
    assert "No word yet." in row(tomas, cast)


@pytest.mark.usefixtures("talked")
def test_what_says_nothing_new_makes_no_new_version(tomas: Desk, ana: Phone, cast: Cast) -> None:
    said = noted(tomas, cast, talked="That I hurried you.", changes="We end five minutes early.")
    assert "reads it on the phone" not in said
    assert offered(ana)["version"] == 1


@pytest.mark.usefixtures("talked")
def test_after_it_was_closed_another_one_is_another_one(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    says(ana, clock.at, "helped")
    clock.move(days=1)
    noted(tomas, cast, changes="I write the times down.")
    ana.sync()
    assert [(one["changes"], one["open"]) for one in ana.agreed["repairs"]] == [
        ("We end five minutes early.", False),
        ("I write the times down.", True),
    ]


@pytest.mark.usefixtures("talked")
def test_without_a_word_it_closes_after_three_sessions_on_both_sides(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    clock.move(weeks=2)
    assert offered(ana)["open"]
    assert "No word yet." in row(tomas, cast)
    clock.move(weeks=1)
    assert not offered(ana)["open"]
    assert "No word. It closed by itself after three sessions." in row(tomas, cast)
    assert "no word yet" not in tomas.page("/")


@pytest.mark.usefixtures("talked")
def test_a_word_that_is_held_back_counts_nowhere_until_they_meet(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    says(ana, clock.at, "leave_it", "Secret", share="when_we_meet")
    assert "No word yet." in row(tomas, cast)
    assert "Secret" not in week_of(tomas, cast)
    assert "Secret" not in tomas.page(at(cast.ana))
    clock.move(days=5)
    assert "Leave it. Secret" in row(tomas, cast)


@pytest.mark.usefixtures("talked")
def test_a_word_taken_back_leaves_it_open(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    entry = says(ana, clock.at, "leave_it")
    about = envelope(clock.at, kind="repair_reply", subject=offered(ana)["id"])
    withdrawn = {**about, "body": None, "withdrawn": True}
    assert ana.sync(ana.seal(withdrawn, entry, 2))["results"][0]["outcome"] == "stored"
    assert "No word yet." in row(tomas, cast)


@pytest.mark.usefixtures("talked")
def test_the_client_reads_their_word_beside_what_was_agreed(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    says(ana, clock.at, "helped", "More time to breathe.")
    said = ana.browser.get("/api/my-week", base_url="http://app.localhost:8000").get_data(as_text=True)
    for words in ("Agreed after talking", "What we talked about", "It helped.", "More time to breathe."):
        assert words in said
    assert "rupture" not in said.lower()


@pytest.mark.parametrize("name", ["talked", "changes"])
def test_the_client_never_reads_rupture(name: str, tomas: Desk, ana: Phone, cast: Cast) -> None:
    answer = tomas.post(at(cast.ana, "/talked"), {f"talked-{name}": "Our Rupture on Tuesday"})
    assert answer.status_code == 422
    assert "Please say it without the word “rupture”." in text_of(answer.text)
    assert "Our Rupture on Tuesday" in answer.text
    ana.sync()
    assert ana.agreed["repairs"] == []


def test_it_stands_there_before_anything_was_rated(tomas: Desk, ana: Phone, cast: Cast) -> None:
    noted(tomas, cast, changes="I write the times down.")
    assert "No word yet." in row(tomas, cast)


def test_a_word_on_somebody_elses_repair_is_joined_to_nothing(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    body = {"answer": "helped", "version": 1, "words": None}
    ana.sync(ana.seal(envelope(clock.at, body, kind="repair_reply", subject=str(uuid.uuid4()))))
    noted(tomas, cast, changes="I write the times down.")
    assert "No word yet." in row(tomas, cast)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"answer": "helped", "version": 0, "words": None}, "out_of_range"),
        ({"answer": "much better", "version": 1, "words": None}, "newer"),
        ({"answer": "helped", "version": 1, "words": "a" * 4001}, "too_long"),
        ({"answer": "helped", "version": 1, "words": None, "mood": 3}, "newer"),
    ],
)
def test_what_is_no_word_on_a_repair_is_refused(body: dict[str, Any], code: str, ana: Phone, clock: Clock) -> None:
    item = ana.seal(envelope(clock.at, body, kind="repair_reply", subject=str(ONE)))
    [result] = ana.sync(item)["results"]
    assert (result["outcome"], result["code"]) == ("refused", code)


def test_earlier_weeks_show_no_repair_that_was_not_yet_noted(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    noted(tomas, cast, changes="I write the times down.")
    day = date(2026, 11, 10).isoformat()
    earlier = week_of(tomas, cast, query=f"?from={day}&to={day}")
    assert not re.search("I write the times down|Agreed after talking", earlier)
