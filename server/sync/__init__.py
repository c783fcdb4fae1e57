"""Sync: one round trip that takes what waits on a phone and brings what is new."""
