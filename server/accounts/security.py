"""The security log: sign-ins, refusals, limits. One JSON object a line, no secrets, no content, nothing typed."""

import json
import logging
import sys
from datetime import datetime

log = logging.getLogger("throughline.security")


def note(event: str, now: datetime, **facts: object) -> None:
    """One line. Values are escaped by JSON (a newline becomes ``\\n``), so that none can forge a line."""
    known = {name: str(value) for name, value in facts.items() if value is not None}
    log.info(json.dumps({"at": now.isoformat(), "event": event, **known}, sort_keys=True, ensure_ascii=True))


def to_stdout() -> None:
    """Sends the security log to stdout, whatever the program does with its other logs. Once is enough."""
    if log.handlers:
        return
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
