"""Bodies as the phone makes them: everything that may stay unanswered is null."""

from typing import Any

Body = dict[str, Any]


def expectation(words: str = "I have taken the bus twice", by: str = "2026-12-12", **more: Any) -> Body:
    """What Ana expects."""
    unsaid = ("much_less", "less", "more", "much_more", "likelihood", "in_the_way", "offered")
    return {"words": words, "by": by, "start": -1, **dict.fromkeys(unsaid), **more}


def look(looks: str = "about_right", then: str = "keep", **more: Any) -> Body:
    """How it looks to her today."""
    return {"looks": looks, "then": then, **dict.fromkeys(("words", "by", "likelihood", "note")), **more}


def review(level: int | None = 0, **more: Any) -> Body:
    """What happened."""
    return {"level": level, "happened": None, "learned": None, **more}


def therapy(**more: Any) -> Body:
    """What she expects of therapy."""
    return {"change": None, "hope": None, "sessions": None, **more}


def prediction(fear: str = "I will have to leave within five minutes", **more: Any) -> Body:
    """What she fears of one situation."""
    unsaid = dict.fromkeys(("likelihood", "how_bad", "on"))
    return {"situation": "The shop at noon", "fear": fear, **unsaid, **more}


def outcome(happened: str = "no", **more: Any) -> Body:
    """What became of it."""
    return {"happened": happened, **dict.fromkeys(("how_bad", "what", "learned")), **more}
