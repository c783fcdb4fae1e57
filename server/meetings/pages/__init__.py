"""The therapist's pages of this room: one client's sessions, and those found in a calendar file."""

from server.meetings.pages import calendar_file, sessions
from server.meetings.pages.blueprint import desk

__all__ = ["calendar_file", "desk", "sessions"]
