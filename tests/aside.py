"""What runs aside while a test runs in the main thread: an event loop, and what it hears."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Condition, Thread
from typing import Any, Generic, Self, TypeVar

PATIENCE_S = 30.0

Thing = TypeVar("Thing")


class Loop:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    def do(self, work: Coroutine[Any, Any, Thing]) -> Thing:
        """Runs ``work`` there and waits for what it answers, or raises."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)


class Heard(Generic[Thing]):
    """What came in, in order: other threads add to it, a test waits for it."""

    def __init__(self) -> None:
        self._things: list[Thing] = []
        self._changed = Condition()

    def add(self, thing: Thing) -> None:
        """It came in now."""
        with self._changed:
            self._things.append(thing)
            self._changed.notify_all()

    def all(self) -> list[Thing]:
        """Everything so far."""
        with self._changed:
            return list(self._things)

    def first(self, fits: Callable[[Thing], bool]) -> Thing:
        """The first that fits, waited for. Raises ``AssertionError`` with all that came in when none does."""
        with self._changed:
            if not self._changed.wait_for(lambda: any(map(fits, self._things)), PATIENCE_S):
                raise AssertionError(f"nothing that fits among {self._things}")
            return next(filter(fits, self._things))

    def nth(self, number: int) -> Thing:
        """The one with this number in the order, from 1, waited for. Raises ``AssertionError`` as ``first`` does."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._things) >= number, PATIENCE_S):
                raise AssertionError(f"fewer than {number}: {self._things}")
            return self._things[number - 1]
