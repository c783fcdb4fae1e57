"""who reads for a therapist that is away."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row for each therapist that named somebody."""
    op.create_table(
        "cover",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("covered_by", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "account_id"], ["account.practice_id", "account.id"], name="fk_cover_practice_id_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "covered_by"], ["account.practice_id", "account.id"], name="fk_cover_practice_id_covered_by"
        ),
        sa.PrimaryKeyConstraint("practice_id", "account_id", name="pk_cover"),
    )
    op.create_index("ix_cover_practice_id_covered_by", "cover", ["practice_id", "covered_by"])


def downgrade() -> None:
    """Without them nobody covers."""
    op.drop_table("cover")
