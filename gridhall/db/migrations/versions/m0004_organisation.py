"""The organisation: tree, levels, seats and terms, party members, partner units, grids' past."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "organisation_level",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("seats", sa.String(length=400), server_default="", nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_organisation_level")),
    )
    op.create_table(
        "past_grid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entrance_id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entrance_id"], ["entrance.id"], name=op.f("fk_past_grid_entrance_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_past_grid_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_grid")),
    )
    op.create_index(op.f("ix_past_grid_entrance_id"), "past_grid", ["entrance_id"], unique=False)
    op.create_index(op.f("ix_past_grid_grid_id"), "past_grid", ["grid_id"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("short_name", sa.String(length=40), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("note", sa.String(length=400), server_default="", nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("dwelling_id", sa.Integer(), nullable=True),
        sa.Column("term_until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_organisation_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["building_id"], ["building.id"], name=op.f("fk_organisation_building_id")
        ),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_organisation_compound_id")
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_organisation_dwelling_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["organisation.id"], name=op.f("fk_organisation_merged_into")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index(
        op.f("ix_organisation_compound_id"), "organisation", ["compound_id"], unique=False
    )
    op.create_index(op.f("ix_organisation_parent_id"), "organisation", ["parent_id"], unique=False)
    op.create_table(
        "grid_holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_grid_holding_batch_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_grid_holding_grid_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_grid_holding_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid_holding")),
    )
    op.create_index(op.f("ix_grid_holding_grid_id"), "grid_holding", ["grid_id"], unique=False)
    op.create_index(
        op.f("ix_grid_holding_organisation_id"), "grid_holding", ["organisation_id"], unique=False
    )
    op.create_index(
        "uq_grid_holding_open",
        "grid_holding",
        ["grid_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "organisation_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("images", sa.Text(), server_default="[]", nullable=False),
        sa.Column("undo_of", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.CheckConstraint("undo_of IS NULL OR undone_by IS NULL", name="undone_once"),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_organisation_action_grid_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_action_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["organisation.id"], name=op.f("fk_organisation_action_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["undo_of"], ["organisation_action.id"], name=op.f("fk_organisation_action_undo_of")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["organisation_action.id"], name=op.f("fk_organisation_action_undone_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_action")),
        sa.UniqueConstraint("request_key", name=op.f("uq_organisation_action_request_key")),
        sa.UniqueConstraint("undo_of", name=op.f("uq_organisation_action_undo_of")),
    )
    op.create_index(
        op.f("ix_organisation_action_grid_id"), "organisation_action", ["grid_id"], unique=False
    )
    op.create_index(
        "ix_organisation_action_happened_on", "organisation_action", ["happened_on"], unique=False
    )
    op.create_index(
        op.f("ix_organisation_action_organisation_id"),
        "organisation_action",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_organisation_action_other_id"), "organisation_action", ["other_id"], unique=False
    )
    op.create_table(
        "partner_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("short_name", sa.String(length=40), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("contact", sa.String(length=60), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("resources", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.String(length=400), server_default="", nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_partner_unit_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_partner_unit_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_unit")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_partner_unit_credit_code")),
        sa.UniqueConstraint("name", name=op.f("uq_partner_unit_name")),
    )
    op.create_index(
        op.f("ix_partner_unit_organisation_id"), "partner_unit", ["organisation_id"], unique=False
    )
    op.create_table(
        "past_organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_past_organisation_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_organisation")),
    )
    op.create_index(
        op.f("ix_past_organisation_organisation_id"),
        "past_organisation",
        ["organisation_id"],
        unique=False,
    )
    op.create_index("ix_past_organisation_until", "past_organisation", ["until"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("entrance_id", sa.Integer(), nullable=True),
        sa.Column("lane", sa.String(length=40), server_default="", nullable=False),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(organisation_id IS NULL) <> (grid_id IS NULL)", name="one_owner"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_seat_batch_id")),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name=op.f("fk_seat_building_id")),
        sa.ForeignKeyConstraint(["entrance_id"], ["entrance.id"], name=op.f("fk_seat_entrance_id")),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_seat_grid_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_seat_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    op.create_index(op.f("ix_seat_grid_id"), "seat", ["grid_id"], unique=False)
    op.create_index(op.f("ix_seat_organisation_id"), "seat", ["organisation_id"], unique=False)
    op.create_table(
        "outsider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sex", sa.String(length=1), server_default="0", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("workplace", sa.String(length=100), server_default="", nullable=False),
        sa.Column("is_party", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("note", sa.String(length=400), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_outsider_batch_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["partner_unit.id"], name=op.f("fk_outsider_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outsider")),
    )
    op.create_index(op.f("ix_outsider_unit_id"), "outsider", ["unit_id"], unique=False)
    op.create_table(
        "party_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("outsider_id", sa.Integer(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("full_on", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (outsider_id IS NULL)", name="one_self"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_party_member_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["outsider_id"], ["outsider.id"], name=op.f("fk_party_member_outsider_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_party_member_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_member")),
        sa.UniqueConstraint("outsider_id", name=op.f("uq_party_member_outsider_id")),
        sa.UniqueConstraint("person_id", name=op.f("uq_party_member_person_id")),
    )
    op.create_table(
        "tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("outsider_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=60), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("term_until", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=100), server_default="", nullable=False),
        sa.Column("stays_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (outsider_id IS NULL)", name="one_holder"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_tenure_batch_id")),
        sa.ForeignKeyConstraint(
            ["outsider_id"], ["outsider.id"], name=op.f("fk_tenure_outsider_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tenure_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_tenure_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure")),
    )
    op.create_index(op.f("ix_tenure_outsider_id"), "tenure", ["outsider_id"], unique=False)
    op.create_index(op.f("ix_tenure_person_id"), "tenure", ["person_id"], unique=False)
    op.create_index(op.f("ix_tenure_seat_id"), "tenure", ["seat_id"], unique=False)
    op.create_index(
        "uq_tenure_open", "tenure", ["seat_id"], unique=True, sqlite_where=sa.text("until IS NULL")
    )
    op.create_table(
        "party_relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), server_default="member", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("came_from", sa.String(length=100), server_default="", nullable=False),
        sa.Column("went_to", sa.String(length=100), server_default="", nullable=False),
        sa.Column("letter_in", sa.String(length=40), server_default="", nullable=False),
        sa.Column("letter_out", sa.String(length=40), server_default="", nullable=False),
        sa.Column("receipt_on", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=100), server_default="", nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_party_relation_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["party_member.id"], name=op.f("fk_party_relation_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_party_relation_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["partner_unit.id"], name=op.f("fk_party_relation_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_relation")),
    )
    op.create_index(
        op.f("ix_party_relation_member_id"), "party_relation", ["member_id"], unique=False
    )
    op.create_index(
        op.f("ix_party_relation_organisation_id"),
        "party_relation",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(op.f("ix_party_relation_unit_id"), "party_relation", ["unit_id"], unique=False)
    op.create_index(
        "uq_party_relation_open",
        "party_relation",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL AND kind = 'member'"),
    )
    op.add_column(
        "compound", sa.Column("kind", sa.String(length=16), server_default="", nullable=False)
    )
    op.add_column(
        "compound",
        sa.Column("governing_body", sa.String(length=24), server_default="", nullable=False),
    )
    op.add_column(
        "compound",
        sa.Column("property_company", sa.String(length=100), server_default="", nullable=False),
    )
    op.add_column(
        "compound",
        sa.Column("property_phone", sa.String(length=30), server_default="", nullable=False),
    )
    op.add_column("compound", sa.Column("built_year", sa.Integer(), nullable=True))
    op.add_column(
        "grid", sa.Column("area", sa.String(length=200), server_default="", nullable=False)
    )
    op.add_column(
        "grid",
        sa.Column("supervision_phone", sa.String(length=30), server_default="", nullable=False),
    )
