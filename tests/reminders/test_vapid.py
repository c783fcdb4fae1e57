"""Keys, contacts and tokens, judged by the push service's own strict check."""

import stat
from base64 import urlsafe_b64decode
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import AnyHttpUrl
from webpush.vapid import VAPID

from server.reminders.tokens import LIVES, RENEW_BEFORE, Tokens
from server.reminders.vapid import is_contact, load_key, public_key, write_key
from tests.conftest import NOW
from tests.push_service import tokens

CONTACT = "mailto:practice@example.org"
PORT = "https://push.example.org:8443"
KEY = ec.generate_private_key(ec.SECP256R1())


def test_a_key_file_is_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "vapid"
    write_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(urlsafe_b64decode(public_key(load_key(path.read_bytes())) + "=")) == 65
    with pytest.raises(FileExistsError):
        write_key(path)


@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()])
def test_only_a_p256_key_is_loaded(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> None:
    with pytest.raises(ValueError, match="P-256"):
        load_key(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@pytest.mark.parametrize("subject", [CONTACT, "https://practice.example.org", "https://practice.example.org:8443/who"])
def test_contacts_that_push_services_take(subject: str) -> None:
    assert is_contact(subject)


@pytest.mark.parametrize(
    "subject",
    [
        "", "practice@example.org", "mailto:", "mailto:practice", "mailto:practice@localhost", "mailto:a@x.localhost",
        "mailto:<practice@example.org>", "mailto: practice@example.org", "mailto:a@example.org,b@example.org",
        "mailto:a@127.0.0.1", "http://practice.example.org", "https://localhost", "https://localhost:8000",
        "https://practice", "https://practice.example.org/<>", "https://127.0.0.1/", "https://[::1", "tel:112",
    ],
)  # fmt: skip
def test_a_contact_that_apple_refuses_is_refused_at_the_start(subject: str) -> None:
    assert not is_contact(subject)
    with pytest.raises(ValueError, match="neither"):
        Tokens(KEY, subject, lambda: NOW)


@pytest.mark.parametrize("origin", [PORT, "https://web.push.apple.com"])
def test_a_token_names_exactly_the_origin_it_is_for(origin: str) -> None:
    header = Tokens(KEY, CONTACT, lambda: NOW).authorization(origin)
    assert tokens.check(header, origin, NOW) == urlsafe_b64decode(public_key(KEY) + "=")
    with pytest.raises(tokens.Refused, match="BadJwtToken"):
        tokens.check(header, "https://push.example.org", NOW)


def test_the_librarys_own_token_loses_the_port() -> None:
    """The bite of the test above."""
    private = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    library = VAPID(private, KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    header = library.get_authorization_header(AnyHttpUrl(f"{PORT}/push/x"), "practice@example.org", 3600)
    with pytest.raises(tokens.Refused, match="BadJwtToken"):
        tokens.check(header, PORT, datetime.now(NOW.tzinfo))


def test_one_token_serves_an_origin_for_eleven_hours() -> None:
    at = NOW
    signer = Tokens(KEY, CONTACT, lambda: at)
    first = signer.authorization(PORT)
    assert signer.authorization("https://other.example.org") != first
    at = NOW + LIVES - RENEW_BEFORE - timedelta(seconds=1)
    assert signer.authorization(PORT) == first
    at = NOW + LIVES - RENEW_BEFORE
    assert signer.authorization(PORT) != first
    tokens.check(signer.authorization(PORT), PORT, at + timedelta(hours=11))


def test_made_up_names_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.reminders.tokens.MANY", 3)
    signer = Tokens(KEY, CONTACT, lambda: NOW)
    for number in range(10):
        signer.authorization(f"https://a{number}.notify.windows.com")
    assert len(signer._signed) <= 3
