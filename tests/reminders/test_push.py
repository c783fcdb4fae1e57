"""Sending to a real push service over TLS: what arrives, and what each answer becomes."""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from email.utils import format_datetime
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from webpush import WebPush
from webpush.types import WebPushSubscription

from server import clock
from server.reminders.message import LONGEST_TTL, PAYLOAD_BYTES, Message, notification
from server.reminders.push import Address, Encryption
from server.reminders.tokens import Tokens
from server.reminders.vapid import public_key
from tests.push_service import Fault, PushService
from tests.push_service.keys import point
from tests.reminders.conftest import CONTACT, KEY, Sending, address_of, hello


def test_a_message_arrives_as_it_was_written(service: PushService, sending: Sending) -> None:
    browser = service.subscriber(point(KEY.public_key()))
    payload = notification("Throughline", "Etwas ist noch offen – schön.", "https://app.example/o/7", "7")
    sent = sending.one(address_of(browser), Message(payload, 900, "high", "o-7"))
    assert (sent.answer.code, sent.answer.status) == ("accepted", 201)
    assert browser.received == [
        {
            "web_push": 8030,
            "notification": {
                "title": "Throughline",
                "body": "Etwas ist noch offen – schön.",
                "navigate": "https://app.example/o/7",
                "tag": "7",
                "data": {"occurrence": "7", "one_tap": False},
            },
        }
    ]
    [posted] = browser.subscription.posted
    assert (posted.ttl, posted.urgency, posted.topic) == (timedelta(seconds=900), "high", "o-7")


def test_every_message_has_the_same_length(service: PushService, sending: Sending) -> None:
    browser = service.subscriber()
    short, long = Message(b"{}", 60), Message(json.dumps("x" * (PAYLOAD_BYTES - 2)).encode(), 60)
    sending.all([(address_of(browser), short), (address_of(browser), long)])
    lengths = {len(one.body) for one in browser.subscription.posted}
    assert len(browser.received) == 2
    assert len(lengths) == 1
    assert lengths.pop() < 2700


@pytest.mark.parametrize(
    ("payload", "more"),
    [
        (b"x" * (PAYLOAD_BYTES + 1), {}),
        (b"{}", {"ttl": 0}),
        (b"{}", {"ttl": LONGEST_TTL + 1}),
        (b"{}", {"topic": ""}),
        (b"{}", {"topic": "x" * 33}),
        (b"{}", {"topic": "a\r\nHost: b"}),
    ],
)
def test_what_push_services_refuse_is_no_message(payload: bytes, more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"TTL|payload|topic"):
        Message(payload, **{"ttl": 60, **more})  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, "ours"), (401, "ours"), (403, "ours"), (404, "gone"), (406, "later"), (408, "later"), (410, "gone"),
     (413, "ours"), (429, "later"), (500, "later"), (503, "later")],
)  # fmt: skip
def test_each_answer_comes_through(status: int, code: str, service: PushService, sending: Sending) -> None:
    service.next(Fault(status, body=b'{"reason": "Because"}\r\n'))
    told = sending.one(address_of(service.subscriber())).answer
    assert (told.code, told.status, told.detail) == (code, status, f'{status} {{"reason": "Because"}}')


def test_retry_after_comes_through_in_both_forms(service: PushService, sending: Sending) -> None:
    now = clock.now().replace(microsecond=0)
    address = address_of(service.subscriber())
    later = now + timedelta(hours=2)
    service.next(Fault.told(429, "77"), Fault.told(503, format_datetime(later, usegmt=True)), Fault.told(503))
    told = [sending.one(address, hello(attempt=3), now=lambda: now, jitter=lambda: 1.0).answer for _ in range(3)]
    assert [one.retry_at for one in told] == [now + timedelta(seconds=77), later, now + timedelta(minutes=2)]


def test_an_address_that_ended_or_never_was_is_gone(service: PushService, sending: Sending) -> None:
    browser = service.subscriber()
    never = Address(service.endpoint("never"), browser.keys.p256dh, browser.keys.auth)
    browser.unsubscribe()
    told = sending.all([(address_of(browser), hello()), (never, hello())])
    assert [(one.answer.code, one.answer.status) for one in told] == [("gone", 410), ("gone", 404)]


def test_a_wrong_key_is_our_mistake_and_ends_no_subscription(service: PushService, sending: Sending) -> None:
    browsers = [service.subscriber(point(KEY.public_key())) for _ in range(3)]
    wrong = ec.generate_private_key(ec.SECP256R1())
    told = Sending(service, sending.authority, wrong).all((address_of(one), hello()) for one in browsers)
    assert {(one.answer.code, one.answer.status) for one in told} == {("ours", 403)}
    assert {one.answer.code for one in sending.all((address_of(one), hello()) for one in browsers)} == {"accepted"}


def test_one_token_is_signed_for_all_messages_to_an_origin(service: PushService, sending: Sending) -> None:
    sending.all((address_of(service.subscriber()), hello()) for _ in range(5))
    authorizations = {headers["Authorization"] for _path, headers in service.asked}
    assert len(service.asked) == 5
    assert len(authorizations) == 1
    assert authorizations.pop().endswith(f"k={public_key(KEY)}")


def test_the_newest_of_a_topic_is_what_a_phone_finds(service: PushService, sending: Sending) -> None:
    browser = service.subscriber(online=False)
    for number in ("1", "2"):
        sending.one(address_of(browser), Message(f'"{number}"'.encode(), 60, topic="same"))
    browser.online()
    assert browser.received == ["2"]


def test_one_that_cannot_be_sealed_holds_up_no_other(
    service: PushService, sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = service.subscriber(), service.subscriber()
    seal = Encryption.request

    def refuse(self: Encryption, address: Address, message: Message) -> tuple[list[str], bytes]:
        if address.endpoint == bad.endpoint:
            raise ValueError(f"{address} is odd")
        return seal(self, address, message)

    monkeypatch.setattr(Encryption, "request", refuse)
    told = sending.all([(address_of(bad), hello()), (address_of(good), hello())])
    assert [one.answer.code for one in told] == ["ours", "accepted"]
    assert bad.endpoint not in told[0].answer.detail


def browsers_keys() -> tuple[bytes, bytes]:
    return point(ec.generate_private_key(ec.SECP256R1()).public_key()), bytes(16)


def test_two_threads_with_different_ttls_never_mix() -> None:
    encryption = Encryption(KEY, Tokens(KEY, CONTACT, clock.now))
    address = Address("https://push.example.org/x", *browsers_keys())
    seen: dict[int, set[str]] = {60: set(), 86400: set()}

    def send(ttl: int) -> None:
        for _ in range(300):
            lines, _body = encryption.request(address, Message(b"{}", ttl))
            seen[ttl] |= {line for line in lines if line.startswith("TTL")}

    threads = [Thread(target=send, args=(ttl,)) for ttl in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {60: {"TTL: 60"}, 86400: {"TTL: 86400"}}


def test_the_library_by_itself_mixes_them() -> None:
    """The bite of the test above: what one call sets is what the next one sends."""
    private = Tokens(KEY, CONTACT, clock.now)
    shared = WebPush(b"", KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), "a@b.example")
    shared.vapid.get_authorization_header = lambda *_, **__: private.authorization("https://a.example")  # type: ignore[method-assign]
    p256dh, auth = (urlsafe_b64encode(one).decode() for one in browsers_keys())
    keys = {"auth": auth, "p256dh": p256dh}
    to = WebPushSubscription.model_validate({"endpoint": "https://push.example.org/x", "keys": keys})
    shared.get(b"{}", to, ttl=60)
    assert shared.get(b"{}", to).headers["ttl"] == "60"


def test_a_bad_contact_is_refused_at_the_start(sending: Sending) -> None:
    with pytest.raises(ValueError, match="neither"):
        Encryption(KEY, Tokens(KEY, "practice@localhost", clock.now))
