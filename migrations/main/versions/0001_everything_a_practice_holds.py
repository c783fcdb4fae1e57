"""everything a practice holds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """everything a practice holds."""
    op.create_table(
        "access_head",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("practice_id", "client_id", name=op.f("pk_access_head")),
    )
    op.create_table(
        "account",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sign_in_name", sa.String(length=80), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger(), nullable=True),
        sa.Column("is_therapist", sa.Boolean(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_account")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_account_sign_in_name")),
    )
    op.create_table(
        "limit_used",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("full_at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_limit_used")),
    )
    with op.batch_alter_table("limit_used", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_limit_used_full_at_ms"), ["full_at_ms"], unique=False)

    op.create_table(
        "practice",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("first_weekday", sa.Integer(), nullable=False),
        sa.Column("day_ends_at", sa.String(length=5), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_practice")),
    )
    op.create_table(
        "stream",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("restored_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("practice_id", "client_id", name=op.f("pk_stream")),
    )
    op.create_table(
        "access_log",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["access_head.practice_id", "access_head.client_id"],
            name=op.f("fk_access_log_practice_id_client_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "client_id", "n", name=op.f("pk_access_log")),
    )
    op.create_table(
        "agreed_item",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["stream.practice_id", "stream.client_id"],
            name=op.f("fk_agreed_item_practice_id_client_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "client_id", "id", "revision", name=op.f("pk_agreed_item")),
    )
    with op.batch_alter_table("agreed_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreed_item_practice_id_client_id_kind_is_current"),
            ["practice_id", "client_id", "kind", "is_current"],
            unique=False,
        )

    op.create_table(
        "client",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("therapist_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent_version", sa.String(length=40), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent_withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "therapist_id"],
            ["account.practice_id", "account.id"],
            name=op.f("fk_client_practice_id_therapist_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_client")),
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_client_practice_id_therapist_id"), ["practice_id", "therapist_id"], unique=False
        )

    op.create_table(
        "entry",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("unresolved", sa.Boolean(), nullable=False),
        sa.Column("share", sa.String(length=20), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["stream.practice_id", "stream.client_id"],
            name=op.f("fk_entry_practice_id_client_id"),
        ),
        sa.PrimaryKeyConstraint(
            "practice_id", "client_id", "id", "revision", "device_id", "fingerprint", name=op.f("pk_entry")
        ),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entry_practice_id_client_id_local_date"),
            ["practice_id", "client_id", "local_date"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_entry_practice_id_client_id_seq"), ["practice_id", "client_id", "seq"], unique=True
        )

    op.create_table(
        "help_line",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("hours", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.practice_id"], name=op.f("fk_help_line_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "place", name=op.f("pk_help_line")),
    )
    op.create_table(
        "login",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pending_totp", sa.LargeBinary(), nullable=True),
        sa.Column("pending_password", sa.String(length=200), nullable=True),
        sa.Column("pending_way_in", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "account_id"],
            ["account.practice_id", "account.id"],
            name=op.f("fk_login_practice_id_account_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_login")),
    )
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_login_practice_id_account_id"), ["practice_id", "account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_login_token_hash"), ["token_hash"], unique=False)

    op.create_table(
        "one_time",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "account_id"],
            ["account.practice_id", "account.id"],
            name=op.f("fk_one_time_practice_id_account_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_one_time")),
    )
    with op.batch_alter_table("one_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_token_hash"), ["token_hash"], unique=False)

    op.create_table(
        "practice_text",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.practice_id"], name=op.f("fk_practice_text_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "key", "version", name=op.f("pk_practice_text")),
    )
    op.create_table(
        "reading_time",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "account_id"],
            ["account.practice_id", "account.id"],
            name=op.f("fk_reading_time_practice_id_account_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "account_id", name=op.f("pk_reading_time")),
    )
    op.create_table(
        "receipt",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("talked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["stream.practice_id", "stream.client_id"],
            name=op.f("fk_receipt_practice_id_client_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "client_id", "entry_id", "account_id", name=op.f("pk_receipt")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "account_id"],
            ["account.practice_id", "account.id"],
            name=op.f("fk_recovery_code_practice_id_account_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_recovery_code")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recovery_code_practice_id_account_id"), ["practice_id", "account_id"], unique=False
        )

    op.create_table(
        "device",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("check_digits", sa.String(length=3), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("previous_token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("token_issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("therapist_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wipe_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["client.practice_id", "client.id"],
            name=op.f("fk_device_practice_id_client_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_device")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_practice_id_client_id"), ["practice_id", "client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_previous_token_hash"), ["previous_token_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_token_hash"), ["token_hash"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_place", sa.String(length=3), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["client.practice_id", "client.id"],
            name=op.f("fk_invitation_practice_id_client_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_code_place"), ["code_place"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_invitation_practice_id_client_id"), ["practice_id", "client_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_invitation_token_hash"), ["token_hash"], unique=False)

    op.create_table(
        "meeting_series",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["client.practice_id", "client.id"],
            name=op.f("fk_meeting_series_practice_id_client_id"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "created_by"],
            ["account.practice_id", "account.id"],
            name=op.f("fk_meeting_series_practice_id_created_by"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "client_id", "id", name=op.f("pk_meeting_series")),
    )
    op.create_table(
        "meeting_change",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=True),
        sa.Column("moved_at", sa.String(length=5), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "changed_by"],
            ["account.practice_id", "account.id"],
            name=op.f("fk_meeting_change_practice_id_changed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id", "series_id"],
            ["meeting_series.practice_id", "meeting_series.client_id", "meeting_series.id"],
            name=op.f("fk_meeting_change_practice_id_client_id_series_id"),
        ),
        sa.PrimaryKeyConstraint("practice_id", "client_id", "series_id", "on_day", name=op.f("pk_meeting_change")),
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table("meeting_change")
    op.drop_table("meeting_series")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_token_hash"))
        batch_op.drop_index(batch_op.f("ix_invitation_practice_id_client_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_code_place"))

    op.drop_table("invitation")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_token_hash"))
        batch_op.drop_index(batch_op.f("ix_device_previous_token_hash"))
        batch_op.drop_index(batch_op.f("ix_device_practice_id_client_id"))

    op.drop_table("device")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_practice_id_account_id"))

    op.drop_table("recovery_code")
    op.drop_table("receipt")
    op.drop_table("reading_time")
    op.drop_table("practice_text")
    with op.batch_alter_table("one_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_token_hash"))

    op.drop_table("one_time")
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_token_hash"))
        batch_op.drop_index(batch_op.f("ix_login_practice_id_account_id"))

    op.drop_table("login")
    op.drop_table("help_line")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_practice_id_client_id_seq"))
        batch_op.drop_index(batch_op.f("ix_entry_practice_id_client_id_local_date"))

    op.drop_table("entry")
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_practice_id_therapist_id"))

    op.drop_table("client")
    with op.batch_alter_table("agreed_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreed_item_practice_id_client_id_kind_is_current"))

    op.drop_table("agreed_item")
    op.drop_table("access_log")
    op.drop_table("stream")
    op.drop_table("practice")
    with op.batch_alter_table("limit_used", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_limit_used_full_at_ms"))

    op.drop_table("limit_used")
    op.drop_table("account")
    op.drop_table("access_head")
