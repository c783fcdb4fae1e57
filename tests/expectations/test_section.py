"""Expected, and what happened, as it stands on the weekly page."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from server.app import App
from server.entries.sections import Section, Table
from tests.cast import Cast, Phone, enrol, envelope
from tests.expectations.bodies import expectation, look, review, therapy
from tests.expectations.room import notes, preview, reasons, rows, said, sections, session, write
from tests.homework.desk import Clock, Desk

BUS = "I have taken the bus twice"


@pytest.fixture
def ben(app: App, cast: Cast, clock: Clock) -> Phone:
    phone = enrol(app, cast.practice, cast.ben, clock.at)
    phone.sync(phone.seal(envelope(clock.at, {"given": True, "version": "1"}, kind="consent", subject=None)))
    return phone


def test_nothing_written_is_no_section(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    assert "expectations" not in sections(app, cast, clock)


def test_an_expectation_stands_in_her_words_with_what_was_said_then_changed(
    app: App, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70, in_the_way="Rain"))
    clock.move(days=2)
    write(ana, clock, "expectation_look", look("too_hopeful", "change", likelihood=40, by="2026-12-20"), bus)
    found = sections(app, cast, clock)["expectations"]
    assert rows(found) == [
        [f"“{BUS}” By Sun 20 Dec. In the way: “Rain”", "70% then 40%, Sat 21 Nov", "ahead"],
    ]
    assert rows(found, "Looked at again") == [["Sat 21", "too hopeful; changed, now 40%", f"“{BUS}”"]]


def test_words_that_were_changed_stand_beside_the_first_ones(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", expectation())
    write(ana, clock, "expectation_look", look("too_hopeful", "change", words="Once is enough"), bus)
    [[what, likely, _came]] = rows(sections(app, cast, clock)["expectations"])
    assert what.startswith(f"“{BUS}” Changed to: “Once is enough” By ")
    assert likely == "–"


@pytest.mark.parametrize(
    ("level", "wanted"),
    [
        (-2, "much less than expected"),
        (-1, "less than expected “Not at all”"),
        (0, "as expected"),
        (1, "more than expected “Three times”"),
        (2, "much more than expected"),
        (None, "rather not say"),
    ],
)
def test_the_level_reached_is_said_in_words(
    app: App, ana: Phone, cast: Cast, clock: Clock, level: int | None, wanted: str
) -> None:
    bus = write(ana, clock, "expectation", expectation(less="Not at all", more="Three times"))
    write(ana, clock, "expectation_review", review(level, happened="It rained", learned="It was loud"), bus)
    [[_what, _likely, came]] = rows(sections(app, cast, clock)["expectations"])
    assert came == f"{wanted} “It rained” Learned: “It was loud”"


def finish(ana: Phone, clock: Clock, likelihood: int | None, level: int | None) -> uuid.UUID:
    one = write(ana, clock, "expectation", expectation(likelihood=likelihood))
    return write(ana, clock, "expectation_review", review(level), one)


def test_counts_come_first_and_exactly_half_is_in_neither(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    for likelihood, level in [(70, 0), (70, -1), (51, 2), (49, 0), (10, -2), (50, 0), (50, -1), (None, 0)]:
        finish(ana, clock, likelihood, level)
    lead = said(sections(app, cast, clock)["expectations"].lead)
    assert lead == (
        "Of 3 things thought likely (over 50%), 2 came about. Of 2 thought unlikely, 1 came about all the same."
    )


def test_no_curve_and_no_word_before_twenty_are_finished(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    for n in range(19):
        finish(ana, clock, 90, 0 if n < 9 else -1)
    found = sections(app, cast, clock)["expectations"]
    assert "hopeful" not in said(found.lead)
    assert "19 are finished. Whether they lean hopeful or careful is said from 20 on: fewer would mislead." in notes(
        found
    )
    finish(ana, clock, 90, -1)
    found = sections(app, cast, clock)["expectations"]
    assert "What is expected tends to be more hopeful than what happens." in said(found.lead)
    assert "90% was said on average; 9 of 20 came about." in said(found.lead)
    assert notes(found) == ""


def test_the_first_likelihood_counts_since_later_ones_know_more(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    write(ana, clock, "expectation_look", look("too_hopeful", "change", likelihood=20), bus)
    write(ana, clock, "expectation_review", review(-1), bus)
    assert "Of 1 thing thought likely (over 50%), 0 came about." in said(
        sections(app, cast, clock)["expectations"].lead
    )


def test_of_two_reviews_the_one_that_arrived_last_counts(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    write(ana, clock, "expectation_review", review(-2), bus, recorded_at="2026-11-19T18:00:00Z")
    write(ana, clock, "expectation_review", review(1), bus, recorded_at="2026-11-19T09:00:00Z")
    found = sections(app, cast, clock)["expectations"]
    assert said(found.lead) == "Of 1 thing thought likely (over 50%), 1 came about."
    assert [came for _what, _likely, came in rows(found)] == ["more than expected", "much less than expected"]


def test_a_review_that_arrives_before_its_expectation_joins_it(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = uuid.uuid4()
    write(ana, clock, "expectation_review", review(0), bus)
    assert rows(sections(app, cast, clock)["expectations"]) == [
        ["An expectation that does not show here", "–", "as expected"]
    ]
    write(ana, clock, "expectation", expectation(likelihood=80), id=bus)
    found = sections(app, cast, clock)["expectations"]
    assert said(found.lead) == "Of 1 thing thought likely (over 50%), 1 came about."
    assert [came for _what, _likely, came in rows(found)] == ["as expected"]


def test_what_is_about_somebody_elses_expectation_joins_nobody(
    app: App, ana: Phone, ben: Phone, cast: Cast, clock: Clock
) -> None:
    bens = write(ben, clock, "expectation", expectation("Ben’s own words", likelihood=90))
    write(ana, clock, "expectation_look", look("too_hopeful", "talk"), bens)
    write(ana, clock, "expectation_review", review(2), bens)
    found = sections(app, cast, clock)["expectations"]
    assert [row[0] for row in rows(found)] == ["An expectation that does not show here"]
    assert "Ben’s own words" not in found.model_dump_json()
    assert found.lead == []
    of_ben = sections(app, replace(cast, ana=cast.ben), clock)["expectations"]
    assert [(row[0], row[2]) for row in rows(of_ben)] == [("“Ben’s own words” By Sat 12 Dec.", "ahead")]
    assert of_ben.asks == []


def test_held_entries_count_nowhere_and_stay_closed(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    session(app, cast, clock, date(2026, 11, 24))
    bus = write(ana, clock, "expectation", expectation(likelihood=70, by="2026-11-19"))
    write(ana, clock, "expectation", expectation("Only for me", likelihood=90), share="when_we_meet")
    write(ana, clock, "expectation_review", review(2, happened="A secret"), bus, share="when_we_meet")
    clock.move(days=1)
    found = sections(app, cast, clock)["expectations"]
    assert [came for _what, _likely, came in rows(found)] == ["written, held until you meet"]
    assert "Only for me" not in found.model_dump_json()
    assert "A secret" not in found.model_dump_json()
    assert "What is held opens when you meet." in notes(found)
    assert "Nothing to count yet" in said(found.lead)
    clock.move(days=4)
    found = sections(app, cast, clock)["expectations"]
    assert said(found.lead) == "Of 1 thing thought likely (over 50%), 1 came about."


def test_past_its_day_it_is_still_open_in_grey(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    write(ana, clock, "expectation", expectation(by="2026-11-19"))
    assert [row[2] for row in rows(sections(app, cast, clock)["expectations"])] == ["ahead"]
    clock.move(days=1)
    found = sections(app, cast, clock)["expectations"]
    [table] = [block for block in found.blocks if isinstance(block, Table)]
    [came] = table.rows[0].cells[2].texts
    assert (came.text, came.tone) == ("still open", "grey")
    assert [(one.text, one.tone) for one in reasons(app, cast, clock)] == [
        ("1 expectation is past its day without a word.", "grey")
    ]


def test_what_was_finished_earlier_is_only_counted(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    finish(ana, clock, 70, 0)
    clock.move(days=30)
    found = sections(app, cast, clock)["expectations"]
    assert rows(found) == []
    assert said(found.lead) == "Of 1 thing thought likely (over 50%), 1 came about."
    assert "1 earlier one is counted above." in notes(found)


def test_a_withdrawn_expectation_is_gone_and_its_review_stands_alone(
    app: App, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    write(ana, clock, "expectation_review", review(0), bus)
    write(ana, clock, "expectation", None, id=bus, revision=2, withdrawn=True)
    found = sections(app, cast, clock)["expectations"]
    assert rows(found) == [["An expectation that does not show here", "–", "as expected"]]
    assert found.lead == []


def asks_of(section: Section) -> list[tuple[str, str]]:
    return [(ask.title, ask.say or "") for ask in section.asks]


TALK = "Wants to talk about an expectation"
TOO_HOPEFUL = "Now finds an expectation too hopeful"
MOVED = "How likely an expectation seems has changed by 30 points or more"
BROUGHT_UP = "Asks you to bring up what was expected"
NEAR = "The day of an expectation comes before you next meet"


@pytest.mark.parametrize(
    ("body", "more", "title", "say"),
    [
        (look("about_right", "talk"), {}, TALK, "On Thursday 19 November you wanted to talk about it."),
        (look("too_hopeful", "keep"), {}, TOO_HOPEFUL, "On Thursday 19 November it looked too hopeful to you."),
        (look("too_hopeful", "change", likelihood=65), {}, TOO_HOPEFUL, "you put it at 65%"),
        (look("about_right", "change", likelihood=40), {}, MOVED, "you put it at 40%"),
        (look("too_careful", "change", likelihood=100), {}, MOVED, "you put it at 100%"),
        (look("about_right", "keep"), {"bring_up": True}, BROUGHT_UP, "You asked me to bring this up."),
    ],
)
def test_what_is_worth_asking_about_comes_with_something_to_say(
    app: App, ana: Phone, cast: Cast, clock: Clock, body: dict[str, object], more: dict[str, bool], title: str, say: str
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    entry = write(ana, clock, "expectation_look", body, bus, **more)
    [ask] = sections(app, cast, clock)["expectations"].asks
    assert (ask.title, ask.entry) == (title, str(entry))
    assert say in (ask.say or "")
    assert f"“{BUS}”" in said(ask.evidence)


@pytest.mark.parametrize("body", [look(), look("too_careful", "keep"), look("about_right", "change", likelihood=41)])
def test_a_look_that_says_nothing_new_asks_nothing(
    app: App, ana: Phone, cast: Cast, clock: Clock, body: dict[str, object]
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    write(ana, clock, "expectation_look", body, bus)
    assert sections(app, cast, clock)["expectations"].asks == []


def test_the_evidence_tells_each_likelihood_with_its_day(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    clock.move(days=2)
    write(ana, clock, "expectation_look", look("too_hopeful", "change", likelihood=40, note="The rain"), bus)
    [ask] = sections(app, cast, clock)["expectations"].asks
    assert said(ask.evidence) == f"“{BUS}” 70% on 19 November, 40% on 21 November. “The rain”"


def test_what_was_talked_about_asks_no_more(app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", expectation())
    entry = write(ana, clock, "expectation_look", look("too_hopeful", "talk"), bus)
    assert [title for title, _say in asks_of(sections(app, cast, clock)["expectations"])] == [TALK]
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    assert sections(app, cast, clock)["expectations"].asks == []


@pytest.mark.parametrize(
    ("by", "asked"),
    [("2026-11-18", False), ("2026-11-19", True), ("2026-11-24", True), ("2026-11-25", False)],
)
def test_a_day_that_comes_before_the_next_session_is_asked_about(
    app: App, ana: Phone, cast: Cast, clock: Clock, by: str, asked: bool
) -> None:
    session(app, cast, clock, date(2026, 11, 24))
    bus = write(ana, clock, "expectation", expectation(by=by))
    assert [title for title, _say in asks_of(sections(app, cast, clock)["expectations"])] == [NEAR] * asked
    write(ana, clock, "expectation_review", review(), bus)
    assert sections(app, cast, clock)["expectations"].asks == []


def test_without_a_next_session_no_day_is_near(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    write(ana, clock, "expectation", expectation(by="2026-11-20"))
    assert sections(app, cast, clock)["expectations"].asks == []


def test_both_views_of_the_therapy_stand_one_under_the_other(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    write(ana, clock, "therapy_expectation", therapy(change="Sleep through", sessions=20))
    found = sections(app, cast, clock)["expectations"]
    assert rows(found, "Expected of the therapy itself") == [["The client, 19 November", "“Sleep through”", "–", "20"]]


def test_therapy_is_looked_at_again_after_six_sessions(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    session(app, cast, clock, date(2026, 11, 24), every_weeks=1)
    write(ana, clock, "therapy_expectation", therapy(hope="My sister"))
    ana.sync()
    assert ana.agreed["therapy_look"] == {"theirs": None, "every": 6, "again_from": "2026-12-29T14:00:00Z"}
    clock.move(days=40, hours=-5)
    again = "Time to look again at what therapy can change"
    assert asks_of(sections(app, cast, clock)["expectations"]) == []
    clock.move(hours=2)
    [(title, _say)] = asks_of(sections(app, cast, clock)["expectations"])
    assert title == again
    write(ana, clock, "therapy_expectation", therapy(hope="My sister, still"))
    assert asks_of(sections(app, cast, clock)["expectations"]) == []


def test_until_it_is_said_there_is_nothing_to_look_at_again(ana: Phone) -> None:
    ana.sync()
    assert ana.agreed["therapy_look"] == {"theirs": None, "every": 6, "again_from": None}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (look("about_right", "talk"), [("Wants to talk about an expectation.", "ask")]),
        (look("too_hopeful", "keep"), [("Sees an expectation differently now.", "plain")]),
        (look("too_careful", "change", likelihood=100), [("Sees an expectation differently now.", "plain")]),
        (look(), []),
    ],
)
def test_the_caseload_says_why_to_look(
    app: App, ana: Phone, cast: Cast, clock: Clock, body: dict[str, object], wanted: list[tuple[str, str]]
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    write(ana, clock, "expectation_look", body, bus)
    assert [(one.text, one.tone) for one in reasons(app, cast, clock)] == wanted


@pytest.mark.parametrize("about", [None, uuid.UUID(int=7)], ids=["an expectation", "one that is not here"])
def test_the_caseload_no_longer_says_what_was_talked_about(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock, about: uuid.UUID | None
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    entry = write(ana, clock, "expectation_look", look("too_careful", "talk"), about or bus)
    assert [one.text for one in reasons(app, cast, clock)] == ["Wants to talk about an expectation."]
    tomas.page(f"/clients/{cast.ana}/week")
    tomas.post(f"/clients/{cast.ana}/entries/{entry}/talked", {"talked": "yes"})
    assert reasons(app, cast, clock) == []


def test_a_look_to_talk_about_that_is_to_be_brought_up_is_one_reason(
    app: App, tomas: Desk, ana: Phone, cast: Cast, clock: Clock
) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70))
    write(ana, clock, "expectation_look", look("about_right", "talk"), bus, bring_up=True)
    assert reasons(app, cast, clock) == []
    assert "Asks you to bring something up." in tomas.page("/")


def test_the_client_reads_whose_view_is_whose(app: App, ana: Phone, tomas: Desk, cast: Cast, clock: Clock) -> None:
    write(ana, clock, "therapy_expectation", therapy(change="Sleep through"))
    tomas.post(f"/clients/{cast.ana}/expectations/therapy", {"view-hope": "It often does"})
    found = rows(preview(app, cast, clock), "Expected of the therapy itself")
    assert [row[0] for row in found] == ["You, 19 November", "Your therapist, 19 November"]


def test_the_client_as_reader_is_asked_nothing(app: App, ana: Phone, cast: Cast, clock: Clock) -> None:
    bus = write(ana, clock, "expectation", expectation(likelihood=70), bring_up=True)
    write(ana, clock, "expectation_look", look("too_hopeful", "talk"), bus)
    assert sections(app, cast, clock)["expectations"].asks
    found = preview(app, cast, clock)
    assert found.asks == []
    assert [row[0] for row in rows(found)] == [f"To be brought up. “{BUS}” By Sat 12 Dec."]
