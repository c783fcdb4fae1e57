"""Repeating nudges: what they are about, when they are due, and how they reach a phone."""
