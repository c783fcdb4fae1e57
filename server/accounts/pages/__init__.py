"""The therapist's pages of this room: getting in, clients and their phones."""

from server.accounts.pages import codes, covering, getting_in, phones
from server.accounts.pages.blueprint import desk

__all__ = ["codes", "covering", "desk", "getting_in", "phones"]
