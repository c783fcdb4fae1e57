"""a therapist's own marks of homework."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has marked anything yet."""
    op.create_table(
        "homework_mark",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "account_id"],
            ["account.practice_id", "account.id"],
            name="fk_homework_mark_practice_id_account_id",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["client.practice_id", "client.id"],
            name="fk_homework_mark_practice_id_client_id",
        ),
        sa.PrimaryKeyConstraint("practice_id", "client_id", "id", name="pk_homework_mark"),
        sa.UniqueConstraint(
            "practice_id",
            "client_id",
            "item",
            "account_id",
            "first_on",
            name="uq_homework_mark_practice_id_client_id_item_account_id_first_on",
        ),
    )


def downgrade() -> None:
    """They go, with nothing to keep them in."""
    op.drop_table("homework_mark")
