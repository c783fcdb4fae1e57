"""Which session a rating is about: one of this client's own, or none."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from server.entries.models import Entry
from server.meetings.rules import meeting_id
from tests.alliance.ratings import body, tuesdays
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock


def stored(phone: Phone, subject: uuid.UUID | None, now: datetime) -> Any:
    phone.sync(phone.seal(envelope(now, body(), kind="alliance_check_in", subject=subject and str(subject))))
    with phone.app.house.main.read() as db:
        wanted = select(Entry.subject_id, Entry.unresolved).where(Entry.kind == "alliance_check_in")
        return db.execute(wanted).one()


def test_a_session_of_the_clients_own_is_joined(ana: Phone, series: uuid.UUID, clock: Clock) -> None:
    subject = meeting_id(series, date(2026, 11, 17))
    assert stored(ana, subject, clock.at) == (subject, False)


def test_a_day_without_a_session_is_joined_to_nothing(ana: Phone, series: uuid.UUID, clock: Clock) -> None:
    subject = meeting_id(series, date(2026, 11, 18))
    assert stored(ana, subject, clock.at) == (subject, True)


def test_a_session_of_another_client_is_joined_to_nothing(ana: Phone, cast: Cast, clock: Clock) -> None:
    subject = meeting_id(tuesdays(ana, cast, clock.at, cast.ben), date(2026, 11, 17))
    assert stored(ana, subject, clock.at) == (subject, True)


def test_a_session_the_therapist_never_entered_can_be_rated(ana: Phone, clock: Clock) -> None:
    assert stored(ana, None, clock.at) == (None, False)
