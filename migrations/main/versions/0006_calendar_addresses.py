"""secret addresses that give somebody's reminders as a calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has one before they ask for it."""
    op.create_table(
        "calendar_feed",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "owner_id"],
            ["reminder_hours.practice_id", "reminder_hours.owner_id"],
            name="fk_calendar_feed_practice_id_owner_id",
        ),
        sa.PrimaryKeyConstraint("practice_id", "owner_id", name="pk_calendar_feed"),
    )
    op.create_index("ix_calendar_feed_token_hash", "calendar_feed", ["token_hash"], unique=True)


def downgrade() -> None:
    """All of them end."""
    op.drop_table("calendar_feed")
