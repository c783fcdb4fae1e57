"""Push addresses that lead inside, or to a service that misbehaves: nothing inside is reached, and it ends."""

import asyncio
import ssl
from collections.abc import Callable

import pytest

from server.reminders.addresses import public
from server.reminders.carrier import Carrier
from server.reminders.push import Address, Allowed, Limits
from server.reminders.transfer import SAID_BYTES, Reply, trusted
from tests.push_service import Fault, PushService
from tests.reminders.conftest import Sending, address_of

# Names below .localhost stand for this machine, everywhere.
INSIDE = Allowed(("push.localhost",))
IMPATIENT = Limits(answer_s=0.2)


def carried(service: PushService, sending: Sending, may_connect: Callable[[str, str], bool]) -> Reply:
    """What becomes of one bare post to the push service."""

    async def run() -> Reply:
        carrier, reply = Carrier(may_connect, Limits(), authority=sending.authority), asyncio.Future[Reply]()
        carrier.carry(service.endpoint("x"), [], b"{}", reply.set_result)
        try:
            return await reply
        finally:
            carrier.close()

    return asyncio.run(run())


def test_a_name_that_stands_for_this_machine_is_not_connected_to(service: PushService, sending: Sending) -> None:
    reply = carried(service, sending, lambda _url, ip: public(ip))
    assert reply.status == 0
    assert "where nothing is sent" in reply.failure
    assert service.asked == []


def test_without_that_question_it_would_be(service: PushService, sending: Sending) -> None:
    """The bite of the test above."""
    assert carried(service, sending, lambda _url, _ip: True).status == 401
    assert len(service.asked) == 1


def test_a_name_that_changes_its_mind_is_judged_by_what_is_connected_to(service: PushService, sending: Sending) -> None:
    """DNS rebinding: a look-up of one's own before the connection proves nothing, so there is none."""
    judged: list[str] = []

    def may_connect(_url: str, ip: str) -> bool:
        judged.append(ip)
        return ip == "127.0.0.1"

    assert carried(service, sending, may_connect).status == 401
    assert set(judged) <= {"::1", "127.0.0.1"}
    assert service.peers == {"127.0.0.1"}


@pytest.mark.parametrize("path", ["/push/x", ":443/push/x"])
def test_an_allowed_name_that_leads_inside_is_unreachable(path: str, service: PushService, sending: Sending) -> None:
    browser = service.subscriber()
    address = Address(f"https://push.localhost{path}", browser.keys.p256dh, browser.keys.auth)
    told = sending.one(address, allowed=INSIDE).answer
    assert told.code == "unreachable"
    assert "where nothing is sent" in told.detail
    assert told.retry_at is not None


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "169.254.169.254", "localhost"])
def test_an_address_that_was_saved_all_the_same_is_not_sent_to(
    host: str, service: PushService, sending: Sending
) -> None:
    browser, port = service.subscriber(), service.origin.rpartition(":")[2]
    address = Address(f"https://{host}:{port}/push/x", browser.keys.p256dh, browser.keys.auth)
    assert sending.one(address, allowed=Allowed()).answer.code == "ours"
    assert service.asked == []


def test_a_redirect_is_not_followed(service: PushService, sending: Sending) -> None:
    browser = service.subscriber()
    service.next(Fault.redirect(service.endpoint("inside")))
    told = sending.one(address_of(browser)).answer
    assert (told.code, told.status) == ("ours", 307)
    assert [path for path, _headers in service.asked] == [f"/push/{browser.subscription.id}"]


@pytest.mark.parametrize(("status", "code"), [(201, "accepted"), (410, "gone"), (503, "later")])
def test_five_megabytes_of_answer_are_not_read(status: int, code: str, service: PushService, sending: Sending) -> None:
    service.next(Fault.huge(status))
    address = address_of(service.subscriber())
    told = sending.one(address).answer
    assert told.code == code
    assert len(told.detail) <= SAID_BYTES + 4
    assert sending.one(address).answer.code == "accepted"


def test_a_service_that_never_answers_is_left(service: PushService, sending: Sending) -> None:
    service.next(Fault.slow())
    told = sending.one(address_of(service.subscriber()), limits=IMPATIENT).answer
    assert (told.code, told.status) == ("unreachable", None)


def test_a_service_that_hangs_up_is_unreachable(service: PushService, sending: Sending) -> None:
    service.next(*[Fault(ends=True)] * 5)
    assert sending.one(address_of(service.subscriber())).answer.code == "unreachable"


def test_a_service_that_is_not_there_is_unreachable(service: PushService, sending: Sending) -> None:
    browser = service.subscriber()
    address = Address("http://localhost:9/push/x", browser.keys.p256dh, browser.keys.auth)
    assert sending.one(address, allowed=Allowed(rehearsal="http://localhost:9")).answer.code == "unreachable"


def test_a_certificate_from_nobody_we_trust_is_unreachable(service: PushService, sending: Sending) -> None:
    told = sending.one(address_of(service.subscriber()), authority=None).answer
    assert told.code == "unreachable"
    assert "certificate" in told.detail.lower()
    assert service.asked == []


def test_where_the_machine_trusts_nobody_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = ssl.DefaultVerifyPaths(None, None, "", "", "", "")
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nobody)
    with pytest.raises(FileNotFoundError, match="ca-certificates"):
        trusted(None)


def test_no_proxy_of_the_environment_gets_between(
    service: PushService, sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:9")
    assert sending.one(address_of(service.subscriber())).answer.code == "accepted"
