"""codes given in session, and clients who asked to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was given a code yet, and nobody has asked."""
    op.create_table(
        "given_code",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["client.practice_id", "client.id"],
            name="fk_given_code_practice_id_client_id",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "account_id"],
            ["account.practice_id", "account.id"],
            name="fk_given_code_practice_id_account_id",
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_given_code"),
    )
    op.create_index("ix_given_code_practice_id_client_id", "given_code", ["practice_id", "client_id"])
    op.create_table(
        "wipe_order",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("previous_token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_wipe_order"),
    )
    op.create_index("ix_wipe_order_token_hash", "wipe_order", ["token_hash"])
    op.create_index("ix_wipe_order_previous_token_hash", "wipe_order", ["previous_token_hash"])
    op.add_column("client", sa.Column("erase_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("client", sa.Column("erase_begun_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Whoever asked has to ask again; phones of erased clients are signed out instead of wiped."""
    with op.batch_alter_table("client") as client:
        client.drop_column("erase_begun_at")
        client.drop_column("erase_asked_at")
    op.drop_table("wipe_order")
    op.drop_table("given_code")
