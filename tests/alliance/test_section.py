"""What stands about rated sessions on the weekly page, for the therapist and for the client."""

import uuid
from datetime import date
from typing import Any

import pytest

from server import meetings, practice
from server.alliance.section import summarise
from server.alliance.told import BEGINNING, KIND, LOOK_BACK
from server.entries.kind import Reader, Week
from server.entries.reading import readable
from server.entries.rules import local_day
from server.entries.sections import Ask, Chart, Section, Table
from server.meetings.rules import meeting_id, moment
from tests.alliance.ratings import DAY, LAST, WEEK, body, made_at, part, rate, rate_all, week_of
from tests.cast import ZONE, Cast, Phone, envelope
from tests.homework.desk import Clock, Desk

EIGHTS = [8, 8, 8, 8, 8, 8, 8, 8]


def section(phone: Phone, cast: Cast, clock: Clock, reader: Reader = "therapist", first: date = LAST) -> Section:
    """The section as it is made for the page."""
    house = phone.app.house
    with house.main.read() as db:
        whose = practice.whose(db, house.keystore, cast.practice, cast.ana)
        today = local_day(clock.at, whose.zone, whose.day_ends_at)
        starts = meetings.starts(db, cast.practice, cast.ana, BEGINNING, clock.at)
        entries, held = readable(db, whose, starts, {KIND: first - LOOK_BACK}, today, clock.at)
        found = summarise(db, Week(whose, first, today, today, clock.at, entries, held, reader=reader))
    assert found is not None
    return found


def charts(found: Section) -> dict[str, Chart]:
    return {one.title: one for one in found.blocks if isinstance(one, Chart)}


def table(found: Section, title: str = "Rated sessions") -> list[str]:
    """The rows of a table, each as one line of text."""
    [one] = [block for block in found.blocks if isinstance(block, Table) and block.title == title]
    return [
        " | ".join(" ".join(text.text for text in cell.texts) for cell in row.cells)
        + (f" ({row.late})" if row.late else "")
        for row in one.rows
    ]


def said(parts: Any) -> str:
    return " ".join(part.text for part in parts)


def the_ask(found: Section) -> Ask:
    [one] = found.asks
    return one


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


def test_a_held_rating_shows_nothing_but_that_it_is_held(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS])
    rate(ana, series, LAST, safety=1, words="Secret", felt_off=True, bring_up=True, share="when_we_meet")
    found = section(ana, cast, clock)
    assert "Secret" not in found.model_dump_json()
    assert found.asks == []
    assert charts(found)["Safety"].points[-1].value == 8


def test_a_session_with_only_a_held_rating_reads_held(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [8, 8, 8, None])
    rate(ana, series, LAST, safety=1, words="Secret", felt_off=True, share="when_we_meet")
    found = section(ana, cast, clock)
    assert "Secret" not in found.model_dump_json()
    assert table(found)[-1] == "Tue 17 Nov session 12 | held until you meet"
    assert [point.value for point in charts(found)["Safety"].points] == [8, 8, 8, None]
    assert found.asks == []
    clock.move(days=5)
    assert "Secret" in section(ana, cast, clock).model_dump_json()
    assert the_ask(section(ana, cast, clock)).title == "Safety was lower than usual"


def test_a_late_rating_is_listed_and_not_charted(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [8, 8, 8, None])
    clock.move(days=3)
    rate(ana, series, LAST, safety=2, days_later=3)
    found = section(ana, cast, clock)
    assert [point.value for point in charts(found)["Safety"].points] == [8, 8, 8, None]
    assert table(found)[-1].endswith("(written 3 days later, so not in the picture)")
    assert found.asks == []


def test_a_place_without_a_number_says_why_there_is_none(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [8, None, None, None])
    rate(ana, series, LAST - 2 * WEEK, safety=None)
    rate(ana, series, LAST - WEEK, outcome="rather_not", safety=None, respect=None)
    clock.move(days=3)
    rate(ana, series, LAST, days_later=3)
    points = charts(section(ana, cast, clock))["Safety"].points
    assert [one.missing for one in points] == [None, "not answered", "Rather not answer", "Rated later"]
    assert "10 Nov Rather not answer, 17 Nov Rated later." in part(week_of(tomas, cast), "alliance")
    assert "- 17 Nov: Rated later" in tomas.page(f"/clients/{cast.ana}/week.txt").splitlines()


@pytest.mark.parametrize(("made", "drawn"), [(LAST, 4), (LAST + 3 * DAY, None), (LAST - 3000 * DAY, None)])
def test_what_was_rated_in_time_stays_in_the_series_when_it_is_changed_later(
    made: date, drawn: int | None, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, None])
    clock.move(days=3)
    entry = made_at(moment(made, "15:30", ZONE))
    about = {"kind": KIND, "subject": str(meeting_id(series, LAST)), "local_date": LAST.isoformat()}
    for revision, said in ((1, 8), (2, 4)):
        ana.sync(ana.seal(envelope(clock.at, body(safety=said), **about), entry, revision))
    found = section(ana, cast, clock)
    charted = {point.at: point.value for point in charts(found)["Safety"].points}
    assert charted.get("17 Nov") == drawn
    assert [one.title for one in found.asks] == (["Safety was lower than usual"] if drawn else [])


def test_other_outcomes_are_words(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate_all(ana, series, [8, 8])
    rate(ana, series, LAST - 2 * WEEK, outcome="rather_not", safety=None, respect=None)
    rate(ana, series, LAST - 3 * WEEK, outcome="did_not_meet", safety=None, respect=None, words="I was ill.")
    assert table(section(ana, cast, clock))[:2] == [
        "Tue 27 Oct session 9 | Did not meet I was ill.",
        "Tue 3 Nov session 10 | Rather not answer",
    ]


def test_the_table_says_when_it_was_written(ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock) -> None:
    rate(ana, series, LAST - WEEK, safety=None)
    rate(ana, series, LAST, days_later=1)
    assert table(section(ana, cast, clock, first=LAST - WEEK)) == [
        "Tue 10 Nov session 11 | – | 9 | 40 minutes after.",
        "Tue 17 Nov session 12 | 8 | 9 | The day after.",
    ]


def test_two_sessions_without_a_word_are_named_without_a_reproach(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [8, 8, None, None])
    found = section(ana, cast, clock)
    assert the_ask(found).title == "No rating after the sessions on 10 November and 17 November."
    clock.move(days=-1)
    assert section(ana, cast, clock).asks == [], "the day after is not over yet"


def test_six_times_the_same_is_asked_about_once_and_stays_noted(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    sentence = "The same answers six times. That can be true. Ask in words."
    rate_all(ana, series, [8] * 6)
    assert the_ask(section(ana, cast, clock)).title == sentence
    found = section(ana, cast, clock, first=LAST + DAY)
    assert found.asks == []
    assert sentence in found.model_dump_json()


def test_the_six_pillars_stand_by_month_with_grey_dashes(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    asked = {"rapport": 8, "goals": None, "expectations": 6, "responsibility": 7, "empathy": 9}
    rate(ana, series, LAST - 4 * WEEK, pillars=asked)
    rate(ana, series, LAST, pillars={**asked, "rapport": None, "goals": 5})
    rows = table(section(ana, cast, clock), "All six pillars, monthly")
    assert rows[:2] == ["Rapport | 8 | –", "Agreement on goals | – | 5"]
    assert rows[-2:] == ["Safety | 8 | 8", "Respect | 9 | 9"]


def test_the_client_reads_lower_than_your_usual_and_never_more(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, 4], bring_up=True, felt_off=True)
    found = section(ana, cast, clock, "client")
    assert said(charts(found)["Safety"].finding) == "4 on 17 November. Lower than your usual."
    assert (found.asks, found.links) == ([], [])
    text = found.model_dump_json().lower()
    for word in ("rupture", "rule", "sign", "worth asking", "median", "chance"):
        assert word not in text.replace('"safety_and_respect"', "")


def test_the_preview_on_the_phone_says_it_the_clients_way(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, 4], bring_up=True)
    tomas.post(f"/clients/{cast.ana}/question", {"ask-line": "Mine alone."})
    said = ana.browser.get("/api/my-week", base_url="http://app.localhost:8000").get_data(as_text=True)
    assert "Lower than your usual." in said
    for kept in ("Mine alone", "You could say", "Rule", "worth asking", "/question"):
        assert kept not in said


def test_the_page_draws_the_picture_beside_its_table(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [*EIGHTS, None, 4], words="<b>hurried</b>")
    page = part(week_of(tomas, cast), "alliance")
    assert page.count('role="img"') == 2
    assert "not answered, 17 Nov 4. Usual: 8." in page
    assert page.count('class="c-ring"') == 2  # the point and its key
    assert "&lt;b&gt;hurried&lt;/b&gt;" in page
    assert "<b>hurried" not in page
    assert "style=" not in page
    assert "Rated sessions" in page


def test_a_chart_without_any_number_is_words_alone(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate(ana, series, LAST, outcome="rather_not", safety=None, respect=None)
    page = part(week_of(tomas, cast), "alliance")
    assert 'role="img"' not in page
    assert "No number in this series yet." in page


def test_before_anything_was_rated_the_page_says_so(tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast) -> None:
    assert "No session has been rated yet." in part(week_of(tomas, cast), "alliance")


def test_nothing_of_it_is_shown_without_consent(
    tomas: Desk, ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    rate_all(ana, series, [8, 8, 8, 3], words="Secret")
    ana.sync(ana.seal(envelope(clock.at, {"given": False, "version": "1"}, kind="consent", subject=None)))
    page = week_of(tomas, cast)
    assert "Secret" not in page
    assert "lower than usual" not in tomas.page("/")


def test_a_phone_whose_clock_is_ahead_makes_nothing_late(
    ana: Phone, series: uuid.UUID, cast: Cast, clock: Clock
) -> None:
    clock.move(days=5)
    rate(ana, series, LAST + WEEK, days_later=300)
    assert [point.value for point in charts(section(ana, cast, clock))["Safety"].points] == [8]
