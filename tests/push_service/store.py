"""What a push service keeps: subscriptions, and the messages that wait for them. It knows no HTTP."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Deliver = Callable[["Posted"], None]


@dataclass(frozen=True)
class Posted:
    """One message as it was posted: ``body`` is still encrypted, ``until`` is when its TTL is over."""

    id: str
    body: bytes
    ttl: timedelta
    until: datetime
    urgency: str = "normal"
    topic: str | None = None


@dataclass
class Subscription:
    """One push address. ``application_key`` (65 bytes) is the only VAPID key it takes messages from, if it names one.

    ``waiting`` holds what nobody has acknowledged; ``posted`` all that was ever accepted.
    """

    id: str
    application_key: bytes | None = None
    deliver: Deliver | None = None
    waiting: list[Posted] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)


class Store:
    """All subscriptions by id, and the ids of those that have ended. Called from one thread."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._subscriptions: dict[str, Subscription] = {}
        self._ended: set[str] = set()

    def subscribe(self, application_key: bytes | None = None) -> Subscription:
        """A new subscription, not connected."""
        made = Subscription(uuid.uuid4().hex, application_key)
        self._subscriptions[made.id] = made
        return made

    def unsubscribe(self, id: str) -> None:
        """Ends it for good: from now on it answers 410."""
        if self._subscriptions.pop(id, None):
            self._ended.add(id)

    def find(self, id: str) -> Subscription | None:
        """The subscription, unless it has ended or never was."""
        return self._subscriptions.get(id)

    def has_ended(self, id: str) -> bool:
        """Whether it was there once."""
        return id in self._ended

    def post(self, id: str, body: bytes, ttl: timedelta, urgency: str = "normal", topic: str | None = None) -> Posted:
        """Takes a message: it takes the place of the waiting one with its topic, and is delivered if there is a
        connection. With a TTL of 0 it never waits.
        """
        subscription = self._subscriptions[id]
        posted = Posted(uuid.uuid4().hex, body, ttl, self._now() + ttl, urgency, topic)
        subscription.posted.append(posted)
        if topic is not None:
            subscription.waiting = [one for one in subscription.waiting if one.topic != topic]
        if ttl:
            subscription.waiting.append(posted)
        if subscription.deliver is not None:
            subscription.deliver(posted)
        return posted

    def connect(self, id: str, deliver: Deliver) -> None:
        """The browser is there: ``deliver`` gets what still waits, oldest first, and then what comes."""
        subscription = self._subscriptions[id]
        subscription.deliver = deliver
        subscription.waiting = [one for one in subscription.waiting if one.until > self._now()]
        for posted in list(subscription.waiting):
            deliver(posted)

    def disconnect(self, id: str) -> None:
        """The browser is away: messages wait."""
        if subscription := self._subscriptions.get(id):
            subscription.deliver = None

    def acknowledge(self, id: str, message: str) -> None:
        """The browser has it: it waits no more."""
        if subscription := self._subscriptions.get(id):
            subscription.waiting = [one for one in subscription.waiting if one.id != message]
