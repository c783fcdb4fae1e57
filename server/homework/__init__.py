"""Homework: what both agreed to do, when it is due, and what the client says became of it."""
