"""A therapist who asks for it is told once a week that the week is ready, in one browser, and nobody else is."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.accounts.models import Account
from server.reminders.looking import ToSend
from server.reminders.words import Words
from tests.homework.desk import Desk
from tests.reminders.loop.nudged import Nudged, subscription

ON_SUNDAY = datetime(2026, 11, 22, 18, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def asks(tomas: Desk, nudged: Nudged, name: str = "desk", **more: Any) -> int:
    """Tomas turns it on in the browser with this address; the answer's status."""
    fields = {"weekday": "6", "at": "18:00", **subscription(nudged.vapid, name), **more}
    return tomas.post("/reminders", fields).status_code


def sent_by(nudged: Nudged, until: datetime) -> list[ToSend]:
    return nudged.passes_until(until, timedelta(minutes=30))


def test_it_is_off_until_asked_for(tomas: Desk, nudged: Nudged) -> None:
    page = tomas.page("/reminders")
    assert "Turn it on in this browser" in page
    assert 'data-on=""' in page
    assert sent_by(nudged, ON_SUNDAY + WEEK) == []


def test_it_comes_once_a_week_in_neutral_words_and_is_not_followed_up(tomas: Desk, nudged: Nudged) -> None:
    assert asks(tomas, nudged) == 303
    sent = sent_by(nudged, ON_SUNDAY + WEEK)
    assert [one.delivery.decided_at for one in sent] == [ON_SUNDAY, ON_SUNDAY + WEEK]
    assert {one.occurrence.owner_id for one in sent} == {nudged.cast.tomas}
    message = Words("https://phone.example", "https://desk.example").message(sent[0], ON_SUNDAY)
    assert b"Your week is ready." in message.payload
    assert b'"navigate":"https://desk.example/"' in message.payload


def test_it_comes_at_night_too_where_that_was_chosen(tomas: Desk, nudged: Nudged) -> None:
    asks(tomas, nudged, at="23:30")
    [sent] = sent_by(nudged, ON_SUNDAY + timedelta(hours=12))
    assert sent.delivery.decided_at == ON_SUNDAY + timedelta(hours=5, minutes=30)


def test_the_time_can_be_changed_without_the_browser_and_then_all_be_turned_off(tomas: Desk, nudged: Nudged) -> None:
    asks(tomas, nudged)
    assert tomas.post("/reminders", {"weekday": "0", "at": "07:30"}).status_code == 303
    assert 'value="07:30"' in tomas.page("/reminders")
    [sent] = sent_by(nudged, ON_SUNDAY + timedelta(days=1))
    assert sent.delivery.decided_at == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    assert tomas.post("/reminders/end").status_code == 303
    assert sent_by(nudged, ON_SUNDAY + 2 * WEEK) == []


def test_the_page_knows_its_own_browser_and_only_one_is_told(tomas: Desk, nudged: Nudged) -> None:
    asks(tomas, nudged, "one")
    asks(tomas, nudged, "two")
    known = hashlib.sha256(subscription(nudged.vapid, "two")["endpoint"].encode()).hexdigest()
    page = tomas.page("/reminders")
    assert f'data-on="1" data-browser="{known}"' in " ".join(page.split())
    assert len(sent_by(nudged, ON_SUNDAY)) == 1


def test_a_browser_that_is_gone_is_lost_and_said_to_be(tomas: Desk, nudged: Nudged) -> None:
    asks(tomas, nudged)
    nudged.clock.at = ON_SUNDAY
    nudged.passes("gone")
    nudged.passes()
    page = tomas.page("/reminders")
    assert 'data-on="1" data-browser=""' in " ".join(page.split())
    assert "not sent: no browser takes it any more" in page


def test_whoever_may_not_sign_in_any_more_is_told_nothing(tomas: Desk, nudged: Nudged) -> None:
    asks(tomas, nudged)
    with nudged.app.house.main.write() as db:
        db.get_one(Account, (nudged.cast.practice, nudged.cast.tomas)).disabled_at = nudged.clock.at
    assert sent_by(nudged, ON_SUNDAY + WEEK) == []


def test_the_last_four_are_listed_with_what_became_of_them(tomas: Desk, nudged: Nudged) -> None:
    asks(tomas, nudged)
    for week in range(5):
        nudged.clock.at = ON_SUNDAY + week * WEEK
        nudged.passes()
    page = tomas.page("/reminders")
    assert page.count("sent 18:00") == 4
    assert "Sun 20 Dec" in page
    assert "Sun 22 Nov" not in page


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"at": ""}, 422),
        ({"weekday": "7"}, 422),
        ({"endpoint": "https://127.0.0.1/push"}, 400),
        ({"endpoint": "https://example.org/push"}, 400),
        ({"p256dh": "AAAA"}, 400),
        ({"vapid": "another"}, 400),
        ({"endpoint": ""}, 400),
    ],
)
def test_what_cannot_be_used_turns_nothing_on(more: dict[str, str], status: int, tomas: Desk, nudged: Nudged) -> None:
    assert asks(tomas, nudged, **more) == status
    assert 'data-on=""' in tomas.page("/reminders")


def test_only_this_page_may_register_a_worker(tomas: Desk, nudged: Nudged) -> None:
    for path, allowed in (("/reminders", True), ("/cover", False), ("/", False)):
        policy = tomas.get(path).headers["Content-Security-Policy"]
        assert ("worker-src 'self'" in policy, "trusted-types sw" in policy) == (allowed, allowed)
        assert "connect-src" not in policy
    assert nudged.vapid in tomas.page("/reminders")
