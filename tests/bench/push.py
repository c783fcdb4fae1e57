"""Pushes: encrypt, sign and send, one process, against pywebpush and web-push, and against the bare cryptography.

All send the same messages to the same TLS server, 50 in flight over kept connections. The floor sends nothing: it does
with ``cryptography`` what RFC 8291 asks for each message, and no more. What is measured is the processor's time of the
sending process: the server they send to needs as much again, and would be what limits the fastest of them.
"""

import json
import os
import struct
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server import clock
from server.cli.certificate import Certificate, local_certificate
from server.reminders.message import PAYLOAD_BYTES, Message, notification
from server.reminders.push import Address
from server.reminders.vapid import public_key
from tests.bench import machine
from tests.bench.figures import Figure, median
from tests.bench.ground import Grounds
from tests.ports import free_port
from tests.push_service.keys import Keys, point

HERE = Path(__file__).parent / "push_peers"
PYTHON = HERE / ".venv" / "bin" / "python"
CONTACT = "mailto:bench@example.org"
IN_FLIGHT = 50
BROWSERS = 100
COUNT = 2000
ROUNDS, ROUNDS_S = 5, 30
PATIENCE_S = 60


def measure(_grounds: Grounds) -> list[Figure]:
    """Two ratios to peers, one to the floor, and our own speed."""
    _install()
    with TemporaryDirectory() as folder, _sink(Path(folder)) as (origin, certificate):
        work = Work(origin, certificate.authority)
        ways: dict[str, Callable[[], float]] = {
            "ours": lambda: work.program(sys.executable, "ours.py"),
            "pywebpush": lambda: work.program(str(PYTHON), "send.py"),
            "web-push": lambda: work.program(machine.node(), "send.mjs"),
            "floor": work.floor,
        }
        speeds: dict[str, list[float]] = {name: [] for name in ways}
        for _ in machine.repeated(ROUNDS, ROUNDS_S):
            for name, way in ways.items():
                speeds[name].append(COUNT / way())
    ours, rounds = speeds["ours"], len(speeds["ours"])
    beside = {name: round(median(all_of)) for name, all_of in speeds.items()}
    limit = ", ".join(f"{name} {speed:,}/s" for name, speed in beside.items())

    def ratio(name: str, to: str, least: float | None = None, aim: float | None = None) -> Figure:
        value = median([our / other for our, other in zip(ours, speeds[to], strict=True)])
        return Figure(name, value, "ratio", limit, least, aim, better="higher", beside=beside, samples=rounds)

    return [
        Figure(
            "pushes: encrypted, signed and sent, a second of one processor", median(ours), "1/s", limit, samples=rounds
        ),
        ratio("speed of pushes, pywebpush = 1", "pywebpush", 3, 5),
        ratio("speed of pushes, web-push (Node.js) = 1", "web-push"),
        ratio("speed of pushes, bare cryptography that sends nothing = 1", "floor", 0.5, 0.8),
    ]


@dataclass
class Work:
    """The same messages for everybody, to be sent to ``origin``."""

    origin: str
    authority: Path

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        payload = notification("Throughline", "Something is still open.", "https://app.example.org/open", "1")
        self.message = Message(payload, 3600)
        keys = [Keys() for _ in range(BROWSERS)]
        self.addresses = [
            Address(f"{self.origin}/push/{number}", one.p256dh, one.auth) for number, one in enumerate(keys)
        ]

    def program(self, *command: str) -> float:
        """The processor's seconds a program took that reads what to send and prints them."""
        told = {
            "authority": str(self.authority),
            "contact": CONTACT,
            "count": COUNT,
            "inFlight": IN_FLIGHT,
            "keys": {"publicKey": public_key(self.key), "privateKey": _text(self._secret())},
            "payload": self.message.payload.ljust(PAYLOAD_BYTES).decode(),
            "subscriptions": [
                {"endpoint": one.endpoint, "keys": {"p256dh": _text(one.p256dh), "auth": _text(one.auth)}}
                for one in self.addresses
            ],
        }
        done = subprocess.run(
            command, cwd=HERE, input=json.dumps(told), capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return float(done.stdout)

    def floor(self) -> float:
        """The processor's seconds that the cryptography of so many messages takes by itself."""
        payload = self.message.payload.ljust(PAYLOAD_BYTES) + b"\2"
        began = time.process_time()
        for number in range(COUNT):
            _bare(payload, self.addresses[number % BROWSERS])
        return time.process_time() - began

    def _secret(self) -> bytes:
        return self.key.private_numbers().private_value.to_bytes(32, "big")


def _bare(payload: bytes, to: Address) -> bytes:
    """RFC 8291."""
    private = ec.generate_private_key(ec.SECP256R1())
    sender = point(private.public_key())
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to.p256dh))
    salt, sha = os.urandom(16), hashes.SHA256()
    secret = HKDF(sha, 32, to.auth, b"WebPush: info\0" + to.p256dh + sender).derive(shared)
    key = HKDF(sha, 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
    nonce = HKDF(sha, 12, salt, b"Content-Encoding: nonce\0").derive(secret)
    return salt + struct.pack("!LB", 4096, 65) + sender + AESGCM(key).encrypt(nonce, payload, None)


def _text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")


def _install() -> None:
    """The peers' own packages, in their folder."""
    if not (HERE / "node_modules").is_dir():
        npm = str(Path(machine.node()).with_name("npm"))
        _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    if not PYTHON.is_file():
        _run([sys.executable, "-m", "venv", ".venv"])
        _run([str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "pywebpush.txt"])


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, cwd=HERE, check=True, timeout=300, stdout=subprocess.DEVNULL)


@contextmanager
def _sink(folder: Path) -> Iterator[tuple[str, Certificate]]:
    """A running server that takes everything."""
    port, certificate = free_port(), local_certificate(folder, ["localhost"], clock.now())
    command: list[Any] = [machine.node(), HERE / "sink.mjs", certificate.chain, certificate.key, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise RuntimeError("the server to send to did not start")
        yield f"https://localhost:{port}", certificate
    finally:
        process.kill()
        process.communicate()
