"""Many at once: bounded, each host by itself, and ended without losing what is under way."""

import asyncio
import itertools

import pytest

from server.reminders.lanes import Lanes
from server.reminders.push import Limits, Sent
from tests.push_service import Fault, PushService
from tests.reminders.conftest import Sending, address_of, hello


def test_each_of_many_is_answered_once(service: PushService, sending: Sending) -> None:
    browsers = [service.subscriber() for _ in range(300)]
    told = sending.all([(address_of(one), hello()) for one in browsers])
    assert [sent.number for sent in told] == list(range(300))
    assert {sent.answer.code for sent in told} == {"accepted"}
    assert [len(one.received) for one in browsers] == [1] * 300


@pytest.mark.parametrize("limits", [Limits(in_flight=4), Limits(per_host=4)])
def test_no_more_are_under_way_than_allowed(limits: Limits, service: PushService, sending: Sending) -> None:
    address = address_of(service.subscriber())
    sending.all([(address, hello())] * 100, limits=limits)
    assert service.most_at_once <= 4


def test_without_the_limit_there_are_more(service: PushService, sending: Sending) -> None:
    """The bite of the test above."""
    service.next(*[Fault.slow()] * 20)
    address = address_of(service.subscriber())
    told = asyncio.run(_release_when(20, [(address, hello())] * 20, service, sending))
    assert len(told) == service.most_at_once == 20


async def _release_when(number: int, items: list[object], service: PushService, sending: Sending) -> list[Sent]:
    """Sends; what hangs is released when the service has so many."""
    got: list[Sent] = []

    async def send() -> None:
        async with sending.sender() as sender:
            got.extend([sent async for sent in sender.send_many(items)])  # type: ignore[arg-type]

    task = asyncio.create_task(send())
    while len(service.asked) < number:
        await asyncio.sleep(0)
    service.release()
    await task
    return got


def test_cancelled_it_begins_no_more_and_hears_out_those_under_way(service: PushService, sending: Sending) -> None:
    service.next(*[Fault.slow()] * 3)
    address = address_of(service.subscriber())
    got: list[Sent] = []

    async def work() -> None:
        async with sending.sender(limits=Limits(in_flight=3)) as sender:
            async for sent in sender.send_many((address, hello()) for _ in itertools.count()):
                got.append(sent)

    async def run() -> None:
        task = asyncio.create_task(work())
        while len(service.asked) < 3:
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        assert not task.done()
        service.release()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert [sent.answer.code for sent in got] == ["accepted"] * 3
    assert len(service.asked) == 3


def test_cancelled_twice_it_ends_at_once(service: PushService, sending: Sending) -> None:
    service.next(Fault.slow())
    address = address_of(service.subscriber())

    async def work() -> None:
        async with sending.sender() as sender:
            async for sent in sender.send_many([(address, hello())]):
                pytest.fail(f"{sent} was answered")

    async def run() -> None:
        task = asyncio.create_task(work())
        while not service.asked:
            await asyncio.sleep(0)
        for _ in range(2):
            task.cancel()
            await asyncio.sleep(0)
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())


def test_connections_are_kept(service: PushService, sending: Sending) -> None:
    address = address_of(service.subscriber())
    sending.all([(address, hello())] * 20, limits=Limits(in_flight=1))
    assert service.connections == 1


def lanes(items: str, wide: int) -> Lanes[str]:
    """Items are letters; capitals and small letters of one kind share a lane."""
    return Lanes(items, str.lower, wide)


def test_those_for_a_busy_host_stand_aside_while_others_pass() -> None:
    queue = lanes("aAab", 1)
    assert [queue.take(), queue.take(), queue.take()] == ["a", "b", None]
    queue.done("a")
    assert [queue.take(), queue.take()] == ["A", None]
    queue.done("A")
    queue.done("b")
    assert [queue.take(), queue.take()] == ["a", None]


def test_not_endlessly_many_stand_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.reminders.lanes.ASIDE", 3)
    read = iter("a" * 10 + "b")
    queue = Lanes(read, str.lower, 1)
    assert [queue.take(), queue.take(), queue.take()] == ["a", None, None]
    assert len(list(read)) >= 6


def test_two_rounds_at_once_share_a_sender_and_not_their_answers(service: PushService, sending: Sending) -> None:
    addresses = [address_of(service.subscriber()) for _ in range(2)]

    async def run() -> list[set[str]]:
        async with sending.sender() as sender:

            async def one(which: int) -> set[str]:
                return {sent.address.endpoint async for sent in sender.send_many([(addresses[which], hello())] * 30)}

            return await asyncio.gather(one(0), one(1))

    assert asyncio.run(run()) == [{address.endpoint} for address in addresses]
