"""Consent arrives as an entry, and the last one the server took in holds."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from server import practice
from server.accounts.models import Client
from server.between_us.kind import CONSENT
from server.between_us.wire import ConsentBody
from server.entries.kind import Written
from server.web import House
from tests.practice.people import People

MINUTE = timedelta(minutes=1)


def word(at: datetime, body: dict[str, Any], recorded_at: datetime | None = None) -> Written:
    return Written(
        id=uuid.uuid4(),
        revision=1,
        kind="consent",
        subject=None,
        share="before",
        bring_up=False,
        local_date=date(2026, 11, 19),
        recorded_at=recorded_at or at,
        received_at=at,
        zone="Europe/Zagreb",
        body=body,
    )


def after(house: House, people: People, *words: Written) -> Client:
    for one in words:
        with house.main.write() as db:
            CONSENT.stored(db, practice.whose(db, house.keystore, people.practice, people.ana), [one], people.now)
    with house.main.read() as db:
        return db.get_one(Client, (people.practice, people.ana))


def test_nobody_has_consented_before_saying_so(house: House, people: People) -> None:
    client = after(house, people)
    assert (client.consented_at, client.consent_version, client.consent_withdrawn_at) == (None, None, None)


def test_a_yes_is_dated_and_names_the_text_it_was_given_to(house: House, people: People) -> None:
    client = after(house, people, word(people.now, {"given": True, "version": "2"}))
    assert (client.consented_at, client.consent_version) == (people.now, "2")
    assert client.consent_withdrawn_at is None


def test_a_later_no_withdraws_and_a_later_yes_gives_again(house: House, people: People) -> None:
    yes, no = {"given": True, "version": "1"}, {"given": False, "version": "1"}
    client = after(house, people, word(people.now, yes), word(people.now + MINUTE, no))
    assert client.consent_withdrawn_at == people.now + MINUTE
    client = after(house, people, word(people.now + 2 * MINUTE, yes))
    assert (client.consented_at, client.consent_withdrawn_at) == (people.now + 2 * MINUTE, None)


def test_the_order_of_arrival_counts_whatever_a_phones_clock_says(house: House, people: People) -> None:
    years_ahead = people.now + timedelta(days=4000)
    client = after(
        house,
        people,
        word(people.now, {"given": True, "version": "1"}, recorded_at=years_ahead),
        word(people.now + MINUTE, {"given": False, "version": "1"}),
    )
    assert client.consent_withdrawn_at is not None


def test_of_several_at_once_the_last_one_holds(house: House, people: People) -> None:
    yes, no = (word(people.now, {"given": given, "version": "1"}) for given in (True, False))
    with house.main.write() as db:
        CONSENT.stored(db, practice.whose(db, house.keystore, people.practice, people.ana), [yes, no], people.now)
    assert after(house, people).consent_withdrawn_at == people.now


def test_a_withdrawn_consent_entry_is_a_no(house: House, people: People) -> None:
    client = after(house, people, word(people.now, {"given": True, "version": "1"}), word(people.now + MINUTE, {}))
    assert client.consent_withdrawn_at == people.now + MINUTE


@pytest.mark.parametrize(
    "body",
    [{"given": True}, {"given": "yes", "version": "1"}, {"given": True, "version": ""}, {"given": 1, "version": "1"}],
)
def test_a_consent_without_a_clear_word_or_a_version_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ConsentBody.model_validate(body, strict=True)
