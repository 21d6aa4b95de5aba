"""Service days, rosters, sign-in, the ledger of hours, certificates."""

import sqlalchemy as sa
from alembic import op

from gridhall.db.migrations.versions.m0001_first_schema import APPEND_ONLY

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "certificate_revocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_revocation")),
    )
    op.create_index("uq_revocation", "certificate_revocation", ["key_id", "number"], unique=True)
    op.create_table(
        "day_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_template")),
        sa.UniqueConstraint("name", name=op.f("uq_day_template_name")),
    )
    op.create_table(
        "service_day_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("nominal_days", sa.String(length=40), nullable=False),
        sa.Column("policy", sa.String(length=12), nullable=False),
        sa.Column("merge_closer_than", sa.Integer(), nullable=False),
        sa.Column("same_month", sa.Boolean(), nullable=False),
        sa.Column("only_holidays", sa.Boolean(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_day_policy")),
    )
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=True),
        sa.Column("issuer", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
        sa.UniqueConstraint("key_id", name=op.f("uq_signing_key_key_id")),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("content", sa.String(length=100), server_default="", nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.Column("squad_id", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.Integer(), server_default="1", nullable=False),
        sa.Column("minimum", sa.Integer(), server_default="1", nullable=False),
        sa.Column("needs_party", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("is_dangerous", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_duty_skill_id")),
        sa.ForeignKeyConstraint(["squad_id"], ["squad.id"], name=op.f("fk_duty_squad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("name", name=op.f("uq_duty_name")),
    )
    op.create_table(
        "service_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nominal", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("is_by_hand", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("reason", sa.String(length=100), server_default="", nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("spot", sa.String(length=100), server_default="", nullable=False),
        sa.Column("leader", sa.String(length=50), server_default="", nullable=False),
        sa.Column("organiser", sa.String(length=100), server_default="", nullable=False),
        sa.Column("rain_plan", sa.String(length=200), server_default="", nullable=False),
        sa.Column("risks", sa.String(length=400), server_default="", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_service_day_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_day")),
        sa.UniqueConstraint("nominal", name=op.f("uq_service_day_nominal")),
    )
    op.create_index("ix_service_day_held_on", "service_day", ["held_on"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("content", sa.String(length=100), server_default="", nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.Column("squad_id", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("spot", sa.String(length=60), server_default="", nullable=False),
        sa.Column("needs_party", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("is_dangerous", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["service_day.id"], name=op.f("fk_post_day_id")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_post_duty_id")),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_post_grid_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_post_skill_id")),
        sa.ForeignKeyConstraint(["squad_id"], ["squad.id"], name=op.f("fk_post_squad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("day_id", "name", name=op.f("uq_post_day_id")),
    )
    op.create_index(op.f("ix_post_day_id"), "post", ["day_id"], unique=False)
    op.create_table(
        "roster_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["service_day.id"], name=op.f("fk_roster_publication_day_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_publication")),
    )
    op.create_index(
        op.f("ix_roster_publication_day_id"), "roster_publication", ["day_id"], unique=False
    )
    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts < ends", name="forward"),
        sa.ForeignKeyConstraint(["day_id"], ["service_day.id"], name=op.f("fk_shift_day_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint("day_id", "place", name=op.f("uq_shift_day_id")),
    )
    op.create_index(op.f("ix_shift_day_id"), "shift", ["day_id"], unique=False)
    op.create_table(
        "cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= minimum AND minimum <= wanted AND wanted > 0", name="counts"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_cell_post_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_cell_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cell")),
        sa.UniqueConstraint("post_id", "shift_id", name=op.f("uq_cell_post_id")),
    )
    op.create_index(op.f("ix_cell_post_id"), "cell", ["post_id"], unique=False)
    op.create_index(op.f("ix_cell_shift_id"), "cell", ["shift_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=100), server_default="", nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name=op.f("fk_assignment_cell_id")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["assignment.id"], name=op.f("fk_assignment_replaces_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_assignment_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_cell_id"), "assignment", ["cell_id"], unique=False)
    op.create_index(
        op.f("ix_assignment_volunteer_id"), "assignment", ["volunteer_id"], unique=False
    )
    op.create_index(
        "uq_assignment_standing",
        "assignment",
        ["cell_id", "volunteer_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'called_off'"),
    )
    op.create_table(
        "volunteer_certificate",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_volunteer_certificate_paper_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_certificate_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_volunteer_certificate")),
    )
    op.create_index(
        op.f("ix_volunteer_certificate_volunteer_id"),
        "volunteer_certificate",
        ["volunteer_id"],
        unique=False,
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("signed_in", sa.Integer(), nullable=True),
        sa.Column("signed_out", sa.Integer(), nullable=True),
        sa.Column("quality", sa.String(length=1), server_default="", nullable=False),
        sa.Column("remark", sa.String(length=100), server_default="", nullable=False),
        sa.Column("is_unpaid", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_attendance_assignment_id")
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name=op.f("fk_attendance_cell_id")),
        sa.ForeignKeyConstraint(["day_id"], ["service_day.id"], name=op.f("fk_attendance_day_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_attendance_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_day_id"), "attendance", ["day_id"], unique=False)
    op.create_index(
        op.f("ix_attendance_volunteer_id"), "attendance", ["volunteer_id"], unique=False
    )
    op.create_index(
        "uq_attendance_assignment",
        "attendance",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("assignment_id IS NOT NULL AND state <> 'void'"),
    )
    op.create_table(
        "hours_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("day_id", sa.Integer(), nullable=True),
        sa.Column("attendance_id", sa.Integer(), nullable=True),
        sa.Column("activity", sa.String(length=60), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("spot", sa.String(length=100), nullable=False),
        sa.Column("content", sa.String(length=100), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("organiser", sa.String(length=100), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("leader", sa.String(length=50), nullable=False),
        sa.Column("quality", sa.String(length=1), nullable=False),
        sa.Column("reverses_seq", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("starts < ends", name="forward"),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_hours_entry_attendance_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_hours_entry_batch_id")
        ),
        sa.ForeignKeyConstraint(["day_id"], ["service_day.id"], name=op.f("fk_hours_entry_day_id")),
        sa.ForeignKeyConstraint(
            ["reverses_seq"], ["hours_entry.seq"], name=op.f("fk_hours_entry_reverses_seq")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_hours_entry_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_hours_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_hours_entry_hash")),
        sa.UniqueConstraint("reverses_seq", name=op.f("uq_hours_entry_reverses_seq")),
    )
    op.create_index(
        op.f("ix_hours_entry_attendance_id"), "hours_entry", ["attendance_id"], unique=False
    )
    op.create_index(op.f("ix_hours_entry_day_id"), "hours_entry", ["day_id"], unique=False)
    op.create_index("ix_hours_entry_served_on", "hours_entry", ["served_on"], unique=False)
    op.create_index(
        op.f("ix_hours_entry_volunteer_id"), "hours_entry", ["volunteer_id"], unique=False
    )
    for table in ("hours_entry", "service_day_policy"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY.format(table=table, verb=verb))
