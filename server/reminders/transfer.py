"""One post: a reusable libcurl handle, how far it may go, and the reply it collects."""

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pycurl  # noqa: TID251 (here is the place)

SAID_BYTES = 300
RETRY_AFTER = b"retry-after:"
MayConnect = Callable[[str, str], bool]


@dataclass(frozen=True)
class Limits:
    """How much at once (connections, and to one host) and for how long (seconds until connected, until answered)."""

    in_flight: int = 100
    per_host: int = 20
    connect_s: float = 5
    answer_s: float = 15


@dataclass
class Reply:
    """What came back. ``status`` is 0 and ``failure`` says why where nothing did; ``headers`` are named in small
    letters; ``said`` is the beginning of the body.
    """

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    said: bytes = b""
    failure: str = ""


class Transfer:
    """One reusable libcurl handle and the reply it is collecting."""

    def __init__(self, limits: Limits, schemes: int, authorities: Mapping[int, str], may_connect: MayConnect) -> None:
        self.handle = handle = pycurl.Curl()
        self._may_connect = may_connect
        self._url = ""
        self._refused = ""
        self._opened: list[socket.socket] = []
        self.reply = Reply()
        for option, value in authorities.items():
            handle.setopt(option, value)
        handle.setopt(pycurl.PROTOCOLS, schemes)
        handle.setopt(pycurl.FOLLOWLOCATION, 0)
        handle.setopt(pycurl.NOPROXY, "*")
        handle.setopt(pycurl.NOSIGNAL, 1)
        handle.setopt(pycurl.POST, 1)
        handle.setopt(pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_2)
        handle.setopt(pycurl.CONNECTTIMEOUT_MS, int(limits.connect_s * 1000))
        handle.setopt(pycurl.TIMEOUT_MS, int(limits.answer_s * 1000))
        handle.setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        handle.setopt(pycurl.HEADERFUNCTION, self._header)
        handle.setopt(pycurl.WRITEFUNCTION, self._said)

    def begin(self, url: str, headers: list[str], body: bytes) -> None:
        """Sets the next request."""
        self._url, self._refused, self.reply = url, "", Reply()
        self.handle.setopt(pycurl.URL, url)
        self.handle.setopt(pycurl.HTTPHEADER, headers)
        self.handle.setopt(pycurl.POSTFIELDS, body)

    def end(self, failure: str) -> Reply:
        """The reply. An answer whose status came is an answer, whatever became of the rest of it."""
        self._let_go()
        status = int(self.handle.getinfo(pycurl.RESPONSE_CODE))
        self.reply.status = status if status >= 200 else 0
        self.reply.failure = "" if self.reply.status else self._refused or failure
        return self.reply

    def _open(self, _purpose: int, address: tuple[int, int, int, tuple[str, int]]) -> socket.socket | int:
        family, kind, protocol, (ip, *_rest) = address
        if not self._may_connect(self._url, ip):
            self._refused = f"the name stands for {ip}, where nothing is sent"
            return pycurl.SOCKET_BAD
        self._opened.append(socket.socket(family, kind, protocol))
        return self._opened[-1]

    def close(self) -> None:
        """Ends it, answered or not."""
        self._let_go()
        self.handle.close()

    def _let_go(self) -> None:
        """libcurl goes on with a duplicate of each socket: ours were only for opening them."""
        for opened in self._opened:
            opened.close()
        self._opened.clear()

    def _header(self, line: bytes) -> None:
        if line[: len(RETRY_AFTER)].lower() == RETRY_AFTER:
            self.reply.headers["retry-after"] = line[len(RETRY_AFTER) :].decode("latin-1").strip()

    def _said(self, part: bytes) -> int:
        self.reply.said += part[: SAID_BYTES - len(self.reply.said)]
        return len(part) if len(self.reply.said) < SAID_BYTES else 0


def trusted(authority: Path | None) -> dict[int, str]:
    """libcurl's options for whom to trust."""
    if authority is not None:
        return {pycurl.CAINFO: str(authority)}
    found = ssl.get_default_verify_paths()
    options = {pycurl.CAINFO: found.cafile, pycurl.CAPATH: found.capath}
    known = {option: path for option, path in options.items() if path is not None}
    if not known:
        raise FileNotFoundError("this machine trusts no certificate authority: install 'ca-certificates'")
    return known
