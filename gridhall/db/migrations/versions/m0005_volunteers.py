"""Volunteers: what they can, when they may, what they wish; outsiders' birth dates and numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "service_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("images", sa.Text(), server_default="[]", nullable=False),
        sa.Column("undo_of", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["undo_of"], ["service_action.id"], name=op.f("fk_service_action_undo_of")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["service_action.id"], name=op.f("fk_service_action_undone_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_action")),
        sa.UniqueConstraint("request_key", name=op.f("uq_service_action_request_key")),
        sa.UniqueConstraint("undo_of", name=op.f("uq_service_action_undo_of")),
    )
    op.create_index(
        op.f("ix_service_action_subject_id"), "service_action", ["subject_id"], unique=False
    )
    op.create_table(
        "skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("needs_paper", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("name", name=op.f("uq_skill_name")),
    )
    op.create_table(
        "squad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_squad")),
        sa.UniqueConstraint("name", name=op.f("uq_squad_name")),
    )
    op.create_table(
        "star_level",
        sa.Column("stars", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stars", name=op.f("pk_star_level")),
        sa.UniqueConstraint("hours", name=op.f("uq_star_level_hours")),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("outsider_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=30), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("area", sa.String(length=60), server_default="", nullable=False),
        sa.Column("category", sa.String(length=60), server_default="", nullable=False),
        sa.Column("home_grid_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), server_default="active", nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_how", sa.String(length=60), server_default="", nullable=False),
        sa.Column("max_per_month", sa.Integer(), nullable=True),
        sa.Column("guardian_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("guardian_phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("guardian_consent_on", sa.Date(), nullable=True),
        sa.Column("accompanied", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("insured_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=400), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (outsider_id IS NULL)", name="one_self"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_volunteer_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["home_grid_id"], ["grid.id"], name=op.f("fk_volunteer_home_grid_id")
        ),
        sa.ForeignKeyConstraint(
            ["outsider_id"], ["outsider.id"], name=op.f("fk_volunteer_outsider_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_volunteer_person_id")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["partner_unit.id"], name=op.f("fk_volunteer_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("outsider_id", name=op.f("uq_volunteer_outsider_id")),
        sa.UniqueConstraint("person_id", name=op.f("uq_volunteer_person_id")),
    )
    op.create_index(op.f("ix_volunteer_unit_id"), "volunteer", ["unit_id"], unique=False)
    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("starts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ends", sa.Integer(), server_default="1440", nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=60), server_default="", nullable=False),
        sa.CheckConstraint("(weekday IS NULL) <> (since IS NULL)", name="weekly_or_dated"),
        sa.CheckConstraint("starts < ends", name="forward"),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_availability_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    op.create_index(
        op.f("ix_availability_volunteer_id"), "availability", ["volunteer_id"], unique=False
    )
    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.CheckConstraint("one_id < other_id", name="ordered"),
        sa.ForeignKeyConstraint(["one_id"], ["volunteer.id"], name=op.f("fk_pairing_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["volunteer.id"], name=op.f("fk_pairing_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_pairing_one_id")),
    )
    op.create_index(op.f("ix_pairing_one_id"), "pairing", ["one_id"], unique=False)
    op.create_index(op.f("ix_pairing_other_id"), "pairing", ["other_id"], unique=False)
    op.create_table(
        "volunteer_merit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("content", sa.String(length=200), server_default="", nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("void_reason", sa.String(length=100), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_volunteer_merit_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_merit_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_merit")),
    )
    op.create_index(
        "ix_volunteer_merit_happened_on", "volunteer_merit", ["happened_on"], unique=False
    )
    op.create_index(
        op.f("ix_volunteer_merit_volunteer_id"), "volunteer_merit", ["volunteer_id"], unique=False
    )
    op.create_table(
        "volunteer_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=60), server_default="", nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk_volunteer_skill_skill_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_skill_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_skill")),
        sa.UniqueConstraint(
            "volunteer_id", "skill_id", name=op.f("uq_volunteer_skill_volunteer_id")
        ),
    )
    op.create_index(
        op.f("ix_volunteer_skill_skill_id"), "volunteer_skill", ["skill_id"], unique=False
    )
    op.create_index(
        op.f("ix_volunteer_skill_volunteer_id"), "volunteer_skill", ["volunteer_id"], unique=False
    )
    op.create_table(
        "volunteer_squad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("squad_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["squad_id"], ["squad.id"], name=op.f("fk_volunteer_squad_squad_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_squad_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_squad")),
        sa.UniqueConstraint(
            "volunteer_id", "squad_id", name=op.f("uq_volunteer_squad_volunteer_id")
        ),
    )
    op.create_index(
        op.f("ix_volunteer_squad_squad_id"), "volunteer_squad", ["squad_id"], unique=False
    )
    op.create_index(
        op.f("ix_volunteer_squad_volunteer_id"), "volunteer_squad", ["volunteer_id"], unique=False
    )
    op.create_table(
        "wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("target_kind", sa.String(length=8), nullable=False),
        sa.Column("target", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_wish_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint(
            "volunteer_id", "target_kind", "target", name=op.f("uq_wish_volunteer_id")
        ),
    )
    op.create_index(op.f("ix_wish_volunteer_id"), "wish", ["volunteer_id"], unique=False)
    op.add_column("outsider", sa.Column("born_on", sa.Date(), nullable=True))
    op.add_column("outsider", sa.Column("id_number", sa.String(length=18), nullable=True))
    op.create_index(op.f("ix_outsider_id_number"), "outsider", ["id_number"], unique=False)
