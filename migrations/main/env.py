"""Alembic's entry for the main database."""

from migrations.environment import run
from server.tables import METADATA

run(METADATA)
