"""Repeating nudges: what they are about, when they are due, and how they reach a phone."""

from server.reminders.offers import Offer, answered, end_offer, offer
from server.reminders.schedule import spread
from server.reminders.wire import About, AfterSessions, OnDays

__all__ = ["About", "AfterSessions", "Offer", "OnDays", "answered", "end_offer", "offer", "spread"]
