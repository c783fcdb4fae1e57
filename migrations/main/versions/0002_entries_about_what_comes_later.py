"""entries about what comes later are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index of the few entries whose subject is not there yet."""
    op.create_index(
        "ix_entry_unresolved",
        "entry",
        ["practice_id", "client_id", "subject_id"],
        sqlite_where=sa.text("unresolved"),
        postgresql_where=sa.text("unresolved"),
    )


def downgrade() -> None:
    """Without the index."""
    op.drop_index("ix_entry_unresolved", table_name="entry")
