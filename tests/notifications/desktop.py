"""The notification area of a desktop, as browsers find it on D-Bus (``org.freedesktop.Notifications`` 1.2).

What a test presses here is a trusted click to the browser, as a person's is.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from dbus_fast import Message
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusDict, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

from tests.aside import Heard, Loop
from tests.notifications.bus import private_bus

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
BY_THE_PERSON, BY_THE_BROWSER = 2, 3

Words = Annotated[list[str], DBusSignature("as")]
Server = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]
Pressed = Annotated[tuple[int, str], DBusSignature("us")]
Closed = Annotated[tuple[int, int], DBusSignature("uu")]


@dataclass(frozen=True)
class Shown:
    """A notification. ``buttons`` are what the browser wants back, by label; Chromium adds "Settings" to the page's.

    ``body`` is the browser's: Chromium puts the site's address before the page's text.
    """

    number: int
    browser: str
    title: str
    body: str
    buttons: dict[str, str]


class Area(ServiceInterface):
    """What the browsers call, and what they listen to."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self.shown: Heard[Shown] = Heard()
        self.standing: dict[int, Shown] = {}
        self._numbers = 0

    @dbus_method()
    def GetServerInformation(self) -> Server:
        return ("tests", "tests", "1", "1.2")

    @dbus_method()
    def GetCapabilities(self) -> Words:
        return ["actions", "body", "persistence"]

    @dbus_method()
    def Notify(
        self, app: DBusStr, replaces: DBusUInt32, icon: DBusStr, title: DBusStr, body: DBusStr,
        actions: Words, hints: DBusDict, timeout: DBusInt32,
    ) -> DBusUInt32:  # fmt: skip
        self._numbers += 0 if replaces else 1
        number = replaces or self._numbers
        buttons = {label: key for key, label in zip(actions[::2], actions[1::2], strict=True) if key != "default"}
        self.standing[number] = Shown(number, app, title, body, buttons)
        self.shown.add(self.standing[number])
        return number

    @dbus_method()
    def CloseNotification(self, number: DBusUInt32) -> None:
        self.end(number, BY_THE_BROWSER)

    @dbus_signal()
    def ActionInvoked(self, number: int, key: str) -> Pressed:
        return (number, key)

    @dbus_signal()
    def NotificationClosed(self, number: int, reason: int) -> Closed:
        return (number, reason)

    def end(self, number: int, reason: int) -> None:
        """It stands there no longer."""
        if self.standing.pop(number, None):
            self.NotificationClosed(number, reason)


class Desktop:
    """``environment`` is ours, and where a browser finds this desktop; ``shown`` is all it ever showed, in order."""

    def __init__(self, loop: Loop, bus: MessageBus, area: Area, address: str) -> None:
        self.shown = area.shown
        self.environment: dict[str, str | float | bool] = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
        self._loop = loop
        self._bus = bus
        self._area = area
        self._browsers: set[str] = set()
        bus.add_message_handler(self._remember)

    def titled(self, title: str) -> Shown:
        """The first notification with that title, waited for until its browser knows its number too.

        Before that a browser that is asked to show another with the same tag would let both stand.
        """
        shown = self.shown.first(lambda one: one.title == title)
        self._loop.do(self._answered())
        return shown

    def nth(self, number: int) -> Shown:
        """The same of the one with this number among all that was ever shown, from 1."""
        shown = self.shown.nth(number)
        self._loop.do(self._answered())
        return shown

    def standing(self) -> list[Shown]:
        """What can be seen now."""

        async def now() -> list[Shown]:
            return list(self._area.standing.values())

        return self._loop.do(now())

    def press(self, shown: Shown, button: str | None = None) -> None:
        """A press on the notification itself, or on one of its buttons; it goes away with that, as on a desktop."""
        key = "default" if button is None else shown.buttons[button]

        async def pressed() -> None:
            self._area.ActionInvoked(shown.number, key)
            self._area.end(shown.number, BY_THE_PERSON)

        self._loop.do(pressed())

    def dismiss(self, shown: Shown) -> None:
        """It is swiped away."""

        async def swiped() -> None:
            self._area.end(shown.number, BY_THE_PERSON)

        self._loop.do(swiped())

    def _remember(self, message: Message) -> None:
        if message.member == "Notify" and message.sender:
            self._browsers.add(message.sender)

    async def _answered(self) -> None:
        """Messages to a browser keep their order: who answers a ping has read the number. For one that is gone the bus
        answers."""
        for name in tuple(self._browsers):
            await self._bus.call(Message(name, "/", "org.freedesktop.DBus.Peer", "Ping"))


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """A desktop on a bus of its own, as long as the block lasts."""
    area = Area()

    async def put(address: str) -> MessageBus:
        bus = await MessageBus(bus_address=address).connect()
        bus.export(PATH, area)
        await bus.request_name(NAME)
        return bus

    async def leave(bus: MessageBus) -> None:
        bus.disconnect()
        await bus.wait_for_disconnect()

    with private_bus(folder) as address, Loop() as loop:
        bus = loop.do(put(address))
        yield Desktop(loop, bus, area, address)
        loop.do(leave(bus))
