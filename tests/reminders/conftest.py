"""A push service to send to, over TLS from an authority of its own, and a sender that knows it."""

import asyncio
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from server import clock
from server.cli.certificate import Certificate, local_certificate
from server.reminders.message import Message, notification
from server.reminders.push import Address, Allowed, Limits, Sender, Sent
from tests.push_service import PushService, Subscriber, running

CONTACT = "mailto:practice@example.org"
KEY = ec.generate_private_key(ec.SECP256R1())


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return local_certificate(tmp_path_factory.mktemp("tls"), ["localhost"], clock.now())


@pytest.fixture
def service(certificate: Certificate) -> Iterator[PushService]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate.chain, certificate.key)
    with running(PushService(), tls=tls) as started:
        yield started


@dataclass
class Sending:
    """How this test sends."""

    service: PushService
    authority: Path
    key: ec.EllipticCurvePrivateKey = KEY
    settings: dict[str, Any] = field(default_factory=dict)

    def sender(self, **settings: Any) -> Sender:
        """A sender that may reach the push service of this test. Called on a running loop."""
        given = {"allowed": Allowed(rehearsal=self.service.origin), "authority": self.authority, **settings}
        return Sender(self.key, CONTACT, **given)

    def all(self, items: Iterable[tuple[Address, Message]], **settings: Any) -> list[Sent]:
        """Sends all; in the order they were given in."""

        async def run() -> list[Sent]:
            async with self.sender(**settings) as sender:
                return sorted([sent async for sent in sender.send_many(items)], key=lambda sent: sent.number)

        return asyncio.run(run())

    def one(self, address: Address, message: Message | None = None, **settings: Any) -> Sent:
        """Sends one."""
        [sent] = self.all([(address, message or hello())], **settings)
        return sent


@pytest.fixture
def sending(service: PushService, certificate: Certificate) -> Sending:
    return Sending(service, certificate.authority)


def address_of(browser: Subscriber) -> Address:
    return Address(browser.endpoint, browser.keys.p256dh, browser.keys.auth)


def hello(ttl: int = 3600, **more: Any) -> Message:
    return Message(notification("Throughline", "Something is open.", "https://app.example/o/1", "1"), ttl, **more)


__all__ = ["Limits", "Sending", "address_of", "hello"]
