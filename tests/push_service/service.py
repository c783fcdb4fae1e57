"""The push service over HTTP."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from server import clock
from tests.push_service import tokens
from tests.push_service.faults import Fault
from tests.push_service.keys import Keys
from tests.push_service.store import Posted, Store, Subscription

LARGEST = 4096


@dataclass
class Subscriber:
    """A browser in this process: ``received`` has the opened messages, as JSON says them."""

    service: "PushService"
    subscription: Subscription
    keys: Keys = field(default_factory=Keys)
    received: list[Any] = field(default_factory=list)

    @property
    def endpoint(self) -> str:
        """Its push address."""
        return self.service.endpoint(self.subscription.id)

    def online(self) -> None:
        """Takes what waits, and then what comes."""
        self.service.store.connect(self.subscription.id, self._take)

    def offline(self) -> None:
        """Messages wait from now on."""
        self.service.store.disconnect(self.subscription.id)

    def unsubscribe(self) -> None:
        """The address ends: 410."""
        self.service.store.unsubscribe(self.subscription.id)

    def _take(self, posted: Posted) -> None:
        self.received.append(json.loads(self.keys.open(posted.body)))
        self.service.store.acknowledge(self.subscription.id, posted.id)


class PushService:
    """``origin`` is where it listens; ``store`` what it keeps; ``asked`` each request's path and headers;
    ``most_at_once`` how many posts it had at the same time.

    ``add`` lets a test put more routes on the same server before it starts.
    """

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self.now = now
        self.store = Store(now)
        self.origin = ""
        self.authority: Path | None = None
        self.faults: deque[Fault] = deque()
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.most_at_once = 0
        self.peers: set[str] = set()
        self._connections: set[tuple[str, int]] = set()
        self._at_once = 0
        self._released = asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.app = web.Application(client_max_size=8_000_000)
        self.app.add_routes([
            web.post("/push/{id}", self._post),
            web.post("/control/faults", self._plan),
            web.get("/control/subscriptions/{id}", self._tell),
            web.delete("/control/subscriptions/{id}", self._end),
        ])  # fmt: skip

    def endpoint(self, id: str) -> str:
        """The push address of a subscription."""
        return f"{self.origin}/push/{id}"

    def subscriber(self, application_key: bytes | None = None, *, online: bool = True) -> Subscriber:
        """A new browser in this process."""
        made = Subscriber(self, self.store.subscribe(application_key))
        if online:
            made.online()
        return made

    def next(self, *faults: Fault) -> None:
        """The next posts are answered so, one each, whatever they ask."""
        self.faults.extend(faults)

    @property
    def connections(self) -> int:
        """How many connections posts came over."""
        return len(self._connections)

    def release(self) -> None:
        """Answers that hang come now."""
        assert self.loop is not None
        self.loop.call_soon_threadsafe(self._released.set)

    async def _post(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, dict(request.headers)))
        peer = request.transport.get_extra_info("peername")[:2] if request.transport else ("", 0)
        self.peers.add(peer[0])
        self._connections.add(peer)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._answer(request)
        finally:
            self._at_once -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if self.faults:
            return await self._fail(request, self.faults.popleft())
        try:
            posted = self._accept(request, await request.read())
        except tokens.Refused as refused:
            return web.Response(status=refused.status, text=json.dumps({"reason": refused.reason}))
        return web.Response(status=201, headers={"Location": f"{self.origin}/message/{posted.id}"})

    def _accept(self, request: web.Request, body: bytes) -> Posted:
        id, headers = request.match_info["id"], request.headers
        signer = tokens.check(headers.get("Authorization", ""), self.origin, self.now())
        subscription = self.store.find(id)
        if subscription is None:
            raise tokens.Refused(410 if self.store.has_ended(id) else 404, "Unregistered")
        if subscription.application_key not in (None, signer):
            raise tokens.Refused(403, "VapidPkHashMismatch")
        if headers.get("Content-Encoding") != "aes128gcm" or not headers.get("TTL", "").isdecimal():
            raise tokens.Refused(400, "BadHeaders")
        if len(body) > LARGEST:
            raise tokens.Refused(413, "PayloadTooLarge")
        ttl = timedelta(seconds=int(headers["TTL"]))
        return self.store.post(id, body, ttl, headers.get("Urgency", "normal"), headers.get("Topic"))

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        await request.read()
        if fault.hangs:
            await self._released.wait()
        if fault.ends and request.transport is not None:
            request.transport.abort()
        answer = web.StreamResponse(status=fault.status, headers=fault.headers)
        answer.content_length = fault.size or len(fault.body)
        await answer.prepare(request)
        with suppress(ConnectionError):  # the other side may have had enough
            await answer.write(fault.body or bytes(fault.size))
        return answer

    async def _plan(self, request: web.Request) -> web.Response:
        self.next(*(Fault(**{**one, "body": one.get("body", "").encode()}) for one in await request.json()))
        return web.Response(status=204)

    async def _tell(self, request: web.Request) -> web.Response:
        subscription = self.store.find(request.match_info["id"])
        if subscription is None:
            raise web.HTTPNotFound
        told = [
            {"id": one.id, "ttl": one.ttl.total_seconds(), "urgency": one.urgency, "topic": one.topic,
             "body": urlsafe_b64encode(one.body).decode(), "waiting": one in subscription.waiting}
            for one in subscription.posted
        ]  # fmt: skip
        return web.json_response({"connected": subscription.deliver is not None, "posted": told})

    async def _end(self, request: web.Request) -> web.Response:
        self.store.unsubscribe(request.match_info["id"])
        return web.Response(status=204)
