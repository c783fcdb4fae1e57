"""A process that kills itself at a chosen step of the act, as a power cut does; and a broken order of the steps."""

import os
import signal
from collections.abc import Callable
from datetime import datetime
from typing import Any

from server import audit
from server.config import Config
from server.erase import act
from server.vault import Keystore
from server.web import House
from server.web.house import open_house

Point = tuple[object, str]
STEPS: dict[str, tuple[Point, bool]] = {
    "begun, not committed": ((audit, "record"), True),
    "begun": ((act, "finish"), False),
    "told": ((Keystore, "erase"), False),
    "key gone": ((Keystore, "erase"), True),
    "rows gone, not committed": ((act, "destroy"), True),
    "all done": ((act, "finish"), True),
}
"""Where it dies: before what is named, or after it."""


def die(*_args: object, **_more: object) -> None:
    """At once, and nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def rows_first(house: House, whose: act.Whose, now: datetime) -> bool:
    """The broken one: it deletes and commits before the key is destroyed."""
    with house.main.write() as db:
        act.destroy(db, *whose)
    house.keystore.erase(*whose, "client", now)
    return True


def erase_and_die(config: Config, step: str, now: datetime, broken: bool) -> None:
    """Erases whoever is due, and dies at ``step``."""
    (where, name), after = STEPS[step]
    if broken:
        act.finish = rows_first
    kept: Callable[..., Any] = getattr(where, name)

    def then_die(*args: Any, **more: Any) -> Any:
        if after:
            kept(*args, **more)
        die()

    setattr(where, name, then_die)
    act.erase_due(open_house(config), now)
