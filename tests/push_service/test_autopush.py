"""What the browsers' door says to what a browser says; that Firefox understands it is tried with Firefox."""

from datetime import timedelta
from typing import Any

import pytest

from tests.push_service import PushService
from tests.push_service.autopush import Autopush, Talk

HOUR = timedelta(hours=1)
HELLO = {"messageType": "hello", "use_webpush": True}


@pytest.fixture
def door() -> Autopush:
    return Autopush(PushService())


def ask(talk: Talk, **said: Any) -> dict[str, Any]:
    talk.hear(said)
    return heard(talk)


def heard(talk: Talk) -> dict[str, Any]:
    """What is sent next. Raises ``QueueEmpty``."""
    return talk.answers.get_nowait()


def known(door: Autopush) -> tuple[Talk, str]:
    """A browser's connection, and what the service calls it."""
    talk = Talk(door)
    return talk, ask(talk, **HELLO)["uaid"]


def subscription(talk: Talk, channel: str) -> str:
    answer = ask(talk, messageType="register", channelID=channel)
    return str(answer["pushEndpoint"]).rpartition("/")[2]


def test_a_ping_is_answered(door: Autopush) -> None:
    assert ask(Talk(door)) == {}


def test_a_browser_keeps_its_name_and_one_that_is_not_known_gets_another(door: Autopush) -> None:
    _, name = known(door)
    assert ask(Talk(door), **HELLO, uaid=name)["uaid"] == name
    door.forget()
    assert ask(Talk(door), **HELLO, uaid=name)["uaid"] != name


def test_a_message_comes_again_until_it_is_acknowledged(door: Autopush) -> None:
    talk, name = known(door)
    door.service.store.post(subscription(talk, "a"), b"sealed", HOUR)
    first = heard(talk)
    assert (first["channelID"], first["data"], first["headers"]) == ("a", "c2VhbGVk", {"encoding": "aes128gcm"})
    talk.end()
    talk = Talk(door)
    ask(talk, **HELLO, uaid=name)
    assert heard(talk) == first
    talk.hear({"messageType": "ack", "updates": [{"channelID": "a", "version": first["version"], "code": 100}]})
    talk.end()
    talk = Talk(door)
    ask(talk, **HELLO, uaid=name)
    assert talk.answers.empty()


def test_the_end_of_an_older_connection_does_not_end_the_newer(door: Autopush) -> None:
    older, name = known(door)
    id = subscription(older, "a")
    newer = Talk(door)
    ask(newer, **HELLO, uaid=name)
    older.end()
    door.service.store.post(id, b"sealed", HOUR)
    assert heard(newer)["messageType"] == "notification"


def test_a_subscription_that_its_browser_ends_is_gone(door: Autopush) -> None:
    talk, _ = known(door)
    id = subscription(talk, "a")
    assert ask(talk, messageType="unregister", channelID="a")["status"] == 200
    assert door.service.store.has_ended(id)
