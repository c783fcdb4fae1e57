"""The practice: its name, its way of counting days, its texts with their versions, its help lines."""

from server.practice.defaults import Line, Words
from server.practice.room import Room, room_of, room_to_read
from server.practice.service import (
    KEYS,
    agreed,
    create_practice,
    help_lines,
    only_practice,
    practice_of,
    put_help_lines,
    put_reading,
    put_text,
    reading_of,
    texts,
    today,
    versions,
    whose,
)

__all__ = [
    "KEYS",
    "Line",
    "Room",
    "Words",
    "agreed",
    "create_practice",
    "help_lines",
    "only_practice",
    "practice_of",
    "put_help_lines",
    "put_reading",
    "put_text",
    "reading_of",
    "room_of",
    "room_to_read",
    "texts",
    "today",
    "versions",
    "whose",
]
