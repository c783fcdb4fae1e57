"""A local certificate for trying the app over HTTPS, from an authority of its own that a phone can be told to trust."""

import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# Apple refuses longer ones, even from an authority the person trusts.
VALID_FOR = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Certificate:
    """Paths of PEM files: what a phone is to trust, what the server shows, and the server's key."""

    authority: Path
    chain: Path
    key: Path


def local_certificate(folder: Path, hosts: Sequence[str], now: datetime) -> Certificate:
    """The certificate for ``hosts`` (names or addresses) in ``folder``, made anew when they changed or it ends soon.

    The authority may vouch for these hosts only, and its key is never written: whoever copies the folder can pretend
    to be this demo, but nothing else.
    """
    found = Certificate(folder / "authority.crt", folder / "server.crt", folder / "server.key")
    names = [_name(host) for host in hosts]
    if not _still_good(found, names, now):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(found, names, now)
    return found


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _still_good(found: Certificate, names: Sequence[x509.GeneralName], now: datetime) -> bool:
    if not (found.authority.exists() and found.chain.exists() and found.key.exists()):
        return False
    shown = x509.load_pem_x509_certificate(found.chain.read_bytes())
    covered = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(covered) == set(names) and shown.not_valid_after_utc - now > RENEW_BEFORE


def _make(to: Certificate, names: Sequence[x509.GeneralName], now: datetime) -> None:
    authority_key, server_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    title = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Throughline demo {now:%Y-%m-%d %H:%M}")])
    authority = (
        _begin(title, title, authority_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints([_limit(name) for name in names], None), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Throughline demo server")])
    server = (
        _begin(subject, title, server_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    to.authority.write_bytes(authority.public_bytes(Encoding.PEM))
    to.chain.write_bytes(server.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM))
    to.key.unlink(missing_ok=True)
    with os.fdopen(os.open(to.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(server_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _begin(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _limit(name: x509.GeneralName) -> x509.GeneralName:
    """The same name as a constraint: an address becomes a network of one."""
    return x509.IPAddress(ipaddress.ip_network(name.value)) if isinstance(name, x509.IPAddress) else name
