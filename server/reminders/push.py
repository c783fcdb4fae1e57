"""Sends Web Push messages: many at once, encrypted and signed, and says what became of each.

``webpush`` encrypts (RFC 8291), and that is all it is used for. It is given a constant setting and our own tokens:
what a call of its sets (TTL, contact) would stick to the object and go out with another thread's message, it signs
anew for every message, and its ``aud`` loses the port. All headers are written here.
"""

import asyncio
import re
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from types import TracebackType
from typing import NamedTuple, Self

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import AnyHttpUrl
from webpush import WebPush  # noqa: TID251 (here is the place)
from webpush.types import WebPushKeys, WebPushSubscription  # noqa: TID251 (here is the place)
from webpush.vapid import VAPID  # noqa: TID251 (here is the place)

from server import clock
from server.config import Config
from server.reminders import configured
from server.reminders.addresses import Address, Allowed, BadAddress, check, reachable
from server.reminders.answers import Answer, answer, back_off, unreachable
from server.reminders.carrier import Carrier
from server.reminders.lanes import Lanes
from server.reminders.message import PAYLOAD_BYTES, Message
from server.reminders.tokens import Tokens
from server.reminders.transfer import Limits, Reply

UNPRINTABLE = re.compile(r"[^\x20-\x7e]+")
RANDOM = SystemRandom()
USUAL = Limits()
__all__ = ["Address", "Allowed", "Answer", "Limits", "Message", "Sender", "Sent", "sender_of"]


class Sent(NamedTuple):
    """What became of one item: its number in the order they were given in, itself, and the answer."""

    number: int
    address: Address
    message: Message
    answer: Answer


class _Signed(VAPID):
    """The place where ``webpush`` signs each message: here it gets what was signed for all messages to one origin."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def get_authorization_header(self, endpoint: AnyHttpUrl, subscriber: str, expiration: int) -> str:
        """Our token, which already has a contact and an expiry."""
        del subscriber, expiration
        return self._tokens.authorization(_origin(str(endpoint)))


class Encryption:
    """Makes the body and headers of each request. One object for all: nothing a call sets outlives it."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, tokens: Tokens) -> None:
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self._webpush = WebPush(b"", public, subscriber="in the token")
        self._webpush.vapid = _Signed(tokens)

    def request(self, address: Address, message: Message) -> tuple[list[str], bytes]:
        """Header lines and body. JSON may end in spaces: they bring every payload to the same length."""
        keys = WebPushKeys(auth=_text(address.auth), p256dh=_text(address.p256dh))
        subscription = WebPushSubscription(endpoint=AnyHttpUrl(address.endpoint), keys=keys)
        made = self._webpush.get(message.payload.ljust(PAYLOAD_BYTES), subscription)
        headers = [
            f"Authorization: {made.headers['authorization']}",
            f"TTL: {message.ttl}",
            f"Urgency: {message.urgency}",
            "Content-Encoding: aes128gcm",
            "Content-Type: application/octet-stream",
            "User-Agent: Throughline",
            # What libcurl would add by itself.
            "Accept:",
            "Expect:",
        ]
        if message.topic is not None:
            headers.append(f"Topic: {message.topic}")
        return headers, made.encrypted


def _origin(endpoint: str) -> str:
    """Scheme, host and port as they are written; pydantic has taken the usual port away."""
    return endpoint[: endpoint.index("/", len("https://"))]


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")


def sender_of(config: Config) -> "Sender | None":
    """The sender of this installation; None where there is no key, and so no pushes. Raises ``Misconfigured``."""
    key = configured.key(config)
    return Sender(key, configured.contact(config), configured.allowed(config)) if key else None


class Sender:
    """Sends over kept connections: ``async with Sender(...) as sender``, on one loop, for as long as it runs.

    ``contact`` is where a push service can reach the practice (``mailto:`` or ``https:``); ``jitter`` gives 0..1;
    ``authority`` is a certificate authority to trust instead of the machine's. Raises ``ValueError`` for a bad contact.
    """

    def __init__(
        self,
        key: ec.EllipticCurvePrivateKey,
        contact: str,
        allowed: Allowed,
        *,
        limits: Limits = USUAL,
        authority: Path | None = None,
        now: Callable[[], datetime] = clock.now,
        jitter: Callable[[], float] = RANDOM.random,
    ) -> None:
        self._encryption = Encryption(key, Tokens(key, contact, now))
        self._allowed = allowed
        self._limits = limits
        self._authority = authority
        self._now = now
        self._jitter = jitter
        self._carrier: Carrier | None = None

    async def __aenter__(self) -> Self:
        schemes = ("https", "http") if (self._allowed.rehearsal or "").startswith("http:") else ("https",)
        self._carrier = Carrier(self._may_connect, self._limits, schemes, self._authority)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._carrier is not None, "entered before"
        self._carrier.close()

    async def send_many(self, items: Iterable[tuple[Address, Message]]) -> AsyncIterator[Sent]:
        """Sends all, and yields what became of each as the answers come, in any order. ``items`` is read as there is
        room.

        Cancelled while it waits, it begins no more, yields the answers of those under way (a message may have arrived
        though nobody heard so), and then raises ``CancelledError``; cancelled again, it raises at once.
        """
        numbered = ((number, address, message) for number, (address, message) in enumerate(items))
        lanes = Lanes(numbered, lambda item: item[1].endpoint.split("/", 3)[2], self._limits.per_host)
        finished: asyncio.Queue[Sent] = asyncio.Queue()
        under_way, cancelled = 0, None
        while True:
            while cancelled is None and under_way < self._limits.in_flight and (item := lanes.take()) is not None:
                under_way += 1
                self._begin(*item, finished)
            if not under_way:
                break
            try:
                sent = await finished.get()
            except asyncio.CancelledError as error:
                if cancelled is not None:
                    raise
                cancelled = error
                continue
            under_way -= 1
            lanes.done(sent[:3])
            yield sent
        if cancelled is not None:
            raise cancelled

    def _begin(self, number: int, address: Address, message: Message, finished: asyncio.Queue[Sent]) -> None:
        assert self._carrier is not None, "a Sender is used inside its 'async with'"
        try:
            check(address.endpoint, self._allowed)
            headers, body = self._encryption.request(address, message)
        except ValueError as error:  # one bad address must not hold up the others
            detail = str(error) if isinstance(error, BadAddress) else "nothing could be sealed for this address"
            finished.put_nowait(Sent(number, address, message, Answer("ours", detail)))
            return
        self._carrier.carry(
            address.endpoint,
            headers,
            body,
            lambda reply: finished.put_nowait(Sent(number, address, message, self._answer(message, reply))),
        )

    def _answer(self, message: Message, reply: Reply) -> Answer:
        now, wait = self._now(), back_off(message.attempt, self._jitter())
        if reply.failure:
            return unreachable(reply.failure, now, wait)
        said = UNPRINTABLE.sub(" ", reply.said.decode("ascii", "replace")).strip()
        return answer(reply.status, reply.headers, now, wait, said)

    def _may_connect(self, endpoint: str, ip: str) -> bool:
        return reachable(endpoint, ip, self._allowed)
