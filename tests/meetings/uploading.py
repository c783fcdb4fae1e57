"""A therapist with a calendar file in hand."""

import re
import uuid
from html import unescape
from io import BytesIO

from werkzeug.test import TestResponse

from tests.homework.desk import Desk


def upload(desk: Desk, client: uuid.UUID, file: bytes) -> TestResponse:
    """Chooses the file on the client's page of sessions."""
    return desk.post(f"/clients/{client}/sessions/file", {"file-file": (BytesIO(file), "calendar.ics")})


def ticks(page: str) -> dict[str, str]:
    """What each box on the page carries, by the words beside it, on one line."""
    boxes = re.findall(r'<label class="(?:chip|opt)"><input[^>]* value="([^"]*)">(.*?)</label>', page, re.DOTALL)
    return {" ".join(unescape(re.sub(r"<[^>]+>", "", words)).split()): value for value, words in boxes}


def take(desk: Desk, client: uuid.UUID, *values: str) -> TestResponse:
    """Ticks these and sends them."""
    return desk.post(f"/clients/{client}/sessions/file/take", {"take": list(values)})
