"""The whole way: the loop as it runs, over a real push service, until it is told to stop."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.cli.certificate import Certificate
from server.config import Config
from server.reminders import configured
from server.reminders.loop import Loop
from server.reminders.models import Delivery, PushSubscription
from server.reminders.words import Words
from tests.homework.desk import Clock
from tests.push_service import Fault, PushService, Subscriber, running
from tests.reminders.conftest import Sending
from tests.reminders.loop.nudged import Nudged, daily

PATIENCE_S = 60
SIX = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.fixture
def config(config: Config, service: PushService) -> Config:
    """A demo whose push service is the one of this test."""
    return replace(config, push_rehearsal=service.origin)


@pytest.fixture
def service(certificate: Certificate, clock: Clock) -> Iterator[PushService]:
    """A push service whose time is that of the test."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate.chain, certificate.key)
    with running(PushService(clock.now), tls=tls) as started:
        yield started


@pytest.fixture
def browser(nudged: Nudged, service: PushService) -> Subscriber:
    """Homework of every evening at six, and a browser that is reminded of it; it is six now."""
    made = service.subscriber()
    nudged.agree(daily("18:00"))
    assert nudged.turn_on(at=made)["kept"]
    nudged.clock.at = SIX
    return made


def loops(nudged: Nudged, sending: Sending, until: Callable[[], bool]) -> None:
    """One worker, until this is so; then it is told to stop."""
    house = nudged.app.house
    key = configured.key(house.config)
    assert key is not None

    async def run() -> None:
        stop = asyncio.Event()
        async with replace(sending, key=key).sender(now=nudged.clock.now) as sender:
            words = Words(house.config.phone_origin, house.config.desk_origin)
            loop = Loop(house.main, sender, house.config.push_secret, words, nudged.clock.now)
            running = asyncio.create_task(loop.run(stop))
            async with asyncio.timeout(PATIENCE_S):
                while not until() and not running.done():
                    await asyncio.sleep(0.01)
            stop.set()
            await running

    asyncio.run(run())


def all_of(nudged: Nudged, table: Any) -> list[Any]:
    with nudged.app.house.main.read() as db:
        return list(db.scalars(select(table)))


def test_what_arrives_is_neutral_and_leads_to_the_form(nudged: Nudged, sending: Sending, browser: Subscriber) -> None:
    loops(nudged, sending, lambda: bool(browser.received))
    [message] = browser.received
    [one] = nudged.occurrences()
    assert message["notification"]["navigate"] == f"http://app.localhost:8000/reminder/{one.id}"
    assert message["notification"]["data"] == {"occurrence": str(one.id), "one_tap": True}
    assert "bus" not in str(message).lower()
    [delivery] = all_of(nudged, Delivery)
    assert (delivery.accepted_at, delivery.code) == (SIX, "accepted")


def test_told_to_stop_it_waits_for_what_is_on_its_way_and_writes_it_down(
    nudged: Nudged, sending: Sending, service: PushService, browser: Subscriber
) -> None:
    service.next(Fault.slow())
    loops(nudged, sending, lambda: bool(service.asked) and (service.release() or True))
    [delivery] = all_of(nudged, Delivery)
    assert delivery.tries == 1


def test_an_address_that_was_taken_back_is_not_asked_again(
    nudged: Nudged, sending: Sending, service: PushService, browser: Subscriber
) -> None:
    browser.unsubscribe()
    loops(nudged, sending, lambda: bool(all_of(nudged, Delivery)) and all_of(nudged, Delivery)[0].failed_at is not None)
    [address] = all_of(nudged, PushSubscription)
    assert address.gone_at == SIX
    nudged.clock.move(hours=2)
    assert nudged.passes() == []
    assert [one.why for one in nudged.occurrences()] == ["failed"]


def test_a_mistake_of_ours_keeps_the_address(
    nudged: Nudged, sending: Sending, service: PushService, browser: Subscriber
) -> None:
    service.next(Fault.told(403))
    loops(nudged, sending, lambda: bool(all_of(nudged, Delivery)) and all_of(nudged, Delivery)[0].failed_at is not None)
    [address] = all_of(nudged, PushSubscription)
    [delivery] = all_of(nudged, Delivery)
    assert (address.gone_at, delivery.code) == (None, "ours")


def test_a_service_that_is_busy_is_asked_again_when_it_said(
    nudged: Nudged, sending: Sending, service: PushService, browser: Subscriber
) -> None:
    service.next(Fault.told(429, "120"))
    loops(nudged, sending, lambda: bool(all_of(nudged, Delivery)) and all_of(nudged, Delivery)[0].retry_at is not None)
    assert all_of(nudged, Delivery)[0].retry_at == SIX + timedelta(seconds=120)
    nudged.clock.move(seconds=119)
    assert nudged.passes() == []
    nudged.clock.move(seconds=1)
    loops(nudged, sending, lambda: bool(browser.received))
    [delivery] = all_of(nudged, Delivery)
    assert (delivery.tries, delivery.code) == (2, "accepted")
