"""Sealing at rest and the key store: what is erased here is unreadable everywhere."""

from server.vault.keystore import Keystore, Owner
from server.vault.seal import CannotOpen, Ring

__all__ = ["CannotOpen", "Keystore", "Owner", "Ring"]
