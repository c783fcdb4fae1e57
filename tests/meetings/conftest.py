"""The standing cast."""

from tests.practice.people import people

__all__ = ["people"]
