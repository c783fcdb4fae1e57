"""Example occurrences that the phone's tests read too: the phone finds what a notification is about by reckoning."""

import json
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from server.meetings.rules import moment
from server.reminders.schedule import Place, dues, occurrence_id
from server.reminders.times import ANY, schedule_of

FILE = json.loads(Path(__file__).with_name("occurrences.json").read_text(encoding="utf-8"))
PLACE = Place(FILE["zone"], FILE["day_ends_at"])


@pytest.mark.parametrize("example", FILE["examples"], ids=lambda example: example["name"])
def test_each_time_has_its_name_day_moment_and_id(example: dict[str, Any]) -> None:
    first, last = date.fromisoformat(example["from"]), date.fromisoformat(example["to"])
    begin, end = (moment(day, "12:00", PLACE.zone) for day in (first - timedelta(2), last + timedelta(2)))
    found = dues(schedule_of(ANY.validate_python(example["when"])), PLACE, [], begin, end)
    reminder = uuid.UUID(example["reminder"])
    told = [(one.name, one.day, one.at, occurrence_id(reminder, one.name)) for one in found if first <= one.day <= last]
    assert told == [
        (one["name"], date.fromisoformat(one["day"]), datetime.fromisoformat(one["at"]), uuid.UUID(one["id"]))
        for one in example["expect"]
    ]


@pytest.mark.parametrize("example", FILE["sessions"], ids=lambda example: example["meeting"])
def test_the_time_after_a_session_is_named_by_the_session(example: dict[str, Any]) -> None:
    assert str(occurrence_id(uuid.UUID(example["reminder"]), example["meeting"])) == example["id"]
