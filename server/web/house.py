"""What every route may reach: configuration, the two databases, the keys."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from server.config import Config
from server.db import Database
from server.vault import Keystore

EXTENSION = "throughline"


@dataclass(frozen=True)
class House:
    """One running installation."""

    config: Config
    main: Database
    keystore: Keystore


def open_house(config: Config) -> House:
    """Opens both databases and asserts their promises. Raises ``Misconfigured``."""
    main, keys = Database(config.main_url), Database(config.keys_url)
    main.check()
    keys.check()
    return House(config, main, Keystore(keys, config.keks))


def house() -> House:
    """The house of the running app."""
    return cast(House, current_app.extensions[EXTENSION])
