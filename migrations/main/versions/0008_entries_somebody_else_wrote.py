"""entries of which their author says that somebody else wrote them are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index of the few entries that say so."""
    op.create_index(
        "ix_entry_not_mine",
        "entry",
        ["practice_id", "client_id", "subject_id"],
        sqlite_where=sa.text("kind = 'not_mine'"),
        postgresql_where=sa.text("kind = 'not_mine'"),
    )


def downgrade() -> None:
    """Without the index."""
    op.drop_index("ix_entry_not_mine", table_name="entry")
