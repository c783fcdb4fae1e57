import ipaddress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from server.cli.certificate import VALID_FOR, Certificate, local_certificate

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HOSTS = ["localhost", "192.168.1.20"]


def verify(made: Certificate, subject: x509.GeneralName, at: datetime) -> None:
    authority = x509.load_pem_x509_certificate(made.authority.read_bytes())
    shown = x509.load_pem_x509_certificates(made.chain.read_bytes())
    policy = PolicyBuilder().store(Store([authority])).time(at.replace(tzinfo=None))
    policy.build_server_verifier(subject).verify(shown[0], shown[1:])


@pytest.mark.parametrize(
    "subject", [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("192.168.1.20"))], ids=str
)
def test_a_phone_that_trusts_the_authority_accepts_every_host_asked_for(tmp_path, subject):
    verify(local_certificate(tmp_path / "tls", HOSTS, NOW), subject, NOW + timedelta(days=1))


def test_another_host_is_not_vouched_for(tmp_path):
    made = local_certificate(tmp_path / "tls", HOSTS, NOW)
    with pytest.raises(VerificationError):
        verify(made, x509.DNSName("example.org"), NOW)


def test_the_key_is_readable_by_its_owner_alone_and_the_authority_keeps_none(tmp_path):
    made = local_certificate(tmp_path / "tls", HOSTS, NOW)
    assert made.key.stat().st_mode & 0o077 == 0
    assert {path.name for path in made.key.parent.iterdir()} == {"authority.crt", "server.crt", "server.key"}


def test_it_is_kept_so_that_a_phone_need_not_trust_a_new_one_every_day(tmp_path):
    before = local_certificate(tmp_path / "tls", HOSTS, NOW).authority.read_bytes()
    assert (
        local_certificate(tmp_path / "tls", [*reversed(HOSTS)], NOW + timedelta(days=200)).authority.read_bytes()
        == before
    )


@pytest.mark.parametrize(
    ("hosts", "later"), [(["localhost", "192.168.1.21"], timedelta(0)), (HOSTS, VALID_FOR - timedelta(days=20))]
)
def test_it_is_made_anew_for_other_hosts_and_before_it_ends(tmp_path, hosts, later):
    before = local_certificate(tmp_path / "tls", HOSTS, NOW).authority.read_bytes()
    assert local_certificate(tmp_path / "tls", hosts, NOW + later).authority.read_bytes() != before
