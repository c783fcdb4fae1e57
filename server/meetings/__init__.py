"""Therapy sessions ("meetings" in code, "sessions" on screen): when they are, and what became of them."""

from server.meetings.rules import Meeting, expand_all, how_many
from server.meetings.service import agreed, between, between_of, course, last_and_next, last_and_next_of, own, starts

__all__ = [
    "Meeting",
    "agreed",
    "between",
    "between_of",
    "course",
    "expand_all",
    "how_many",
    "last_and_next",
    "last_and_next_of",
    "own",
    "starts",
]
