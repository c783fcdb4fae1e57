"""What waits, for how long, and what takes its place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from tests.conftest import NOW
from tests.push_service.store import Posted, Store

HOUR = timedelta(hours=1)


@dataclass
class Clock:
    """A clock that a test moves."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def time() -> Clock:
    return Clock()


@pytest.fixture
def store(time: Clock) -> Store:
    return Store(time)


def taken(store: Store, id: str) -> list[bytes]:
    """What a browser gets that connects now, acknowledges all and leaves."""
    got: list[Posted] = []
    store.connect(id, got.append)
    for posted in got:
        store.acknowledge(id, posted.id)
    store.disconnect(id)
    return [posted.body for posted in got]


def test_a_message_waits_until_its_browser_comes_and_is_delivered_once(store: Store) -> None:
    id = store.subscribe().id
    store.post(id, b"one", HOUR)
    assert taken(store, id) == [b"one"]
    assert taken(store, id) == []


def test_a_message_without_acknowledgement_comes_again(store: Store) -> None:
    id = store.subscribe().id
    got: list[Posted] = []
    store.connect(id, got.append)
    store.post(id, b"one", HOUR)
    assert [posted.body for posted in got] == [b"one"]
    assert taken(store, id) == [b"one"]


def test_a_message_is_dropped_when_its_time_is_over(store: Store, time: Clock) -> None:
    id = store.subscribe().id
    store.post(id, b"short", HOUR)
    store.post(id, b"long", 3 * HOUR)
    time.at += HOUR
    assert taken(store, id) == [b"long"]


def test_the_same_topic_takes_the_place_of_what_waits(store: Store) -> None:
    id = store.subscribe().id
    store.post(id, b"first", HOUR, topic="a")
    store.post(id, b"other", HOUR, topic="b")
    store.post(id, b"second", HOUR, topic="a")
    assert taken(store, id) == [b"other", b"second"]


def test_without_a_ttl_only_who_is_there_gets_it(store: Store) -> None:
    id = store.subscribe().id
    store.post(id, b"nobody there", timedelta(0))
    got: list[Posted] = []
    store.connect(id, got.append)
    store.post(id, b"there", timedelta(0))
    assert [posted.body for posted in got] == [b"there"]


def test_what_ended_is_told_apart_from_what_never_was(store: Store) -> None:
    id = store.subscribe().id
    store.unsubscribe(id)
    assert store.find(id) is None
    assert store.has_ended(id)
    assert not store.has_ended("never")
