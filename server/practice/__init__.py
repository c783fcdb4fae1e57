"""The practice: its name, its way of counting days, its texts with their versions, its help lines."""

from server.practice.defaults import Line, Words
from server.practice.service import (
    agreed,
    create_practice,
    only_practice,
    practice_of,
    put_help_lines,
    put_reading,
    put_text,
    reading_of,
    texts,
    today,
    whose,
)

__all__ = [
    "Line",
    "Words",
    "agreed",
    "create_practice",
    "only_practice",
    "practice_of",
    "put_help_lines",
    "put_reading",
    "put_text",
    "reading_of",
    "texts",
    "today",
    "whose",
]
