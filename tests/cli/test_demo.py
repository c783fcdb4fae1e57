"""The demo practice: plausible, made through the real doors, and never mistaken for a real one."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from server import meetings, practice
from server.accounts.models import Client
from server.between_us.opened import whole
from server.cli import demo as command
from server.cli import main
from server.cli.doctor import LOOKS
from server.cli.installation import Demo, make_secrets
from server.demo.build import session_times
from server.demo.logs import logs_of
from server.demo.people import CLIENTS, ZONE, resident
from server.demo.stories import STORIES
from server.entries.models import AgreedItem, Entry, Receipt
from server.exports.chapters import Asked
from server.exports.service import gather
from server.goals import service as goals
from server.kinds import KINDS
from server.web import House
from server.web.house import open_house

LINK = re.compile(r"http://\S+/(?:sign-in/link/|join#)\S+")


def start(folder: Path) -> Result:
    return CliRunner().invoke(main, ["demo", "--dir", str(folder)], env={"THROUGHLINE_MAIN_URL": None})


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demo as its first run leaves it, and what that printed. Tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    done = start(folder)
    assert done.exit_code == 0, done.output
    return folder, done.output


@pytest.fixture
def house(made: tuple[Path, str]) -> Iterator[House]:
    """The demo, to be read only."""
    opened = open_house(Demo(made[0]).config())
    yield opened
    opened.main.close()
    opened.keystore.database.close()


def test_it_prints_both_addresses_and_a_link_for_everybody(made: tuple[Path, str]) -> None:
    _folder, said = made
    assert "Therapist's pages: http://localhost:8000\n" in said
    assert "Phone app: http://app.localhost:8000\n" in said
    assert all(name in said for name in ("Tomas Keller", *CLIENTS))
    assert len(set(LINK.findall(said))) == 3 + len(CLIENTS)


def test_a_second_run_keeps_what_is_there_and_prints_fresh_links(made: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made[0], folder)
    again = start(folder)
    assert again.exit_code == 0, again.output
    assert not set(LINK.findall(again.output)) & set(LINK.findall(made[1]))
    assert "Making" not in again.output


def test_everybody_consented_and_wrote_for_twelve_weeks_and_nothing_lies_ahead(house: House) -> None:
    with house.main.read() as db:
        clients = list(db.scalars(select(Client)))
        assert {one.id for one in clients} == {resident(name).id for name in CLIENTS}
        assert all(one.consented_at and not one.consent_withdrawn_at for one in clients)
        entries = list(db.scalars(select(Entry).where(Entry.kind == "homework")))
    now = datetime.now(UTC)
    assert all(one.recorded_at <= one.received_at <= now for one in entries)
    assert not any(one.unresolved for one in entries)
    wrote = Counter(one.client_id for one in entries)
    assert len(CLIENTS) == 8
    assert min(wrote[resident(story.name).id] for story in STORIES if story.weeks == 12) >= 12
    assert now - min(one.received_at for one in entries) > timedelta(weeks=11)
    assert {one.share for one in entries} == {"before", "when_we_meet"}


def test_every_kind_was_written_and_each_entry_knows_what_it_is_about(house: House) -> None:
    with house.main.read() as db:
        entries = list(db.scalars(select(Entry)))
    kinds = {
        "alliance_check_in",
        "expectation",
        "expectation_look",
        "prediction",
        "repair_reply",
        "goal_proposal",
        "goal_reply",
    }
    assert {one.kind for one in entries} >= kinds
    assert not any(one.unresolved for one in entries)
    assert {one.zone for one in entries} >= {"Europe/London", "Europe/Lisbon", "America/New_York"}


def test_today_is_open_whatever_the_hour(house: House) -> None:
    with house.main.read() as db:
        logged = list(db.scalars(select(Entry.local_date).where(Entry.kind == "homework")))
    assert max(logged) < datetime.now(ZoneInfo(ZONE)).date()
    daily = [piece for piece in STORIES[0].pieces if len(piece.days) == 7]
    assert [piece.last for piece in daily] == [len(list(session_times(STORIES[0], datetime.now(UTC)))) - 2]


def test_it_has_sessions_plans_receipts_and_something_new_to_read(house: House) -> None:
    now = datetime.now(UTC)
    with house.main.read() as db:
        home = practice.only_practice(db)
        assert home is not None
        for client in db.scalars(select(Client.id)):
            past = meetings.between(db, home.practice_id, client, now - timedelta(weeks=14), now)
            weeks = {resident(story.name).id: story.weeks for story in STORIES}[client]
            assert len(past) == weeks
            assert sum(one.state == "held" for one in past) >= weeks - 2
            assert meetings.last_and_next(db, home.practice_id, client, now)[1] is not None
        kinds = Counter(db.scalars(select(AgreedItem.kind).where(AgreedItem.is_current)))
        receipts = list(db.scalars(select(Receipt)))
        written = len(list(db.scalars(select(Entry))))
    assert kinds["repair"] == sum(len(story.mended) for story in STORIES) > 1
    assert kinds["homework"] == sum(len(story.pieces) for story in STORIES)
    assert sum(one.talked_at is not None for one in receipts) > 10
    assert 0 < len(receipts) < written


def test_the_doctor_finds_nothing_wrong_with_it(house: House) -> None:
    assert [sentence for look in LOOKS for sentence in look(house)] == []


def test_databases_of_a_real_practice_are_refused_and_left_alone(tmp_path: Path, now: datetime) -> None:
    make_secrets(tmp_path / "secrets")
    config = Demo(tmp_path).config()
    with command.opened(config) as real:
        practice.create_practice(real, "Hill Practice", "Europe/Paris", now)
    said = start(tmp_path)
    assert said.exit_code == 1
    assert "belong to a real practice" in said.output
    with command.opened(config) as real, real.main.read() as db:
        only = practice.only_practice(db)
        assert only is not None
        assert only.name == "Hill Practice"


def test_databases_that_are_not_set_up_as_a_demo_are_refused(environment: dict[str, str]) -> None:
    said = CliRunner().invoke(main, ["demo"], env=environment)
    assert said.exit_code == 1
    assert "not set up as a demo" in said.output


def test_an_interrupted_first_run_is_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def interrupted(house: House, at: datetime) -> None:
        with house.main.read() as db:
            begun.append(len(list(db.scalars(select(Client)))))
        practice.create_practice(house, "Harbour Practice", "Europe/London", at)
        raise KeyboardInterrupt

    monkeypatch.setattr("server.demo.build.build", interrupted)
    for _ in range(2):
        assert start(tmp_path).exit_code != 0
        assert not (tmp_path / "main.db").exists()
    assert begun == [0, 0]


@pytest.mark.parametrize("day", [date(2026, 11, 16) + timedelta(days=days) for days in range(7)])
@pytest.mark.parametrize("hour", [0, 18])
def test_whenever_it_is_made_the_next_session_is_on_a_working_day_ahead(day: date, hour: int) -> None:
    now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    for story in STORIES:
        sessions = list(session_times(story, now))
        assert len(sessions) == story.weeks + 1
        assert all(after.date() - before.date() == timedelta(weeks=1) for before, after in pairwise(sessions))
        assert sessions[-2] < now < sessions[-1]
        assert sessions[-1].weekday() < 5


@pytest.mark.parametrize("name", CLIENTS)
def test_a_clients_copy_has_every_entry_of_theirs(house: House, now: datetime, name: str) -> None:
    with house.main.read() as db:
        home = practice.only_practice(db)
        assert home is not None
        whose = practice.whose(db, house.keystore, home.practice_id, resident(name).id)
        kept = db.scalars(select(Entry).where(Entry.client_id == whose.client)).all()
        chapters = {one.key: one for one in gather(Asked(db, whose, KINDS, now), whole)}
    told = [(piece.data["id"], piece.data["revision"]) for piece in chapters["entries"].pieces]
    assert sorted(told) == sorted((str(row.id), row.revision) for row in kept)
    assert chapters["agreed"].pieces
    assert chapters["sessions"].pieces
    assert len(chapters["access_log"].pieces) == chapters["access_log"].pieces[-1].data["n"]


def test_what_is_agreed_comes_down_or_is_known_to_stay_with_the_therapist(house: House) -> None:
    comes_down = {name for kind in KINDS.values() for name in kind.comes_down}
    with house.main.read() as db:
        kept = set(db.scalars(select(AgreedItem.kind).distinct()))
    assert "homework" in kept
    assert kept - comes_down <= {"expectation_rating"}, "a client's copy would leave it out unsaid"


def test_every_word_of_the_stories_belongs_to_a_log() -> None:
    for story in STORIES:
        sessions = list(session_times(story, datetime(2026, 11, 19, 18, tzinfo=UTC)))
        for piece in story.pieces:
            told = {(log.week, piece.days[log.place]) for log in logs_of(piece, sessions, story.zone_in)}
            assert set(piece.said) <= told, (piece.what, set(piece.said) - told)


def test_not_this_time_has_no_numbers(now: datetime) -> None:
    sessions = list(session_times(STORIES[0], now))
    bodies = [
        log.body()
        for piece in STORIES[0].pieces
        for log in logs_of(piece, sessions, STORIES[0].zone_in)
        if log.mark == "N"
    ]
    assert bodies
    for body in bodies:
        assert (body["quantity"], body["quality"], body["difficulty"], body["steps"]) == (None, None, None, [])


def test_open_reflection_has_no_numbers(now: datetime) -> None:
    piece = next(piece for story in STORIES for piece in story.pieces if piece.style == "nondirective")
    for log in logs_of(piece, list(session_times(STORIES[2], now)), STORIES[2].zone_in):
        body = log.body()
        assert (body["quantity"], body["quality"], body["difficulty"]) == (None, None, None)


def test_every_remark_belongs_to_a_rating_and_every_score_to_a_session() -> None:
    for story in STORIES:
        scores = story.scores.split()
        assert len(scores) == story.weeks, story.name
        assert all(scores[number] != "." for number in story.remarks), story.name
        for number in (story.cancelled, story.no_show):
            assert number is None or scores[number] in (".", "x"), story.name


def test_goals_stand_in_every_way_that_is_worth_seeing(house: House) -> None:
    stands = set()
    with house.main.read() as db:
        home = practice.only_practice(db)
        assert home is not None
        for name in ("Ana Horvat", "Marek Nowak", "Sofia Marin"):
            whose = practice.whose(db, house.keystore, home.practice_id, resident(name).id)
            stands |= {one.standing.stands for one in goals.read(db, whose, datetime.now(UTC), consents=True)}
    assert stands == {"agreed", "waits_for_therapist", "reached"}
