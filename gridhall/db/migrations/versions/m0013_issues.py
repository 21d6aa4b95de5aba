"""The issue ledger: categories, the whistle matrix, issues, responses, measures, acts; attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    _issue_category()
    _whistle_rule()
    _score_note()
    _issue()
    _issue_person()
    _issue_response()
    _issue_measure()
    _governance_action()
    _attachment()
    _attachment_file()
    op.add_column("photo_file", sa.Column("thumbnail", sa.LargeBinary(), nullable=True))


def _issue_category() -> None:
    op.create_table(
        "issue_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=200), server_default="", nullable=False),
        sa.Column("size", sa.String(length=8), server_default="minor", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["issue_category.id"], name=op.f("fk_issue_category_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_category")),
        sa.UniqueConstraint("code", name=op.f("uq_issue_category_code")),
    )
    op.create_index(
        op.f("ix_issue_category_parent_id"), "issue_category", ["parent_id"], unique=False
    )


def _whistle_rule() -> None:
    op.create_table(
        "whistle_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("blower", sa.String(length=30), nullable=False),
        sa.Column("responder", sa.String(length=30), nullable=False),
        sa.Column("route", sa.Integer(), nullable=True),
        sa.Column("report_days", sa.Integer(), server_default="1", nullable=False),
        sa.Column("note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whistle_rule")),
    )


def _score_note() -> None:
    op.create_table(
        "score_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_key", sa.String(length=30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_note")),
    )
    op.create_index(op.f("ix_score_note_owner_key"), "score_note", ["owner_key"], unique=False)


def _issue() -> None:
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("path", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("size", sa.String(length=8), server_default="", nullable=False),
        sa.Column("manner", sa.String(length=12), server_default="", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("raiser_unit_id", sa.Integer(), nullable=True),
        sa.Column("raiser", sa.String(length=100), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("spot", sa.String(length=60), server_default="", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("first_level", sa.Integer(), server_default="2", nullable=False),
        sa.Column("level", sa.Integer(), server_default="2", nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("decline_kind", sa.String(length=12), server_default="", nullable=False),
        sa.Column("why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("route", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("whistled_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("word", sa.String(length=10), server_default="", nullable=False),
        sa.Column("word_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("word_said", sa.String(length=200), server_default="", nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("carry_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("supervised_on", sa.Date(), nullable=True),
        sa.Column("consulting_since", sa.Date(), nullable=True),
        sa.Column("escalated_on", sa.Date(), nullable=True),
        sa.Column("reopened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("source", sa.String(length=30), server_default="", nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_issue_agency_id")),
        sa.ForeignKeyConstraint(
            ["building_id"], ["building.id"], name=op.f("fk_issue_building_id")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["issue_category.id"], name=op.f("fk_issue_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_issue_compound_id")
        ),
        sa.ForeignKeyConstraint(["duplicate_of"], ["issue.id"], name=op.f("fk_issue_duplicate_of")),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_issue_grid_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_issue_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_issue_person_id")),
        sa.ForeignKeyConstraint(
            ["raiser_unit_id"], ["partner_unit.id"], name=op.f("fk_issue_raiser_unit_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["partner_unit.id"], name=op.f("fk_issue_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint("number", name=op.f("uq_issue_number")),
        sa.UniqueConstraint("request_key", name=op.f("uq_issue_request_key")),
    )
    op.create_index(op.f("ix_issue_admitted_on"), "issue", ["admitted_on"], unique=False)
    op.create_index(op.f("ix_issue_agency_id"), "issue", ["agency_id"], unique=False)
    op.create_index(op.f("ix_issue_building_id"), "issue", ["building_id"], unique=False)
    op.create_index(op.f("ix_issue_category_id"), "issue", ["category_id"], unique=False)
    op.create_index(op.f("ix_issue_closed_on"), "issue", ["closed_on"], unique=False)
    op.create_index(op.f("ix_issue_compound_id"), "issue", ["compound_id"], unique=False)
    op.create_index(
        "ix_issue_due",
        "issue",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("state NOT IN ('closed', 'declined')"),
    )
    op.create_index(op.f("ix_issue_duplicate_of"), "issue", ["duplicate_of"], unique=False)
    op.create_index(op.f("ix_issue_grid_id"), "issue", ["grid_id"], unique=False)
    op.create_index(
        "ix_issue_open",
        "issue",
        ["carry_count", "id"],
        unique=False,
        sqlite_where=sa.text("state NOT IN ('closed', 'declined')"),
    )
    op.create_index(op.f("ix_issue_organisation_id"), "issue", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_issue_person_id"), "issue", ["person_id"], unique=False)
    op.create_index(op.f("ix_issue_raiser_unit_id"), "issue", ["raiser_unit_id"], unique=False)
    op.create_index(op.f("ix_issue_received_on"), "issue", ["received_on"], unique=False)
    op.create_index(op.f("ix_issue_resolved_on"), "issue", ["resolved_on"], unique=False)
    op.create_index(op.f("ix_issue_state"), "issue", ["state"], unique=False)
    op.create_index(op.f("ix_issue_unit_id"), "issue", ["unit_id"], unique=False)
    op.create_index(op.f("ix_issue_whistled_on"), "issue", ["whistled_on"], unique=False)


def _issue_person() -> None:
    op.create_table(
        "issue_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_issue_person_issue_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_issue_person_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_person")),
    )
    op.create_index(op.f("ix_issue_person_issue_id"), "issue_person", ["issue_id"], unique=False)
    op.create_index(op.f("ix_issue_person_person_id"), "issue_person", ["person_id"], unique=False)


def _issue_response() -> None:
    op.create_table(
        "issue_response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("route", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("owner_key", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.String(length=100), nullable=False),
        sa.Column("contact", sa.String(length=60), server_default="", nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=True),
        sa.Column("whistled_on", sa.Date(), nullable=True),
        sa.Column("report_by", sa.Date(), nullable=True),
        sa.Column("number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_by", sa.String(length=60), server_default="", nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("why_ended", sa.String(length=100), server_default="", nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_issue_response_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_response_issue_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_issue_response_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["whistle_rule.id"], name=op.f("fk_issue_response_rule_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["partner_unit.id"], name=op.f("fk_issue_response_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_response")),
    )
    op.create_index(
        op.f("ix_issue_response_agency_id"), "issue_response", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_issue_response_issue_id"), "issue_response", ["issue_id"], unique=False
    )
    op.create_index(
        op.f("ix_issue_response_organisation_id"),
        "issue_response",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        "ix_issue_response_blown",
        "issue_response",
        ["issue_id", "whistled_on"],
        unique=False,
        sqlite_where=sa.text("whistled_on IS NOT NULL"),
    )
    op.create_index(
        "ix_issue_response_owner", "issue_response", ["owner_key", "assigned_on"], unique=False
    )
    op.create_index(op.f("ix_issue_response_unit_id"), "issue_response", ["unit_id"], unique=False)


def _issue_measure() -> None:
    op.create_table(
        "issue_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=14), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=40), server_default="", nullable=False),
        sa.Column("target", sa.String(length=200), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_issue_measure_issue_id")),
        sa.ForeignKeyConstraint(
            ["response_id"], ["issue_response.id"], name=op.f("fk_issue_measure_response_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_measure")),
    )
    op.create_index(op.f("ix_issue_measure_issue_id"), "issue_measure", ["issue_id"], unique=False)
    op.create_index("ix_issue_measure_kind", "issue_measure", ["kind", "happened_on"], unique=False)
    op.create_index(
        op.f("ix_issue_measure_response_id"), "issue_measure", ["response_id"], unique=False
    )


def _governance_action() -> None:
    op.create_table(
        "governance_action",
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), server_default="", nullable=False),
        sa.Column("part_of", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("images", sa.Text(), server_default="[]", nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.Column("undo_of", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["part_of"], ["governance_action.id"], name=op.f("fk_governance_action_part_of")
        ),
        sa.ForeignKeyConstraint(
            ["undo_of"], ["governance_action.id"], name=op.f("fk_governance_action_undo_of")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["governance_action.id"], name=op.f("fk_governance_action_undone_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governance_action")),
        sa.UniqueConstraint("request_key", name=op.f("uq_governance_action_request_key")),
        sa.UniqueConstraint("undo_of", name=op.f("uq_governance_action_undo_of")),
    )
    op.create_index(
        "ix_governance_action_about",
        "governance_action",
        ["subject", "subject_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_governance_action_part_of"), "governance_action", ["part_of"], unique=False
    )
    op.create_index(
        op.f("ix_governance_action_subject_id"), "governance_action", ["subject_id"], unique=False
    )


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("void_reason", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_subject", "attachment", ["subject", "subject_id"], unique=False)


def _attachment_file() -> None:
    op.create_table(
        "attachment_file",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_file_attachment_id")
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_file")),
    )
