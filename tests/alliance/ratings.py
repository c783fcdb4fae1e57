"""Ratings as a phone makes them."""

from typing import Any


def body(**more: Any) -> dict[str, Any]:
    """A rated session's body."""
    return {
        "outcome": "rated",
        "safety": 8,
        "respect": 9,
        "felt_off": False,
        "pillars": None,
        "words": None,
        "session_started_at": None,
        "session_ended_at": None,
        "wording": "1",
        **more,
    }
