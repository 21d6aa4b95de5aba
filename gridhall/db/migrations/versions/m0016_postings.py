"""Mediation, inspections, thematic registers; public notices, honour board, bulletins."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _mediation()
    _mediation_party()
    _inspection()
    _hazard()
    _theme_register()
    _theme_entry()
    _public_notice()
    _objection()
    _honor_entry()
    _compact()
    _bulletin()
    _bulletin_article()


def _public_notice() -> None:
    op.create_table(
        "public_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("posted_from", sa.Date(), nullable=False),
        sa.Column("posted_to", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("contact", sa.String(length=60), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("about", sa.String(length=30), server_default="", nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_public_notice_compound_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_notice")),
        sa.UniqueConstraint("number", name=op.f("uq_public_notice_number")),
    )
    op.create_index(
        op.f("ix_public_notice_compound_id"), "public_notice", ["compound_id"], unique=False
    )
    op.create_index(op.f("ix_public_notice_state"), "public_notice", ["state"], unique=False)


def _objection() -> None:
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("objector", sa.String(length=100), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["public_notice.id"], name=op.f("fk_objection_notice_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_objection_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_notice_id"), "objection", ["notice_id"], unique=False)
    op.create_index(op.f("ix_objection_person_id"), "objection", ["person_id"], unique=False)


def _honor_entry() -> None:
    op.create_table(
        "honor_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(length=100), server_default="", nullable=False),
        sa.Column("shown", sa.String(length=60), server_default="", nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("approved_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("opinion", sa.String(length=100), server_default="", nullable=False),
        sa.Column("publish_from", sa.Date(), nullable=True),
        sa.Column("publish_to", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=100), server_default="", nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_honor_entry_compound_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_honor_entry_issue_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_honor_entry_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honor_entry")),
    )
    op.create_index(
        op.f("ix_honor_entry_compound_id"), "honor_entry", ["compound_id"], unique=False
    )
    op.create_index(op.f("ix_honor_entry_person_id"), "honor_entry", ["person_id"], unique=False)
    op.create_index(op.f("ix_honor_entry_state"), "honor_entry", ["state"], unique=False)


def _compact() -> None:
    op.create_table(
        "compact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("preface", sa.Text(), server_default="", nullable=False),
        sa.Column("articles", sa.Text(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("adopted_how", sa.String(length=100), server_default="", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_compact_compound_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compact")),
        sa.UniqueConstraint("compound_id", "edition", name=op.f("uq_compact_compound_id")),
    )
    op.create_index(op.f("ix_compact_compound_id"), "compact", ["compound_id"], unique=False)


def _bulletin() -> None:
    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("quarter", sa.String(length=6), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("editor", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_bulletin_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin")),
        sa.UniqueConstraint("name", "quarter", name=op.f("uq_bulletin_name")),
    )


def _bulletin_article() -> None:
    op.create_table(
        "bulletin_article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("author", sa.String(length=60), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("honor_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_bulletin_article_bulletin_id")
        ),
        sa.ForeignKeyConstraint(
            ["honor_id"], ["honor_entry.id"], name=op.f("fk_bulletin_article_honor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_article")),
    )
    op.create_index(
        op.f("ix_bulletin_article_bulletin_id"), "bulletin_article", ["bulletin_id"], unique=False
    )


def _mediation() -> None:
    op.create_table(
        "mediation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("dispute", sa.Text(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("mediators", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=60), server_default="", nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("agreement", sa.Text(), server_default="", nullable=False),
        sa.Column("way", sa.String(length=60), server_default="", nullable=False),
        sa.Column("oral", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("perform_by", sa.Date(), nullable=True),
        sa.Column("performed_on", sa.Date(), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_mediation_grid_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_mediation_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation")),
        sa.UniqueConstraint("number", name=op.f("uq_mediation_number")),
    )
    op.create_index(op.f("ix_mediation_accepted_on"), "mediation", ["accepted_on"], unique=False)
    op.create_index(op.f("ix_mediation_grid_id"), "mediation", ["grid_id"], unique=False)
    op.create_index(op.f("ix_mediation_issue_id"), "mediation", ["issue_id"], unique=False)


def _mediation_party() -> None:
    op.create_table(
        "mediation_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=2), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sex", sa.String(length=1), server_default="0", nullable=False),
        sa.Column("id_number", sa.String(length=30), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation.id"], name=op.f("fk_mediation_party_mediation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mediation_party_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation_party")),
    )
    op.create_index(
        op.f("ix_mediation_party_mediation_id"), "mediation_party", ["mediation_id"], unique=False
    )
    op.create_index(
        op.f("ix_mediation_party_person_id"), "mediation_party", ["person_id"], unique=False
    )


def _inspection() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("inspectors", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_inspection_compound_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_inspection_grid_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("number", name=op.f("uq_inspection_number")),
    )
    op.create_index(op.f("ix_inspection_compound_id"), "inspection", ["compound_id"], unique=False)
    op.create_index(op.f("ix_inspection_day"), "inspection", ["day"], unique=False)
    op.create_index(op.f("ix_inspection_grid_id"), "inspection", ["grid_id"], unique=False)


def _hazard() -> None:
    op.create_table(
        "hazard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=100), nullable=False),
        sa.Column("spot", sa.String(length=60), server_default="", nullable=False),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("serious", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("rectify_by", sa.Date(), nullable=False),
        sa.Column("rectified_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("result", sa.String(length=200), server_default="", nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"], ["building.id"], name=op.f("fk_hazard_building_id")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_hazard_inspection_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_hazard_issue_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["partner_unit.id"], name=op.f("fk_hazard_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard")),
    )
    op.create_index(op.f("ix_hazard_inspection_id"), "hazard", ["inspection_id"], unique=False)
    op.create_index(op.f("ix_hazard_issue_id"), "hazard", ["issue_id"], unique=False)
    op.create_index(op.f("ix_hazard_rectify_by"), "hazard", ["rectify_by"], unique=False)
    op.create_index(op.f("ix_hazard_unit_id"), "hazard", ["unit_id"], unique=False)


def _theme_register() -> None:
    op.create_table(
        "theme_register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("measure", sa.String(length=8), server_default="户", nullable=False),
        sa.Column("statuses", sa.Text(), nullable=False),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=400), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_theme_register_compound_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_register")),
    )


def _theme_entry() -> None:
    op.create_table(
        "theme_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_id", sa.Integer(), nullable=False),
        sa.Column("dwelling_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("facts", sa.String(length=200), server_default="", nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("now", sa.String(length=20), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("promised", sa.String(length=60), server_default="", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=60), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_theme_entry_dwelling_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_theme_entry_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["register_id"], ["theme_register.id"], name=op.f("fk_theme_entry_register_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_entry")),
    )
    op.create_index(
        op.f("ix_theme_entry_dwelling_id"), "theme_entry", ["dwelling_id"], unique=False
    )
    op.create_index(op.f("ix_theme_entry_person_id"), "theme_entry", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_theme_entry_register_id"), "theme_entry", ["register_id"], unique=False
    )
