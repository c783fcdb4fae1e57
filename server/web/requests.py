"""Requests of the phone app: where they may come from and what they may hold."""

from io import BytesIO
from typing import IO, Any, TypeVar

from flask import Request, request
from pydantic import BaseModel, ValidationError

from server.errors import Problem

Model = TypeVar("Model", bound=BaseModel)
HEADER = "X-Throughline"


class WithoutFiles(Request):
    """A request whose uploads stay in memory: what they hold is to leave no trace on the server's disk."""

    def _get_file_stream(self, *_about: Any, **_more: Any) -> IO[bytes]:
        return BytesIO()


def one_of_ours(origin: str) -> None:
    """Refuses what no page of ours sends: wrong origin, no header of ours, a form. Raises ``Problem`` 403.

    Nothing here expires, so a phone that was offline for months is not turned away.
    """
    site = request.headers.get("Sec-Fetch-Site")
    sent_from = request.headers.get("Origin")
    same = site in (None, "same-origin") and sent_from in (None, origin) and not (site is None and sent_from is None)
    if not same or request.headers.get(HEADER) != "1" or request.mimetype != "application/json":
        raise Problem(403, "not_ours", "This request did not come from the app. Open the app and try again.")


def only_text() -> None:
    """Refuses a form with a character that no keyboard types and PostgreSQL cannot keep. Raises ``Problem`` 400."""
    if any("\0" in text for _name, texts in request.form.lists() for text in texts):
        raise Problem(400, "malformed", "The server could not read this form. Open the page again and type it anew.")


def json_body(model: type[Model], most_bytes: int) -> Model:
    """The request's body as ``model``. Raises ``Problem``: 413 when it is too large, 400 when it is not readable."""
    if (request.content_length or 0) > most_bytes:
        raise Problem(413, "too_large", "That is too much at once. The app sends it in smaller pieces.")
    raw = request.get_data(cache=False)
    if len(raw) > most_bytes:
        raise Problem(413, "too_large", "That is too much at once. The app sends it in smaller pieces.")
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        newer = any(fault["type"] == "extra_forbidden" for fault in error.errors())
        raise Problem(
            400,
            "newer" if newer else "malformed",
            "The app and the server do not understand each other. What you wrote is kept; the app tries again later.",
        ) from error
