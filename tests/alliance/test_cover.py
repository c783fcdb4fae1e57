"""A therapist who covers closes the question with what they opened themselves, whatever the other one has opened."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from server.accounts import SignedIn, cover
from server.alliance import service
from server.app import App
from server.entries.agreed import receipts_for
from tests.alliance.ratings import KIND, LAST, body, rate_all, week_of
from tests.alliance.test_pages import EIGHTS, at
from tests.cast import Cast, Phone, envelope
from tests.homework.desk import Clock, Desk


@pytest.fixture
def dip(app: App, cast: Cast, ana: Phone, series: uuid.UUID, clock: Clock) -> uuid.UUID:
    """A low rating of Ana's; Olga reads for Tomas today."""
    login = SignedIn(cast.practice, cast.tomas, "Tomas Keller", True, False)
    with app.house.main.write() as db:
        days = (clock.at.date(), clock.at.date())
        cover.name_cover(db, app.house.config.audit_secret, login, cast.olga, days, clock.at)
    return rate_all(ana, series, [*EIGHTS, 4])[-1]


def talked_of(ana: Phone, entry: uuid.UUID) -> dict[str, bool]:
    """By whom it was opened, and whether that one talked about it."""
    ana.sync()
    found = (one for one in ana.agreed["receipts"] if one["entry"] == str(entry))
    return {one["by"]: one["talked_at"] is not None for one in found}


def test_what_only_the_other_one_opened_is_not_said_to_be_talked_about(
    cast: Cast, dip: uuid.UUID, ana: Phone, olga: Desk, tomas: Desk
) -> None:
    week_of(tomas, cast)
    assert olga.post(at(cast.ana, "/talked"), {"talked-line": ""}).status_code == 303
    assert talked_of(ana, dip) == {"Tomas Keller": False}


def test_what_they_opened_themselves_is(cast: Cast, dip: uuid.UUID, ana: Phone, olga: Desk, tomas: Desk) -> None:
    week_of(tomas, cast)
    week_of(olga, cast)
    assert olga.post(at(cast.ana, "/talked"), {"talked-line": ""}).status_code == 303
    assert talked_of(ana, dip) == {"Tomas Keller": False, "Olga Brandt": True}


def test_of_what_was_changed_since_they_opened_it_too(
    cast: Cast, dip: uuid.UUID, ana: Phone, olga: Desk, tomas: Desk, clock: Clock
) -> None:
    week_of(olga, cast)
    about = {"kind": KIND, "subject": None, "local_date": LAST.isoformat()}
    ana.sync(ana.seal(envelope(clock.at, body(safety=3), **about), dip, 2))
    week_of(tomas, cast)
    olga.post(at(cast.ana, "/talked"), {"talked-line": ""})
    assert not any(talked_of(ana, dip).values())


def test_asking_everybodys_receipts_would_be_seen(
    cast: Cast, dip: uuid.UUID, ana: Phone, olga: Desk, tomas: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_if_their_own(*given: Any) -> list[SimpleNamespace]:
        return [SimpleNamespace(**{**vars(row), "account_id": cast.olga}) for row in receipts_for(*given)]

    week_of(tomas, cast)
    monkeypatch.setattr(service, "receipts_for", as_if_their_own)
    assert olga.post(at(cast.ana, "/talked"), {"talked-line": ""}).status_code == 404
