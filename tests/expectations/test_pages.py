"""The page of expectations: ladders offered and picked, both ratings kept, nothing typed lost."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from server import audit
from server.accounts.models import Client
from server.app import App
from server.entries.models import AgreedItem
from server.expectations import reading
from server.expectations.starts import starts
from server.wire.agreed import Agreed
from tests.cast import Cast, Phone
from tests.expectations.bodies import expectation, look, review
from tests.expectations.room import rows, sections, session, write
from tests.homework.desk import Clock, Desk, agree


def ladder(**more: Any) -> dict[str, Any]:
    """A ladder as the browser sends it."""
    return {
        "begun_from": "empty",
        "subject": "",
        "much_more": "Every day",
        "more": "Four times",
        "words": "Twice a week",
        "less": "Once",
        "much_less": "Not at all",
        "by": "2026-12-12",
        "starts_at": "-1",
        "likelihood": "60",
        **more,
    }


def address(client: uuid.UUID, *more: object) -> str:
    return "/".join([f"/clients/{client}/expectations", *(str(part) for part in more)])


def offer(tomas: Desk, client: uuid.UUID, **more: Any) -> int:
    return tomas.post(address(client), ladder(offer="1", **more)).status_code


def test_an_offered_ladder_comes_down_without_the_therapists_likelihood(tomas: Desk, ana: Phone, cast: Cast) -> None:
    assert offer(tomas, cast.ana) == 303
    ana.sync()
    [found] = ana.agreed["ladders"]
    assert (found["words"], found["much_less"], found["much_more"]) == ("Twice a week", "Not at all", "Every day")
    assert (found["by"], found["start"], found["subject"], found["version"]) == ("2026-12-12", -1, None, 1)
    assert "likelihood" not in found
    assert "You think: 60%" in tomas.page(address(cast.ana))


def test_it_starts_below_what_is_expected_so_that_getting_worse_has_a_level(
    tomas: Desk, ana: Phone, cast: Cast
) -> None:
    assert '<option selected value="-1">less than expected' in tomas.page(address(cast.ana))


def test_what_comes_down_is_typed(tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    offer(tomas, cast.ana)
    tomas.post(address(cast.ana, "therapy"), {"view-hope": "It often does"})
    ana.sync()
    found = Agreed.model_validate(ana.agreed)
    assert [one.words for one in found.ladders] == ["Twice a week"]
    assert found.therapy_look is not None
    assert found.therapy_look.theirs is not None
    assert found.therapy_look.theirs.hope == "It often does"
    old = {name: part for name, part in ana.agreed.items() if name not in ("ladders", "therapy_look")}
    assert Agreed.model_validate(old).ladders == []


def test_a_ladder_may_be_about_what_runs_now(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = agree(app, cast, cast.ana, clock.at)
    assert "Ride the bus two stops" in tomas.page(address(cast.ana))
    assert offer(tomas, cast.ana, subject=str(bus)) == 303
    ana.sync()
    assert ana.agreed["ladders"][0]["subject"] == str(bus)
    tomas.post(f"/clients/{cast.ana}/homework/{bus}/end")
    item = ana.agreed["ladders"][0]["id"]
    assert "Something that has ended" in tomas.page(address(cast.ana, "ladders", item))
    assert tomas.post(address(cast.ana, "ladders", item), ladder(subject=str(bus))).status_code == 303


@pytest.mark.parametrize("subject", [str(uuid.UUID(int=7)), "the bus"])
def test_a_ladder_is_about_nothing_else(tomas: Desk, ana: Phone, cast: Cast, subject: str) -> None:
    assert offer(tomas, cast.ana, subject=subject) == 422


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"words": " "}, "Say in a few words what is expected."),
        ({"more": "a" * 1001}, "Please keep it under 1000 letters."),
        ({"by": ""}, "By which day?"),
        ({"by": "2026-11-18"}, "This day is over."),
        ({"by": "2036-11-18"}, "Choose a day between last year and the year after next."),
        ({"likelihood": "101"}, "From 0 to 100."),
        ({"starts_at": "3"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_all_typed_stays(
    tomas: Desk, ana: Phone, cast: Cast, more: dict[str, str], says: str
) -> None:
    answer = tomas.post(address(cast.ana), ladder(offer="1", **more, less="Only once, slowly"))
    assert answer.status_code == 422
    [name] = more
    assert re.search(rf'id="{name}-wrong".*?{re.escape(says)}', answer.text, re.S)
    assert "Only once, slowly" in answer.text
    assert "Nothing is on offer now." in answer.text


def test_three_are_offered_at_most_and_the_fourth_stays_typed(tomas: Desk, ana: Phone, cast: Cast) -> None:
    for words in ("one", "two", "three"):
        assert offer(tomas, cast.ana, words=words) == 303
    answer = tomas.post(address(cast.ana), ladder(offer="1", words="A fourth one"))
    assert answer.status_code == 422
    assert "3 are on offer already" in answer.text
    assert "A fourth one" in answer.text
    ana.sync()
    first = ana.agreed["ladders"][0]["id"]
    assert tomas.post(address(cast.ana, "ladders", first, "end")).status_code == 303
    assert offer(tomas, cast.ana, words="A fourth one") == 303
    ana.sync()
    assert [(one["words"], one["ended_at"] is None) for one in ana.agreed["ladders"]] == [
        ("one", False), ("two", True), ("three", True), ("A fourth one", True),
    ]  # fmt: skip


def test_a_change_is_a_new_version_and_what_was_picked_stays(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    offer(tomas, cast.ana)
    ana.sync()
    item = ana.agreed["ladders"][0]["id"]
    write(ana, clock, "expectation", expectation("Twice a week", offered=item, likelihood=80))
    assert "Twice a week" in tomas.page(address(cast.ana, "ladders", item))
    assert tomas.post(address(cast.ana, "ladders", item), ladder(words="Three times")).status_code == 303
    ana.sync()
    assert [(one["words"], one["version"]) for one in ana.agreed["ladders"]] == [("Three times", 2)]
    assert "you thought 60%" in tomas.page(address(cast.ana))
    assert rows(sections(app, cast, clock)["expectations"])[0][0].startswith("“Twice a week”")


def test_an_ended_ladder_cannot_be_changed(tomas: Desk, ana: Phone, cast: Cast) -> None:
    offer(tomas, cast.ana)
    ana.sync()
    place = address(cast.ana, "ladders", ana.agreed["ladders"][0]["id"])
    tomas.post(place + "/end")
    answers = [tomas.get(place), tomas.post(place, ladder()), tomas.post(place + "/end")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.parametrize("key", [one.key for one in starts() if one.key != "empty"])
def test_a_ready_ladder_fills_in_only_what_was_not_typed(tomas: Desk, ana: Phone, cast: Cast, key: str) -> None:
    ready = next(one for one in starts() if one.key == key)
    unsaid = dict.fromkeys(("much_more", "more", "less", "much_less"), "")
    answer = tomas.post(address(cast.ana), ladder(template=key, words="My own", **unsaid))
    assert answer.status_code == 200
    assert "My own" in answer.text
    assert all(text in answer.text for text in (ready.levels[0], ready.levels[1], ready.levels[3], ready.levels[4]))
    assert ready.levels[2] not in re.sub(r"<button.*?</button>", "", answer.text, flags=re.S)
    assert "Nothing is on offer now." in answer.text


def keep(tomas: Desk, client: uuid.UUID, entry: uuid.UUID, level: str) -> int:
    return tomas.post(address(client, entry, "rating"), {f"{entry}-level": level}).status_code


def seen(page: str, entry: uuid.UUID) -> str:
    """Which level is chosen for the therapist."""
    form = re.search(rf'<select[^>]*id="{entry}-level".*?</select>', page, re.S)
    assert form
    chosen = re.search(r'<option selected value="([^"]*)"', form[0])
    return chosen[1] if chosen else ""


def test_both_ratings_are_kept_and_the_therapists_stays_off_the_phone(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    write(ana, clock, "expectation_review", review(2), bus)
    ana.sync()
    before = {name: part for name, part in ana.agreed.items() if name not in ("receipts", "opened")}
    assert keep(tomas, cast.ana, bus, "-1") == 303
    page = tomas.page(address(cast.ana))
    assert "much more than expected" in page
    assert seen(page, bus) == "-1"
    ana.sync()
    assert {name: part for name, part in ana.agreed.items() if name not in ("receipts", "opened")} == before
    assert keep(tomas, cast.ana, bus, "0") == 303
    assert seen(tomas.page(address(cast.ana)), bus) == "0"
    assert keep(tomas, cast.ana, bus, "") == 303
    assert seen(tomas.page(address(cast.ana)), bus) == ""


@pytest.mark.parametrize("level", ["3", "much", "0.0"])
def test_there_are_five_levels_to_choose_from(tomas: Desk, ana: Phone, cast: Cast, clock: Clock, level: str) -> None:
    bus = write(ana, clock, "expectation", expectation())
    assert keep(tomas, cast.ana, bus, level) == 422


def test_what_cannot_be_read_cannot_be_rated(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    session(app, cast, clock, clock.at.date() + timedelta(days=5))
    held = write(ana, clock, "expectation", expectation("Only for me"), share="when_we_meet")
    assert keep(tomas, cast.ana, held, "1") == 404
    assert keep(tomas, cast.ana, uuid.uuid4(), "1") == 404
    assert "Only for me" not in tomas.page(address(cast.ana))
    clock.move(days=6)
    assert "Only for me" in tomas.page(address(cast.ana))


def test_without_consent_nothing_that_was_written_is_shown_or_rated(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", expectation())
    with app.house.main.write() as db:
        db.execute(update(Client).where(Client.id == cast.ana).values(consent_withdrawn_at=clock.at))
    page = tomas.page(address(cast.ana))
    assert "I have taken the bus twice" not in page
    assert "Without consent to writing" in page
    assert keep(tomas, cast.ana, bus, "1") == 422
    with app.house.main.read() as db:
        assert db.query(AgreedItem).count() == 0


def test_the_t_score_is_folded_away_and_comes_from_three_rated_on(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    for n in range(4):
        bus = write(ana, clock, "expectation", expectation(f"Goal {n}"))
        write(ana, clock, "expectation_review", review(1 if n else None), bus)
        shown = "T score" in tomas.page(address(cast.ana))
        assert shown is (n == 3)
    page = tomas.page(address(cast.ana))
    folded = re.search(r"<details.*?</details>", page, re.S)
    assert folded
    assert "From Ana’s levels: 63.69, resting on 3." in folded[0]
    assert "From yours" not in page
    assert "T score" not in tomas.page(f"/clients/{cast.ana}/week")


def test_the_therapists_view_is_kept_and_stands_beside_hers(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    answer = tomas.post(address(cast.ana, "therapy"), {"view-change": "Sleep", "view-sessions": "20"})
    assert answer.status_code == 303
    tomas.post(address(cast.ana, "therapy"), {"view-change": "Sleep through most nights", "view-sessions": ""})
    assert "Sleep through most nights" in tomas.page(address(cast.ana))
    assert rows(sections(app, cast, clock)["expectations"], "Expected of the therapy itself") == [
        ["The therapist, 19 November", "“Sleep through most nights”", "–", "–"]
    ]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Nothing is written yet. One of the three is enough."),
        ({"view-sessions": "0"}, "From 1 to 200."),
        ({"view-sessions": "many"}, "Not a valid integer value."),
        ({"view-change": "a" * 1001}, "Please keep it under 1000 letters."),
    ],
)
def test_a_view_that_cannot_be_kept_stays_typed(
    tomas: Desk, ana: Phone, cast: Cast, fields: dict[str, str], says: str
) -> None:
    answer = tomas.post(address(cast.ana, "therapy"), fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert all(typed in answer.text for typed in fields.values())


def test_each_act_stands_in_the_access_log(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", expectation())
    offer(tomas, cast.ana)
    ana.sync()
    item = ana.agreed["ladders"][0]["id"]
    tomas.post(address(cast.ana, "ladders", item), ladder(words="Three times"))
    tomas.post(address(cast.ana, "ladders", item, "end"))
    tomas.post(address(cast.ana, "therapy"), {"view-hope": "Yes"})
    keep(tomas, cast.ana, bus, "1")
    tomas.page(address(cast.ana))
    with app.house.main.read() as db:
        acts = [row.act for row in audit.sentences_of(db, cast.practice, cast.ana)]
    wanted = ["expectations_opened", "expectation_rated", "therapy_view_written", "ladder_ended", "ladder_changed"]
    assert [act for act in acts if act != "caseload_opened"][:6] == [*wanted, "ladder_offered"]


def test_what_stands_here_in_part_stays_new_until_the_week_is_read(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", expectation(in_the_way="Rain"))
    write(ana, clock, "expectation_look", look("too_hopeful", "talk", note="It was loud"), bus)
    assert "I have taken the bus twice" in tomas.page(address(cast.ana))
    assert keep(tomas, cast.ana, bus, "1") == 303
    ana.sync()
    assert ana.agreed["receipts"] == []
    assert 'class="new"' in tomas.page(f"/clients/{cast.ana}/week")


def test_where_a_ladder_is_changed_nothing_that_was_written_is_read(
    tomas: Desk, ana: Phone, cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(ana, clock, "expectation", expectation())
    offer(tomas, cast.ana)
    ana.sync()

    def never(*_args: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(reading, "read", never)
    assert tomas.get(address(cast.ana)).status_code == 500
    assert "Twice a week" in tomas.page(address(cast.ana, "ladders", ana.agreed["ladders"][0]["id"]))
