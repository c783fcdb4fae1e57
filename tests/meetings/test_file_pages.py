"""From a calendar file to sessions, through the real desk."""

import uuid
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from flask import request

from server import audit, meetings
from server.app import App
from server.meetings import Meeting, acts
from server.meetings.taking import Act
from tests.cast import DESK_ORIGIN, Cast, Phone
from tests.homework.conftest import ana
from tests.homework.desk import Desk
from tests.meetings.calendars import calendar, event, start
from tests.meetings.uploading import take, ticks, upload

__all__ = ["ana"]

WEEKLY = event("RRULE:FREQ=WEEKLY;COUNT=6", title="Ana H., room 4", at="20261110T140000Z")
OTHER = event("RRULE:FREQ=WEEKLY;COUNT=3", title="Ben O.", uid="two", at="20261125T090000Z")
MOVED = event(start("20261201T140000Z", "RECURRENCE-ID"), title="Ana H., room 4", at="Europe/Berlin:20261203T163000")
SECRET = event("LOCATION:Harbour street", "ATTENDEE:mailto:somebody@example.org", title="Ana H.")


def standing(app: App, cast: Cast, client: uuid.UUID | None = None) -> list[Meeting]:
    first, last = datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
    with app.house.main.read() as db:
        return meetings.between(db, cast.practice, client or cast.ana, first, last)


def starts(app: App, cast: Cast) -> list[str]:
    return [f"{one.starts_at:%m-%d %H:%M}" for one in standing(app, cast)]


def looked(desk: Desk, cast: Cast, *parts: str) -> str:
    answer = upload(desk, cast.ana, calendar(*parts))
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_picked_group_stands_on_the_page_and_on_the_phone(app: App, cast: Cast, tomas: Desk, ana: Phone) -> None:
    found = looked(tomas, cast, WEEKLY, OTHER)
    assert found.index("Ana H., room 4") < found.index("1 other title in this file") < found.index("Ben O.")
    assert "Tuesday at 14:00" in found
    assert standing(app, cast) == []
    boxes = ticks(found)
    answer = take(tomas, cast.ana, boxes["All 4 to come"])
    assert answer.status_code == 303
    page = tomas.page(f"/clients/{cast.ana}/sessions")
    assert "4 sessions are added." in page
    assert "Tuesday 24 November, 14:00" in page
    ana.sync()
    down = [(one["starts_at"], one["minutes"], one["state"]) for one in ana.agreed["meetings"]]
    assert down[0] == ("2026-11-24T14:00:00.000Z", 50, "planned")
    assert len(down) == 4
    assert starts(app, cast) == ["11-24 14:00", "12-01 14:00", "12-08 14:00", "12-15 14:00"]


def test_past_ones_are_picked_apart_and_not_marked(app: App, cast: Cast, tomas: Desk) -> None:
    take(tomas, cast.ana, ticks(looked(tomas, cast, WEEKLY))["All 2 before today"])
    assert [one.state for one in standing(app, cast)] == ["planned", "planned"]
    assert "not marked yet" in tomas.page(f"/clients/{cast.ana}/sessions")


def test_the_same_file_twice_doubles_nothing(app: App, cast: Cast, tomas: Desk) -> None:
    group = ticks(looked(tomas, cast, WEEKLY))["All 4 to come"]
    take(tomas, cast.ana, group)
    take(tomas, cast.ana, group)
    assert len(starts(app, cast)) == 4
    again = looked(tomas, cast, WEEKLY)
    assert "4 stand here already" in again
    assert list(ticks(again)) == ["All 2 before today", *[one for one in ticks(again) if "minutes" in one]]
    answer = take(tomas, cast.ana, group)
    assert "All that you ticked stands here already." in tomas.page(answer.location)


def test_a_later_move_is_offered_and_followed(app: App, cast: Cast, tomas: Desk) -> None:
    take(tomas, cast.ana, ticks(looked(tomas, cast, WEEKLY))["All 4 to come"])
    boxes = ticks(looked(tomas, cast, WEEKLY, MOVED))
    assert "Thursday 3 December, 15:30 instead of Tuesday 1 December, 14:00" in boxes
    answer = take(tomas, cast.ana, boxes["The one to come"])
    assert "1 is moved." in tomas.page(answer.location)
    assert starts(app, cast) == ["11-24 14:00", "12-03 15:30", "12-08 14:00", "12-15 14:00"]
    assert standing(app, cast)[1].moved_from == datetime(2026, 12, 1, 14, tzinfo=UTC)


def test_what_was_taken_out_of_the_calendar_can_be_cancelled(app: App, cast: Cast, tomas: Desk) -> None:
    take(tomas, cast.ana, ticks(looked(tomas, cast, WEEKLY))["All 4 to come"])
    without = WEEKLY.replace("RRULE", start("20261208T140000Z", "EXDATE") + "\r\nRRULE")
    answer = take(tomas, cast.ana, ticks(looked(tomas, cast, without))["The one to come"])
    assert "1 is cancelled." in tomas.page(answer.location)
    assert [one.state for one in standing(app, cast)] == ["planned", "planned", "cancelled", "planned"]


def test_what_became_of_a_session_is_never_overwritten(app: App, cast: Cast, tomas: Desk) -> None:
    take(tomas, cast.ana, *ticks(looked(tomas, cast, WEEKLY)).values())
    one = standing(app, cast)[0]
    tomas.post(f"/clients/{cast.ana}/sessions/{one.series}/{one.on}/mark", {"state": "held"})
    gone = Act(one.starts_at, 50, gone=True)
    moved = Act(datetime(2026, 11, 11, 9, tzinfo=UTC), 50, one.starts_at)
    take(tomas, cast.ana, acts.written([gone, moved]))
    assert [(each.starts_at, each.state) for each in standing(app, cast)[:1]] == [(one.starts_at, "held")]
    assert len(standing(app, cast)) == 6
    assert "here already · took place" in looked(tomas, cast, WEEKLY)


def test_what_is_planned_here_and_not_in_the_calendar_is_named(app: App, cast: Cast, tomas: Desk) -> None:
    take(tomas, cast.ana, ticks(looked(tomas, cast, WEEKLY))["All 4 to come"])
    shorter = WEEKLY.replace("WEEKLY;COUNT=6", "WEEKLY;INTERVAL=2;COUNT=3")
    assert "Planned here, but not among these: Tuesday 1 December, 14:00." in looked(tomas, cast, shorter)


def test_titles_places_and_people_are_kept_nowhere(app: App, cast: Cast, tomas: Desk) -> None:
    page = looked(tomas, cast, SECRET)
    assert "Harbour street" not in page
    assert "somebody@example.org" not in page
    take(tomas, cast.ana, *ticks(page).values())
    assert all("Ana" not in value for value in ticks(page).values())
    with app.house.main.read() as db:
        [row] = db.execute(meetings.service.select(meetings.service.MeetingSeries.__table__)).all()
    assert "Ana" not in str(row)


def test_one_taking_over_is_one_line_in_the_clients_access_log(app: App, cast: Cast, tomas: Desk) -> None:
    take(tomas, cast.ana, *ticks(looked(tomas, cast, WEEKLY)).values())
    with app.house.main.read() as db:
        assert [line.act for line in audit.sentences_of(db, cast.practice, cast.ana)].count("sessions_changed") == 1


def test_an_upload_stays_off_the_disk(app: App) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="calendar.ics"\r\n\r\n'
    sent: dict[str, Any] = {"data": head + b"x" * 515_000 + b"\r\n--x--\r\n", "method": "POST"}
    with app.desk.test_request_context("/", content_type="multipart/form-data; boundary=x", **sent):
        assert len(request.files["file"].read()) == 515_000
        assert isinstance(request.files["file"].stream, BytesIO)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"not a calendar", "This is not a calendar file, or it is not whole."),
        (calendar(*[event(uid=f"{n}") for n in range(4_000)]), "There is too much in this file."),
        (b"", "Choose a file."),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_beside_its_field(
    app: App, cast: Cast, tomas: Desk, file: bytes, says: str
) -> None:
    fields = {"file-file": (BytesIO(file), "calendar.ics" if file else "")}
    answer = tomas.post(f"/clients/{cast.ana}/sessions/file", fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert 'id="file-file-wrong"' in answer.text


def test_a_file_that_is_too_large_says_what_to_do(cast: Cast, tomas: Desk) -> None:
    place = f"/clients/{cast.ana}/sessions/file"
    sent: dict[str, Any] = {"data": b"x" * 1_100_000, "content_type": "multipart/form-data; boundary=x"}
    answer = tomas.browser.post(place, base_url=DESK_ORIGIN, **sent)
    assert answer.status_code == 413
    assert "This file is larger than 1 MB." in answer.text
    assert tomas.post(f"/clients/{cast.ana}/sessions/file/take", {"take": "x" * 600_000}).status_code == 413


def test_what_could_not_be_read_is_said(cast: Cast, tomas: Desk) -> None:
    page = looked(tomas, cast, WEEKLY, event(uid="2", at="20261124"), event(uid="3", at="20261124T090000"))
    assert "1 event that lasts all day is left out." in page
    assert "Where the file gives no time zone, the one of Europe/London is meant." in page
    nothing = looked(tomas, cast, event(uid="2", at="20261124"))
    assert "Nothing in this file lies between Thursday 24 September and Thursday 20 May 2027." in nothing


def test_nothing_ticked_adds_nothing(app: App, cast: Cast, tomas: Desk) -> None:
    assert "Nothing was ticked" in tomas.page(take(tomas, cast.ana).location)
    assert standing(app, cast) == []


@pytest.mark.parametrize(
    "value",
    [
        "tomorrow/50",
        "2026-11-24T14:00Z",
        "2026-11-24T14:00Z/500",
        "2026-11-24T14:00Z/1",
        "2029-11-24T14:00Z/50",
        "2026-11-24T14:00Z/50/2020-11-24T14:00Z",
        " ".join(f"2026-11-24T14:{n % 60:02}Z/{10 + n // 60}" for n in range(2_000)),
    ],
)
def test_what_the_page_never_offers_is_not_taken(app: App, cast: Cast, tomas: Desk, value: str) -> None:
    assert take(tomas, cast.ana, value).status_code == 404
    assert standing(app, cast) == []


def test_nobody_else_can_upload_or_take_over(app: App, cast: Cast, tomas: Desk, olga: Desk) -> None:
    value = ticks(looked(tomas, cast, WEEKLY))["All 4 to come"]
    assert upload(olga, cast.ana, calendar(WEEKLY)).status_code == 404
    assert take(olga, cast.ana, value).status_code == 404
    assert standing(app, cast) == []


def test_neither_form_is_taken_without_its_token(app: App, cast: Cast, tomas: Desk) -> None:
    tomas.get("/")
    for rest in ("file", "file/take"):
        place = f"/clients/{cast.ana}/sessions/{rest}"
        sent = tomas.browser.post(place, data={"take": "2026-11-24T14:00Z/50"}, base_url=DESK_ORIGIN)
        assert sent.status_code == 400
    assert standing(app, cast) == []
