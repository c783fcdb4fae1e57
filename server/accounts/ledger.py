"""The second log target: what a restored backup must be told again, one JSON object a line.

Erasures, consents taken back, phones signed out or lost. Only ids and moments, and nothing is ever taken out.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from server.errors import Problem


def append(path: Path, line: Mapping[str, str]) -> None:
    """Adds one line and waits until it is on the disk. Raises ``Problem`` 503 when it cannot.

    One ``write`` to a file opened for appending: lines of several workers never mix.
    """
    data = (json.dumps(line, sort_keys=True) + "\n").encode()
    try:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, data)
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        raise Problem(503, "busy", "The server could not note this down. Nothing was changed: try again.", 5) from error


def lines(path: Path) -> Iterator[dict[str, str]]:
    """All lines, the oldest first. One that was cut off, as when the power went, is passed over."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as file:
        for text in file:
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict):
                yield line
