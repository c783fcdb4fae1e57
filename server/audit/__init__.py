"""The access log: who opened, changed or took out what, in a chain that shows when it was touched."""

from server.audit.service import Act, Actor, By, record, record_all, sentences_of, start, verify

__all__ = ["Act", "Actor", "By", "record", "record_all", "sentences_of", "start", "verify"]
