"""repeating nudges, what became of each, and where they are sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is reminded of anything before they ask for it."""
    op.create_table(
        "reminder_hours",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("quiet_from", sa.String(length=5), nullable=False),
        sa.Column("quiet_to", sa.String(length=5), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("most_a_day", sa.Integer(), nullable=False),
        sa.Column("follow_up_minutes", sa.Integer(), nullable=True),
        sa.Column("turned_on_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_seen", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.practice_id"], name="fk_reminder_hours_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "owner_id", name="pk_reminder_hours"),
    )
    op.create_index("ix_reminder_hours_next_at", "reminder_hours", ["next_at"], unique=False)
    op.create_table(
        "push_subscription",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.LargeBinary(length=32), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("vapid", sa.String(length=100), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "owner_id"],
            ["reminder_hours.practice_id", "reminder_hours.owner_id"],
            name="fk_push_subscription_practice_id_owner_id",
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name="pk_push_subscription"),
    )
    op.create_index("ix_push_subscription_place", "push_subscription", ["place"], unique=True)
    op.create_index(
        "ix_push_subscription_practice_id_owner_id", "push_subscription", ["practice_id", "owner_id"], unique=False
    )
    op.create_table(
        "reminder",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.String(length=40), nullable=True),
        sa.Column("offered", sa.JSON(), nullable=False),
        sa.Column("offered_on", sa.Boolean(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("one_tap", sa.Boolean(), nullable=False),
        sa.Column("stays", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=True),
        sa.Column("chosen_on", sa.Boolean(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "owner_id"],
            ["reminder_hours.practice_id", "reminder_hours.owner_id"],
            name="fk_reminder_practice_id_owner_id",
        ),
        sa.PrimaryKeyConstraint("practice_id", "owner_id", "id", name="pk_reminder"),
    )
    op.create_index(
        "ix_reminder_practice_id_owner_id_about_subject_id",
        "reminder",
        ["practice_id", "owner_id", "about", "subject_id"],
        unique=False,
    )
    op.create_table(
        "reminder_occurrence",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reminder_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("later_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "owner_id"],
            ["reminder_hours.practice_id", "reminder_hours.owner_id"],
            name="fk_reminder_occurrence_practice_id_owner_id",
        ),
        sa.PrimaryKeyConstraint("practice_id", "owner_id", "id", name="pk_reminder_occurrence"),
    )
    op.create_index(
        "ix_reminder_occurrence_practice_id_owner_id_due_at",
        "reminder_occurrence",
        ["practice_id", "owner_id", "due_at"],
        unique=False,
    )
    op.create_index(
        "ix_reminder_occurrence_running",
        "reminder_occurrence",
        ["practice_id", "owner_id"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "delivery",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occurrence_id", sa.Uuid(), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("nth", sa.String(length=10), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "owner_id", "occurrence_id"],
            ["reminder_occurrence.practice_id", "reminder_occurrence.owner_id", "reminder_occurrence.id"],
            name="fk_delivery_practice_id_owner_id_occurrence_id",
        ),
        sa.PrimaryKeyConstraint("practice_id", "owner_id", "id", name="pk_delivery"),
    )
    op.create_index(
        "ix_delivery_practice_id_owner_id_occurrence_id",
        "delivery",
        ["practice_id", "owner_id", "occurrence_id"],
        unique=False,
    )
    op.create_table(
        "reminder_worker",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_reminder_worker"),
    )


def downgrade() -> None:
    """Nobody is reminded any more."""
    for table in (
        "reminder_worker",
        "delivery",
        "reminder_occurrence",
        "reminder",
        "push_subscription",
        "reminder_hours",
    ):
        op.drop_table(table)
