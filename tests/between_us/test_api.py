"""What a phone gets of consent and of the access log, through the real app."""

from datetime import timedelta

import pytest

from server import audit, clock
from server.accounts.models import Client
from server.app import App
from server.audit import Actor
from tests.cast import PHONE_ORIGIN, Cast, Phone, envelope
from tests.homework.desk import Clock, Desk


def log(ana: Phone, query: str = "") -> dict[str, object]:
    answer = ana.browser.get(f"/api/access-log{query}", base_url=PHONE_ORIGIN)
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.get_json()
    return found


def test_the_phone_reads_who_opened_the_week(cast: Cast, ana: Phone, tomas: Desk) -> None:
    tomas.page(f"/clients/{cast.ana}/week")
    newest = log(ana)["sentences"][0]  # type: ignore[index]
    assert newest["text"] == "Tomas Keller opened your week, Thursday 19 November 2026, 18:00"
    assert newest["at"].startswith("2026-11-19T18:00:00")


def test_opening_the_week_comes_down_with_the_next_sync(cast: Cast, ana: Phone, tomas: Desk, clock: Clock) -> None:
    before = ana.agreed_version
    clock.move(minutes=1)
    tomas.page(f"/clients/{cast.ana}/week")
    ana.sync()
    assert ana.agreed_version != before
    assert ana.agreed["opened"][0] == {
        "at": "2026-11-19T18:01:00.000Z",
        "who": "Tomas Keller",
        "what": "week_opened",
    }


def test_the_log_goes_on_before_a_number(app: App, cast: Cast, ana: Phone) -> None:
    with app.house.main.write() as db:
        for _ in range(60):
            audit.record(
                db, app.house.config.audit_secret, cast.practice, cast.ana, Actor("system"), "key_used", clock.now()
            )
    first = log(ana)
    assert (len(first["sentences"]), first["more"]) == (50, True)  # type: ignore[arg-type]
    rest = log(ana, f"?before={first['sentences'][-1]['n']}")  # type: ignore[index]
    assert rest["more"] is False
    assert rest["sentences"][0]["n"] == first["sentences"][-1]["n"] - 1  # type: ignore[index]


@pytest.mark.parametrize("before", ["x", "-1", "", "9999999999", "٣"])
def test_a_number_that_is_none_is_refused(ana: Phone, before: str) -> None:
    answer = ana.browser.get("/api/access-log", query_string={"before": before}, base_url=PHONE_ORIGIN)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "malformed")


def test_without_a_phone_there_is_no_log(app: App, cast: Cast) -> None:
    answer = app.phone.test_client().get("/api/access-log", base_url=PHONE_ORIGIN)
    assert answer.status_code == 401


def test_consent_arrives_by_sync_and_hides_the_week_when_it_is_withdrawn(
    app: App, cast: Cast, ana: Phone, tomas: Desk, clock: Clock
) -> None:
    with app.house.main.read() as db:
        assert db.get_one(Client, (cast.practice, cast.ana)).consent_version == "1"
    clock.move(minutes=1)
    words = {**envelope(clock.at)["body"], "words": "only while I agree"}
    ana.sync(ana.seal(envelope(clock.at, words)))
    no = envelope(clock.at - timedelta(days=3), {"given": False, "version": "1"}, kind="consent", subject=None)
    assert "only while I agree" in tomas.page(f"/clients/{cast.ana}/week")
    ana.sync(ana.seal(no))
    assert "only while I agree" not in tomas.page(f"/clients/{cast.ana}/week")
