"""Whose turn is next: many to many hosts, and never more than so many to one, however slow it is."""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")
# How many may stand aside for busy hosts before no more are looked at.
ASIDE = 1000


class Lanes(Generic[Item]):
    """Hands out ``items`` in their order, except that those for a busy host stand aside while others pass."""

    def __init__(self, items: Iterable[Item], lane_of: Callable[[Item], Hashable], wide: int) -> None:
        self._items = iter(items)
        self._lane_of = lane_of
        self._wide = wide
        self._aside: dict[Hashable, deque[Item]] = {}
        self._under_way: Counter[Hashable] = Counter()

    def take(self) -> Item | None:
        """The next item that may go now; None when there is none, until one is ``done`` or for good."""
        for lane, waiting in self._aside.items():
            if self._under_way[lane] < self._wide:
                item = waiting.popleft()
                if not waiting:
                    del self._aside[lane]
                return self._go(lane, item)
        if sum(map(len, self._aside.values())) >= ASIDE:
            return None
        for item in self._items:
            lane = self._lane_of(item)
            if self._under_way[lane] < self._wide:
                return self._go(lane, item)
            self._aside.setdefault(lane, deque()).append(item)
            if len(self._aside[lane]) >= ASIDE:
                return None
        return None

    def done(self, item: Item) -> None:
        """It has come back: its lane has room again."""
        self._under_way[self._lane_of(item)] -= 1

    def _go(self, lane: Hashable, item: Item) -> Item:
        self._under_way[lane] += 1
        return item
