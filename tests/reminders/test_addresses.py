"""Where a push address may point, and what its name may stand for."""

from base64 import urlsafe_b64decode

import pytest

from server.reminders.addresses import DEFAULT_HOSTS, Address, Allowed, BadAddress, check, public, reachable

ALLOWED = Allowed()
REHEARSAL = Allowed(rehearsal="http://localhost:19000")
# RFC 8291, appendix A.
P256DH = urlsafe_b64decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4=")
AUTH = urlsafe_b64decode("BTBZMqHH6r4Tts7J_aSIgg==")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://fcm.googleapis.com:443/fcm/send/abc",
        "https://jmt17.google.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/QAbc",
        "https://db5p.notify.windows.com/w/?token=abc%3d",
    ],
)
def test_push_services_are_taken(endpoint: str) -> None:
    check(endpoint, ALLOWED)


@pytest.mark.parametrize(
    ("endpoint", "code"),
    [
        ("http://fcm.googleapis.com/x", "form"),
        ("ftp://fcm.googleapis.com/x", "form"),
        ("https://fcm.googleapis.com:8443/x", "form"),
        ("https://fcm.googleapis.com:99999/x", "form"),
        ("https://fcm.googleapis.com@127.0.0.1/x", "form"),
        ("https://user:word@fcm.googleapis.com/x", "form"),
        ("https://fcm.googleapis.com#@127.0.0.1/x", "form"),
        ("https://fcm.googleapis.com\\@127.0.0.1/x", "form"),
        ("https://fcm.googleapis.com/x\r\nHost: inside", "form"),
        ("https://fcm.googleapis.com/" + "x" * 3000, "form"),
        ("https://[::1", "form"),
        ("https://[::1]/x", "host"),
        ("https://127.0.0.1/x", "host"),
        ("https://2130706433/x", "host"),
        ("https://0x7f.1/x", "host"),
        ("https://169.254.169.254/x", "host"),
        ("https://localhost/x", "host"),
        ("https://fcm.googleapis.com.evil.example/x", "host"),
        ("https://evilfcm.googleapis.com/x", "host"),
        ("https://fcm.googleapis.com./x", "host"),
        ("https://push.apple.com/x", "host"),
        ("https://evilpush.apple.com/x", "host"),
        ("https:///x", "host"),
        ("", "form"),
    ],
)
def test_anywhere_else_is_refused(endpoint: str, code: str) -> None:
    with pytest.raises(BadAddress) as refused:
        check(endpoint, ALLOWED)
    assert refused.value.code == code


def test_a_host_is_refused_for_not_being_on_the_list_alone() -> None:
    check("https://fcm.googleapis.com.evil.example/x", Allowed(("fcm.googleapis.com.evil.example",)))


@pytest.mark.parametrize(
    "host", ["*", "*.", "fcm.*.com", "**.apple.com", "127.0.0.1", "https://fcm.googleapis.com", "com"]
)
def test_a_list_of_hosts_holds_names_only(host: str) -> None:
    with pytest.raises(ValueError, match="not a host name"):
        Allowed((*DEFAULT_HOSTS, host))


def test_a_rehearsal_adds_one_origin_on_this_machine_and_nothing_else() -> None:
    check("http://localhost:19000/push/x", REHEARSAL)
    check("https://web.push.apple.com/x", REHEARSAL)
    for other in ("http://localhost:19001/x", "https://localhost:19000/x", "http://me@localhost:19000/x"):
        with pytest.raises(BadAddress):
            check(other, REHEARSAL)


@pytest.mark.parametrize("ip", ["142.250.1.1", "17.253.1.1", "2607:f8b0::1", "::ffff:142.250.1.1", "64:ff9b::8efa:101"])
def test_public_addresses(ip: str) -> None:
    assert public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1",
        "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fffe", "", "localhost", "2130706433",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(ip: str) -> None:
    assert not public(ip)


def test_only_the_rehearsal_may_stand_for_this_machine() -> None:
    assert reachable("http://localhost:19000/x", "127.0.0.1", REHEARSAL)
    assert not reachable("http://localhost:19000/x", "10.0.0.1", REHEARSAL)
    assert not reachable("https://fcm.googleapis.com/x", "127.0.0.1", REHEARSAL)
    assert not reachable("http://localhost:19000/x", "not an address", REHEARSAL)
    assert reachable("https://fcm.googleapis.com/x", "142.250.1.1", REHEARSAL)


def test_keys_of_a_browser_are_taken() -> None:
    assert Address("https://fcm.googleapis.com/x", P256DH, AUTH).auth == AUTH


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        (P256DH, AUTH[:15]),
        (P256DH, AUTH + b"x"),
        (P256DH[:64], AUTH),
        (b"\2" + P256DH[1:33], AUTH),
        (P256DH[:-1] + bytes([P256DH[-1] ^ 1]), AUTH),
        (b"\4" + bytes(64), AUTH),
    ],
)
def test_keys_that_nothing_could_be_encrypted_to_are_refused(p256dh: bytes, auth: bytes) -> None:
    with pytest.raises(BadAddress) as refused:
        Address("https://fcm.googleapis.com/x", p256dh, auth)
    assert refused.value.code == "keys"
