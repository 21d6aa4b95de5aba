"""The register's history: actions, past values, transfers, tags, guardians, consents."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# SQLite adds a column with its foreign key only in one statement.
REFERENCE = (
    "ALTER TABLE {table} ADD COLUMN {column} INTEGER"
    " CONSTRAINT fk_{table}_{column} REFERENCES {to} (id)"
)


def upgrade() -> None:
    op.create_table(
        "register_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("paper", sa.String(length=100), server_default="", nullable=False),
        sa.Column("doubts", sa.Text(), server_default="", nullable=False),
        sa.Column("images", sa.Text(), server_default="[]", nullable=False),
        sa.Column("undo_of", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["undo_of"], ["register_action.id"], name=op.f("fk_register_action_undo_of")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["register_action.id"], name=op.f("fk_register_action_undone_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_action")),
        sa.UniqueConstraint("request_key", name=op.f("uq_register_action_request_key")),
        sa.UniqueConstraint("undo_of", name=op.f("uq_register_action_undo_of")),
    )
    op.create_index(
        "ix_register_action_happened_on", "register_action", ["happened_on", "kind"], unique=False
    )
    op.create_table(
        "saved_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("definition", sa.String(length=4000), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_list")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_list_name")),
    )
    op.create_table(
        "tag_kind",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("visible_to", sa.String(length=16), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_tag_kind")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_kind_name")),
    )
    op.create_table(
        "transfer_category",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("permit", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("materials", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=200), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_transfer_category")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("text_version", sa.String(length=20), nullable=False),
        sa.Column("signed_by", sa.String(length=100), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"], unique=False)
    op.create_table(
        "guardian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["guardian_id"], ["person.id"], name=op.f("fk_guardian_guardian_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_guardian_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian")),
    )
    op.create_index(op.f("ix_guardian_guardian_id"), "guardian", ["guardian_id"], unique=False)
    op.create_index(op.f("ix_guardian_person_id"), "guardian", ["person_id"], unique=False)
    op.create_table(
        "not_same",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("person_version", sa.Integer(), nullable=False),
        sa.Column("other_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_not_same_other_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_not_same_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_same")),
        sa.UniqueConstraint("person_id", "other_id", name=op.f("uq_not_same_person_id")),
    )
    op.create_index(op.f("ix_not_same_other_id"), "not_same", ["other_id"], unique=False)
    op.create_table(
        "past_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_past_value_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_value")),
    )
    op.create_index(op.f("ix_past_value_person_id"), "past_value", ["person_id"], unique=False)
    op.create_table(
        "person_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_person_tag_batch_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_tag_person_id")),
        sa.ForeignKeyConstraint(["tag"], ["tag_kind.code"], name=op.f("fk_person_tag_tag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_tag")),
    )
    op.create_index(op.f("ix_person_tag_person_id"), "person_tag", ["person_id"], unique=False)
    op.create_index("ix_person_tag_tag", "person_tag", ["tag", "person_id"], unique=False)
    op.create_table(
        "privacy_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asker", sa.String(length=10), server_default="self", nullable=False),
        sa.Column("asked_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("paper", sa.String(length=100), server_default="", nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_privacy_request_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_request")),
        sa.UniqueConstraint("request_key", name=op.f("uq_privacy_request_request_key")),
    )
    op.create_index(
        op.f("ix_privacy_request_person_id"), "privacy_request", ["person_id"], unique=False
    )
    op.create_table(
        "person_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(length=10), nullable=False),
        sa.Column("dwelling_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_person_place_dwelling_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_place_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_place")),
    )
    op.create_index(
        op.f("ix_person_place_dwelling_id"), "person_place", ["dwelling_id"], unique=False
    )
    op.create_index(op.f("ix_person_place_person_id"), "person_place", ["person_id"], unique=False)
    op.create_table(
        "hukou_transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(length=100), server_default="", nullable=False),
        sa.Column("from_household_id", sa.Integer(), nullable=True),
        sa.Column("to_household_id", sa.Integer(), nullable=True),
        sa.Column("dwelling_id", sa.Integer(), nullable=True),
        sa.Column("from_place", sa.String(length=200), server_default="", nullable=False),
        sa.Column("to_place", sa.String(length=200), server_default="", nullable=False),
        sa.Column("plan", sa.Text(), server_default="{}", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("green_channel", sa.Boolean(), nullable=False),
        sa.Column("one_stop", sa.Boolean(), nullable=False),
        sa.Column("permit_number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("permit_issued_on", sa.Date(), nullable=True),
        sa.Column("certificate_number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("certificate_issued_on", sa.Date(), nullable=True),
        sa.Column("handover_number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["register_action.id"], name=op.f("fk_hukou_transfer_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["person.id"], name=op.f("fk_hukou_transfer_applicant_id")
        ),
        sa.ForeignKeyConstraint(
            ["category"], ["transfer_category.code"], name=op.f("fk_hukou_transfer_category")
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_hukou_transfer_dwelling_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_household_id"],
            ["household.id"],
            name=op.f("fk_hukou_transfer_from_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["hukou_transfer.id"], name=op.f("fk_hukou_transfer_reverses_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_household_id"], ["household.id"], name=op.f("fk_hukou_transfer_to_household_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hukou_transfer")),
        sa.UniqueConstraint("number", name=op.f("uq_hukou_transfer_number")),
        sa.UniqueConstraint("request_key", name=op.f("uq_hukou_transfer_request_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_hukou_transfer_reverses_id")),
    )
    op.create_index(
        op.f("ix_hukou_transfer_applicant_id"), "hukou_transfer", ["applicant_id"], unique=False
    )
    op.create_index(op.f("ix_hukou_transfer_state"), "hukou_transfer", ["state"], unique=False)
    op.create_table(
        "past_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("dwelling_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_past_address_dwelling_id")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_past_address_household_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_address")),
    )
    op.create_index(
        op.f("ix_past_address_household_id"), "past_address", ["household_id"], unique=False
    )
    op.create_table(
        "transfer_material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("issuer", sa.String(length=100), server_default="", nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["hukou_transfer.id"], name=op.f("fk_transfer_material_transfer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_material")),
        sa.UniqueConstraint("transfer_id", "place", name=op.f("uq_transfer_material_transfer_id")),
    )
    op.create_table(
        "transfer_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=2), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_transfer_person_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["hukou_transfer.id"], name=op.f("fk_transfer_person_transfer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_person")),
        sa.UniqueConstraint(
            "transfer_id", "person_id", name=op.f("uq_transfer_person_transfer_id")
        ),
    )
    op.create_index(
        op.f("ix_transfer_person_person_id"), "transfer_person", ["person_id"], unique=False
    )
    op.create_table(
        "transfer_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["hukou_transfer.id"], name=op.f("fk_transfer_step_transfer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_step")),
    )
    op.create_index(
        op.f("ix_transfer_step_transfer_id"), "transfer_step", ["transfer_id"], unique=False
    )
    op.add_column(
        "person", sa.Column("occupation", sa.String(length=60), server_default="", nullable=False)
    )
    op.add_column(
        "person",
        sa.Column("military_service", sa.String(length=20), server_default="", nullable=False),
    )
    op.add_column(
        "person", sa.Column("birth_place", sa.String(length=100), server_default="", nullable=False)
    )
    op.add_column(
        "person",
        sa.Column("native_place", sa.String(length=100), server_default="", nullable=False),
    )
    op.add_column(
        "person",
        sa.Column("other_address", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column(
        "person",
        sa.Column("came_to_city", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column(
        "person", sa.Column("came_here", sa.String(length=200), server_default="", nullable=False)
    )
    op.add_column(
        "person",
        sa.Column("status", sa.String(length=10), server_default="present", nullable=False),
    )
    op.add_column("person", sa.Column("died_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("name_sort", sa.String(length=1000), nullable=True))
    op.create_index(op.f("ix_person_name_sort"), "person", ["name_sort"], unique=False)
    op.create_table(
        "transfer_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_draft")),
        sa.UniqueConstraint("clerk_name", name=op.f("uq_transfer_draft_clerk_name")),
    )
    op.execute(REFERENCE.format(table="person", column="merged_into", to="person"))
    op.execute(REFERENCE.format(table="person_event", column="action_id", to="register_action"))
    op.execute(REFERENCE.format(table="person_event", column="from_household_id", to="household"))
    op.execute(REFERENCE.format(table="person_event", column="to_household_id", to="household"))
    op.create_index(op.f("ix_person_event_action_id"), "person_event", ["action_id"], unique=False)
    for side in ("from", "to"):
        op.create_index(
            f"ix_person_event_{side}_household",
            "person_event",
            [f"{side}_household_id"],
            unique=False,
            sqlite_where=sa.text(f"{side}_household_id IS NOT NULL"),
        )
