"""Alembic's entry for the key store."""

from migrations.environment import run
from server.vault.models import KeysBase

run(KeysBase.metadata)
