"""Entries and what was agreed: the tables both streams share, and the contract between rooms."""
