"""What stands about rated sessions on the weekly page, for the therapist and for the client."""

import uuid
from typing import Any

import pytest

from server.entries.kind import Reader
from server.entries.sections import Table
from tests.alliance.ratings import DAY, LAST, rate, rate_all
from tests.alliance.sections import EIGHTS, charts, said, section, the_ask
from tests.cast import Cast, Phone
from tests.homework.desk import Clock, Desk


def test_a_dip_is_a_finding_first_then_a_ringed_point(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [*EIGHTS, 5])
    chart = charts(section(ana, cast, clock))["Safety"]
    assert said(chart.finding) == "5 on 17 November. Lower than usual: 8, from 8 ratings."
    assert chart.usual == 8
    assert [point.value for point in chart.points] == [*EIGHTS, 5]
    assert [point.flagged for point in chart.points] == [False] * 8 + [True]


def test_the_other_item_has_its_own_usual_and_no_sign(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [*EIGHTS, 5])
    chart = charts(section(ana, cast, clock))["Respect"]
    assert said(chart.finding) == "9 on 17 November. Usual: 9, from 8 ratings."
    assert not any(point.flagged for point in chart.points)


@pytest.mark.parametrize(("ratings", "sentence"), [([8], "this is the first"), ([8, 8, 8], "2 before this one")])
def test_too_few_is_said_in_words(
    ratings: list[int | None], sentence: str, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, ratings)
    chart = charts(section(ana, cast, clock))["Safety"]
    assert f"Too few ratings to know what is usual: {sentence}." in said(chart.finding)
    assert chart.usual is None


def test_the_ask_names_rule_figures_words_and_something_to_say(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, EIGHTS)
    [entry] = rate_all(ana, series, [4], words="I felt hurried.")
    ask = the_ask(section(ana, cast, clock))
    assert ask.title == "Safety was lower than usual"
    assert [(text.text, text.words) for text in ask.evidence] == [
        ("I felt hurried.", True),
        (
            "Safety 4 on 17 November. Usual: 8, from 7 ratings. "
            "Rules: 3 or more below usual; 4 or lower, and below usual.",
            False,
        ),
    ]
    assert ask.entry == str(entry)
    assert ask.say is not None
    assert ask.say.startswith("Thank you for telling me how our session on 17 November felt.")
    assert ask.link is not None
    assert ask.link.href == f"/clients/{cast.ana}/question"


def test_each_rule_is_named_beside_the_usual_it_measures_by(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [9, 9, 6, 6, 3])
    evidence = [text.text for text in the_ask(section(ana, cast, clock)).evidence]
    assert evidence[-1] == (
        "Safety 3 on 17 November. Usual: 7.5, from 4 ratings. Rules: 3 or more below usual; 4 or lower, and below "
        "usual. Usual before both: 9, from 3 ratings. Rule: two in a row 2 or more below the usual before them."
    )


def test_the_line_in_the_picture_is_the_usual_of_its_sentence(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [8, 9, 9, 7, 7])
    chart = charts(section(ana, cast, clock))["Safety"]
    assert said(chart.finding) == "7 on 17 November. Lower than usual: 9, from 3 ratings."
    assert chart.usual == 9, "and not 8.5, the median of all four before"


@pytest.mark.parametrize(("reader", "stands_out"), [("therapist", True), ("client", False)])
def test_a_low_number_of_the_first_ones_stands_out_alike_in_picture_and_table(
    reader: Reader, stands_out: bool, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [8, 4])
    found = section(ana, cast, clock, reader)
    assert charts(found)["Safety"].points[-1].flagged is stands_out
    [sessions] = [block for block in found.blocks if isinstance(block, Table)]
    assert sessions.rows[-1].cells[1].texts[0].tone == ("ask" if stands_out else "plain")


def test_what_was_written_stands_once_in_the_copied_text(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast
) -> None:
    rate_all(ana, series, [8, 8, 8, 8], words="Quiet again.")
    rate_all(ana, series, [3], words="I felt hurried.")
    text = tomas.page(f"/clients/{cast.ana}/week.txt")
    assert text.count("I felt hurried.") == 1
    assert text.index("I felt hurried.") < text.index("SAFETY AND RESPECT")
    assert "What was said: (words as above) 40 minutes after." in text
    assert text.count("Quiet again.") == 4, "once in each session's row"


def test_signs_of_several_sessions_are_one_question(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [*EIGHTS, 5, 5], felt_off=False)
    rate(ana, None, LAST + DAY, felt_off=True, bring_up=True, safety=None, respect=None)
    ask = the_ask(section(ana, cast, clock))
    figures = [text.text for text in ask.evidence]
    assert len(figures) == 4
    assert figures[0].startswith("Safety 5 on 10 November.")
    assert "two in a row 2 or more below the usual before them" in figures[1]
    assert figures[2:] == ["Asks you to bring this up.", "Ticked “something felt off” on 18 November."]


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ({"felt_off": True}, "Something felt off"),
        ({"bring_up": True}, "A session to bring up"),
        ({"outcome": "rather_not", "safety": None, "respect": None, "bring_up": True}, "A session to bring up"),
        ({"safety": 4}, "Safety was rated low"),
        ({"safety": 4, "respect": 3}, "Safety was rated low"),
    ],
)
def test_each_way_to_ask_has_its_title(
    more: dict[str, Any], title: str, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate(ana, series, LAST, **more)
    assert the_ask(section(ana, cast, clock)).title == title


def test_a_tick_tells_the_numbers_beside_it(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [8, 8, 8])
    rate(ana, series, LAST, safety=7, respect=None, felt_off=True, days_later=1)
    assert [text.text for text in the_ask(section(ana, cast, clock)).evidence] == [
        "Ticked “something felt off” on 17 November.",
        "Safety 7.",
    ]


def test_nothing_out_of_the_usual_asks_nothing(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [7, 8, 7, 8, 7])
    assert section(ana, cast, clock).asks == []


def test_the_question_closes_by_itself_after_three_sessions(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, 5, 8, 8])
    assert len(section(ana, cast, clock).asks) == 1
    clock.move(days=7)
    assert [ask.id for ask in section(ana, cast, clock).asks] == []
