"""Reminders and how they reach a phone."""
