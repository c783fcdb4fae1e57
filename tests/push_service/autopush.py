"""The door through which Firefox takes its pushes: a WebSocket with the sub-protocol ``push-notification``.

Both sides say JSON: hello, register, notification, ack, unregister; ``{}`` is a ping. Mozilla describes it with
autopush, its server; the browser's side is its ``PushServiceWebSocket``.
"""

import asyncio
import json
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from server import clock
from tests.aside import Heard
from tests.push_service.running import running
from tests.push_service.service import PushService
from tests.push_service.store import Posted

PROTOCOL = "push-notification"
# How a browser acknowledges: the worker was told; the message could not be decrypted.
TOLD, UNREADABLE = 100, 101

Said = dict[str, Any]
Channels = dict[str, str]


@dataclass
class Clock:
    """The true time, and ``late`` on top of it: browsers and senders have no other."""

    late: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return clock.now() + self.late


@contextmanager
def autopush(now: Callable[[], datetime] = clock.now) -> Iterator["Autopush"]:
    """A push service with a door for Firefox, on loopback until the block ends."""
    door = Autopush(PushService(now))
    with running(door.service):
        yield door


class Autopush:
    """The door of ``service``, which must not run yet; ``said`` is what browsers said, once it was done."""

    def __init__(self, service: PushService) -> None:
        self.service = service
        self.said: Heard[Said] = Heard()
        self.browsers: dict[str, Channels] = {}
        service.app.router.add_get("/", self._connect)

    @property
    def preferences(self) -> dict[str, str | int | bool]:
        """What makes a Firefox take its pushes here, and show notifications without asking."""
        return {
            "dom.push.serverURL": f"{self.service.origin.replace('http', 'ws', 1)}/",
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.connection.enabled": True,  # a browser that a program drives has it off
            "permissions.default.desktop-notification": 1,
        }

    def drop(self) -> None:
        """All subscriptions end, and no browser is told."""
        for channels in self.browsers.values():
            for id in channels.values():
                self.service.store.unsubscribe(id)

    def forget(self) -> None:
        """The service has lost its browsers, all of them away: their subscriptions end."""
        self.drop()
        self.browsers.clear()

    def hears(self, kind: str) -> Said:
        """The first message of that kind, waited for."""
        return self.said.first(lambda one: one.get("messageType") == kind)

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=(PROTOCOL,))
        await socket.prepare(request)
        talk = Talk(self)
        writing = asyncio.create_task(talk.write(socket))
        try:
            async for frame in socket:
                talk.hear(json.loads(frame.data))
        finally:
            writing.cancel()
            talk.end()
        return socket


@dataclass
class Talk:
    """One connection. ``channels`` are the browser's subscriptions, by its names for them: they outlive it."""

    autopush: Autopush
    channels: Channels = field(default_factory=dict)
    answers: asyncio.Queue[Said] = field(default_factory=asyncio.Queue)

    def hear(self, said: Said) -> None:
        """Does what the browser asks for."""
        match said:
            case {"messageType": "hello"}:
                self._hello(said.get("uaid", ""))
            case {"messageType": "register", "channelID": channel}:
                self._register(channel, said.get("key"))
            case {"messageType": "unregister", "channelID": channel}:
                self.autopush.service.store.unsubscribe(self.channels.pop(channel, ""))
                self._answer(said, channelID=channel)
            case {"messageType": "ack", "updates": updates}:
                for update in updates:
                    self._acknowledge(update["channelID"], update["version"])
            case _ if not said:
                self.answers.put_nowait({})
        self.autopush.said.add(said)

    async def write(self, socket: web.WebSocketResponse) -> None:
        """Sends what there is to say, in order."""
        while True:
            await socket.send_json(await self.answers.get())

    def end(self) -> None:
        """The browser is away; unless it is back already, by another connection."""
        store = self.autopush.service.store
        for id in self.channels.values():
            if (found := store.find(id)) and isinstance(found.deliver, Way) and found.deliver.talk is self:
                store.disconnect(id)

    def _hello(self, name: str) -> None:
        """A browser that is not known loses all its subscriptions by the new name it gets."""
        if name not in self.autopush.browsers:
            name = uuid.uuid4().hex
            self.autopush.browsers[name] = {}
        self.channels = self.autopush.browsers[name]
        self._answer({"messageType": "hello"}, uaid=name, use_webpush=True, broadcasts={})
        for channel, id in self.channels.items():
            self.autopush.service.store.connect(id, Way(self, channel))

    def _register(self, channel: str, key: str | None) -> None:
        service = self.autopush.service
        made = service.store.subscribe(urlsafe_b64decode(key + "==") if key else None)
        self.channels[channel] = made.id
        self._answer({"messageType": "register"}, channelID=channel, pushEndpoint=service.endpoint(made.id))
        service.store.connect(made.id, Way(self, channel))

    def _acknowledge(self, channel: str, message: str) -> None:
        if id := self.channels.get(channel):
            self.autopush.service.store.acknowledge(id, message)

    def _answer(self, said: Said, **more: Any) -> None:
        self.answers.put_nowait({"messageType": said["messageType"], "status": 200, **more})


@dataclass(frozen=True)
class Way:
    """The way of a message to one subscription of a connected browser."""

    talk: Talk
    channel: str

    def __call__(self, posted: Posted) -> None:
        """Sends it, still encrypted."""
        self.talk.answers.put_nowait({
            "messageType": "notification",
            "channelID": self.channel,
            "version": posted.id,
            "ttl": int(posted.ttl.total_seconds()),
            "data": urlsafe_b64encode(posted.body).decode().rstrip("="),
            "headers": {"encoding": "aes128gcm"},
        })  # fmt: skip
