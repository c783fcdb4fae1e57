"""Builds the demo practice: each row is made by the verb that makes it in real life, at the time it would be made."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from server import accounts, practice
from server.accounts import SignedIn
from server.demo import people
from server.demo.life import Life, Moment
from server.demo.stories import STORIES
from server.demo.story import Story
from server.entries.rules import local_day
from server.web import House

FOUNDED = timedelta(weeks=14)
DAY_ENDS_AT = "03:00"


def build(house: House, now: datetime) -> None:
    """Fills an empty installation with the demo as it stands at ``now``."""
    founded = now - FOUNDED
    home = practice.create_practice(house, people.PRACTICE, people.ZONE, founded, day_ends_at=DAY_ENDS_AT)
    made = {
        name: accounts.add_account(house, home, name, full, founded + place * timedelta(minutes=1), **what)
        for place, ((name, full), what) in enumerate(
            (
                (people.THERAPIST, {}),
                (people.COLLEAGUE, {}),
                (people.OWNER, {"is_therapist": False, "is_owner": True}),
            )
        )
    }
    tomas = SignedIn(home, made["tomas"].id, people.THERAPIST[1], is_therapist=True, is_owner=False)
    with house.main.write() as db:
        practice.put_reading(db, home, tomas.account_id, "in the hour before we meet")
    moments = [moment for story in STORIES for moment in _lived(house, tomas, story, now)]
    for moment in sorted(moments, key=lambda one: one.at):
        if moment.at <= now:
            moment.happens()


def _lived(house: House, tomas: SignedIn, story: Story, now: datetime) -> Iterable[Moment]:
    """All moments of one client's weeks, in any order."""
    sessions = list(session_times(story, now))
    joined = sessions[0] - timedelta(days=3)
    client = people.resident(story.name).id
    accounts.add_client(house, tomas.practice_id, tomas.account_id, story.name, people.ZONE, joined, client)
    today = local_day(now, people.ZONE, DAY_ENDS_AT)
    return Life(house, tomas, client, story, sessions, joined, today).moments()


def session_times(story: Story, now: datetime) -> Iterator[datetime]:
    """The past sessions and the next one: weekly, the next some working days from today."""
    zone = ZoneInfo(people.ZONE)
    day, left = now.astimezone(zone).date(), story.ahead
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    hour, minute = (int(part) for part in story.at.split(":"))
    for back in range(story.weeks, -1, -1):
        on = day - timedelta(weeks=back)
        yield datetime(on.year, on.month, on.day, hour, minute, tzinfo=zone)
