"""Carries many posts at once over kept connections: libcurl on asyncio's loop. It knows nothing of push.

libcurl, since it costs a tenth of what Python's own HTTP clients cost and speaks HTTP/2. It resolves a name once and
asks ``may_connect`` about the very address that it then connects to; it follows no redirect, asks no proxy, and reads
no more than the beginning of an answer.
"""

import asyncio
import math
import selectors
from collections.abc import Callable
from pathlib import Path

import pycurl  # noqa: TID251 (here is the place)

from server.reminders.transfer import Limits, MayConnect, Reply, Transfer, trusted

SCHEMES = {"https": pycurl.PROTO_HTTPS, "http": pycurl.PROTO_HTTP}
# What libcurl wants to hear of, in the selector's words; back, both say 1 for reading and 2 for writing.
EVENTS = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}
Done = Callable[[Reply], None]


class Carrier:
    """The connections. To be made, used and closed on one running loop.

    ``schemes`` are those it may ever speak; ``authority`` is the one certificate authority to trust instead of the
    machine's. Raises ``FileNotFoundError`` where the machine trusts none.
    """

    def __init__(
        self,
        may_connect: MayConnect,
        limits: Limits,
        schemes: tuple[str, ...] = ("https",),
        authority: Path | None = None,
    ) -> None:
        self._options = (limits, sum(SCHEMES[one] for one in schemes), trusted(authority), may_connect)
        self._loop = asyncio.get_running_loop()
        self._multi = multi = pycurl.CurlMulti()
        multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        multi.setopt(pycurl.M_TIMERFUNCTION, self._wake)
        multi.setopt(pycurl.M_MAX_HOST_CONNECTIONS, limits.per_host)
        multi.setopt(pycurl.M_MAX_TOTAL_CONNECTIONS, limits.in_flight)
        # One selector inside the loop's: libcurl changes its mind twice a post, which costs less here.
        self._sockets = selectors.DefaultSelector()
        self._watched: set[int] = set()
        self._loop.add_reader(self._sockets.fileno(), self._ready)
        self._timer: asyncio.TimerHandle | None = None
        self._deadline = math.inf
        self._idle: list[Transfer] = []
        self._flying: dict[pycurl.Curl, tuple[Transfer, Done]] = {}

    def carry(self, url: str, headers: list[str], body: bytes, done: Done) -> None:
        """Begins a post; ``done`` is called once, when it was answered or failed. Headers are ``Name: value``."""
        transfer = self._idle.pop() if self._idle else Transfer(*self._options)
        transfer.begin(url, headers, body)
        self._flying[transfer.handle] = (transfer, done)
        self._multi.add_handle(transfer.handle)

    def close(self) -> None:
        """Ends every connection; what is in flight is never answered."""
        for transfer, _done in self._flying.values():
            self._multi.remove_handle(transfer.handle)
            self._idle.append(transfer)
        self._flying.clear()
        for transfer in self._idle:
            transfer.close()
        self._idle.clear()
        self._multi.close()
        if self._timer is not None:
            self._timer.cancel()
        self._loop.remove_reader(self._sockets.fileno())
        self._sockets.close()

    def _watch(self, wants: int, number: int, _multi: object, _data: object) -> None:
        """libcurl wants to hear of a connection, or no more."""
        if number in self._watched:
            self._watched.remove(number)
            self._sockets.unregister(number)
        if wants != pycurl.POLL_REMOVE:
            self._watched.add(number)
            self._sockets.register(number, EVENTS[wants])

    def _wake(self, after_ms: int) -> None:
        """libcurl wants to be called then (-1: not at all).

        Most often it puts off what it wanted before: a timer that comes too early is let run, and set anew then.
        """
        self._deadline = self._loop.time() + after_ms / 1000 if after_ms >= 0 else math.inf
        if self._timer is not None and self._timer.when() > self._deadline:
            self._timer.cancel()
            self._timer = None
        if self._timer is None and self._deadline < math.inf:
            self._timer = self._loop.call_at(self._deadline, self._due)

    def _due(self) -> None:
        self._timer = None
        if self._loop.time() < self._deadline < math.inf:
            self._timer = self._loop.call_at(self._deadline, self._due)
            return
        self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        self._collect()

    def _ready(self) -> None:
        for key, events in self._sockets.select(0):
            self._multi.socket_action(key.fd, events)
        self._collect()

    def _collect(self) -> None:
        """Gives out what has ended."""
        more = 1
        while more:
            more, answered, failed = self._multi.info_read()
            for handle in answered:
                self._end(handle, "")
            for handle, _code, why in failed:
                self._end(handle, why)

    def _end(self, handle: pycurl.Curl, failure: str) -> None:
        transfer, done = self._flying.pop(handle)
        reply = transfer.end(failure)
        self._multi.remove_handle(handle)
        self._idle.append(transfer)
        done(reply)
