"""Which place each rating has in the section, and how the page and the phone show it."""

import uuid
from datetime import date

import pytest

from server.alliance.told import KIND
from server.meetings.rules import meeting_id, moment
from tests.alliance.ratings import DAY, LAST, WEEK, body, made_at, part, rate, rate_all, week_of
from tests.alliance.sections import EIGHTS, charts, said, section, table, the_ask
from tests.cast import ZONE, Cast, Phone, envelope
from tests.homework.desk import Clock, Desk


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
    for revision, grade in ((1, 8), (2, 4)):
        ana.sync(ana.seal(envelope(clock.at, body(safety=grade), **about), entry, revision))
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
