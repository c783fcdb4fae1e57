"""Sessions kept, read for many clients at once, and told to the phone and to the access log."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from server import audit, meetings, practice
from server.entries.models import Stream
from server.errors import NotThere
from server.meetings import service
from server.web import House
from tests.practice.people import People

WEEK = timedelta(weeks=1)
TUESDAY = date(2026, 11, 3)


def weekly(house: House, people: People, client: uuid.UUID) -> uuid.UUID:
    with house.main.write() as db:
        return service.plan(db, people.by(client), TUESDAY, "14:00", "Europe/London", 50, 1)


def test_a_change_bumps_the_phones_version_and_writes_one_line_into_the_log(house: House, people: People) -> None:
    series = weekly(house, people, people.ana)
    with house.main.write() as db:
        service.move(db, people.by(people.ana), series, date(2026, 11, 24), date(2026, 11, 26), "09:00")
        service.mark(db, people.by(people.ana), series, TUESDAY, "held")
        service.end(db, people.by(people.ana), series, date(2026, 12, 1))
    with house.main.read() as db:
        lines = audit.sentences_of(db, people.practice, people.ana)
        assert [(line.act, line.actor_id) for line in lines[:4]] == [("sessions_changed", people.tomas)] * 4
        assert audit.verify(db, people.secret, people.practice, people.ana) is None
        assert db.get_one(Stream, (people.practice, people.ana)).agreed == 4
        assert db.get_one(Stream, (people.practice, people.ben)).agreed == 0


def test_what_comes_down_has_the_shape_of_the_wire(house: House, people: People) -> None:
    series = weekly(house, people, people.ana)
    with house.main.write() as db:
        service.mark(db, people.by(people.ana), series, TUESDAY, "no_show")
        service.move(db, people.by(people.ana), series, date(2026, 11, 24), date(2026, 11, 26), "09:00")
        service.mark(db, people.by(people.ana), series, date(2026, 12, 1), "cancelled")
    with house.main.read() as db:
        whose = practice.whose(db, house.keystore, people.practice, people.ana)
        down = meetings.agreed(db, whose, people.now)
    assert [(one["starts_at"], one["state"], one["moved_from"]) for one in down[:5]] == [
        ("2026-11-03T14:00:00.000Z", "no_show", None),
        ("2026-11-10T14:00:00.000Z", "planned", None),
        ("2026-11-17T14:00:00.000Z", "planned", None),
        ("2026-11-26T09:00:00.000Z", "planned", "2026-11-24T14:00:00.000Z"),
        ("2026-12-01T14:00:00.000Z", "cancelled", None),
    ]
    assert set(down[0]) == {"id", "starts_at", "zone", "minutes", "state", "moved_from"}
    assert down[-1]["starts_at"] <= "2027-02-11"


def test_only_sessions_that_take_place_open_what_was_kept_until_then(house: House, people: People) -> None:
    series = weekly(house, people, people.ana)
    with house.main.write() as db:
        service.mark(db, people.by(people.ana), series, TUESDAY, "held")
        service.mark(db, people.by(people.ana), series, date(2026, 11, 10), "cancelled")
        service.mark(db, people.by(people.ana), series, date(2026, 11, 17), "no_show")
    with house.main.read() as db:
        found = meetings.starts(db, people.practice, people.ana, people.now - 4 * WEEK, people.now + WEEK)
    assert found == [datetime(2026, 11, 3, 14, tzinfo=UTC), datetime(2026, 11, 24, 14, tzinfo=UTC)]


def test_last_and_next_of_a_whole_caseload_take_the_same_two_queries(house: House, people: People) -> None:
    for client in (people.ana, people.ben):
        weekly(house, people, client)
    asked: list[str] = []
    with house.main.read() as db:
        db.connection()
        event.listen(house.main.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
        found = meetings.last_and_next_of(db, people.practice, [people.ana, people.ben], people.now)
    assert len(asked) == 2
    for last, ahead in found.values():
        assert last is not None
        assert ahead is not None
        assert (last.on, ahead.on) == (date(2026, 11, 17), date(2026, 11, 24))


def test_who_met_last_long_ago_is_found_in_as_many_queries(house: House, people: People) -> None:
    series = weekly(house, people, people.ana)
    with house.main.write() as db:
        service.end(db, people.by(people.ana), series, TUESDAY)
    asked: list[str] = []
    with house.main.read() as db:
        db.connection()
        event.listen(house.main.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
        last, ahead = meetings.last_and_next(db, people.practice, people.ana, people.now + 20 * WEEK)
    assert len(asked) == 2
    assert last is not None
    assert (last.on, ahead) == (TUESDAY, None)


def test_a_client_without_sessions_has_neither_a_last_nor_a_next_one(house: House, people: People) -> None:
    with house.main.read() as db:
        assert meetings.last_and_next(db, people.practice, people.ben, people.now) == (None, None)


def test_nobody_elses_series_can_be_changed(house: House, people: People) -> None:
    series = weekly(house, people, people.ana)
    with house.main.write() as db:
        for attempt in (
            lambda: service.mark(db, people.by(people.ben), series, TUESDAY, "held"),
            lambda: service.end(db, people.by(people.ben), series, TUESDAY),
            lambda: service.one(db, people.practice, people.ben, series, TUESDAY),
            lambda: service.mark(db, people.by(people.ana), series, date(2026, 11, 4), "held"),
            lambda: service.one(db, people.practice, people.ana, series, date(2026, 11, 4)),
        ):
            with pytest.raises(NotThere):
                attempt()
    with house.main.read() as db:
        assert db.scalars(select(service.MeetingChange)).all() == []


def test_a_moved_session_that_is_planned_again_stays_where_it_was_moved_to(house: House, people: People) -> None:
    series, by = weekly(house, people, people.ana), people.by(people.ana)
    with house.main.write() as db:
        service.move(db, by, series, TUESDAY, date(2026, 11, 5), "10:00")
        service.mark(db, by, series, TUESDAY, "cancelled")
        service.mark(db, by, series, TUESDAY, "planned")
        assert service.one(db, people.practice, people.ana, series, TUESDAY).local.day == 5


def test_moving_a_session_home_again_is_no_move(house: House, people: People) -> None:
    series, by = weekly(house, people, people.ana), people.by(people.ana)
    with house.main.write() as db:
        service.move(db, by, series, TUESDAY, date(2026, 11, 5), "10:00")
        service.move(db, by, series, TUESDAY, TUESDAY, "14:00")
        assert service.one(db, people.practice, people.ana, series, TUESDAY).moved_from is None


def test_sessions_are_one_two_or_four_weeks_apart(house: House, people: People) -> None:
    with house.main.write() as db, pytest.raises(ValueError, match="1, 2 or 4"):
        service.plan(db, people.by(people.ana), TUESDAY, "14:00", "Europe/London", 50, 3)


def test_an_ended_series_is_not_running_any_more(house: House, people: People) -> None:
    series = weekly(house, people, people.ana)
    with house.main.write() as db:
        service.plan(db, people.by(people.ana), TUESDAY, "09:00", "Europe/London", 50)
        today = people.now.date()
        assert [row.id for row in service.running(db, people.practice, people.ana, today)] == [series]
        service.end(db, people.by(people.ana), series, today)
        assert service.running(db, people.practice, people.ana, today + timedelta(days=1)) == []
