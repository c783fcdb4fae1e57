"""Repeating nudges: what they are about, when they are due, and how they reach a phone."""

from server.reminders.offers import Offer, end_offer, offer
from server.reminders.schedule import spread
from server.reminders.wire import AfterSessions, OnDays

__all__ = ["AfterSessions", "Offer", "OnDays", "end_offer", "offer", "spread"]
