"""Joint meetings, benefit projects, care visits."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    _joint_meeting()
    _meeting_member()
    _agenda_item()
    _debrief()
    _project_money()
    _project_step()
    _care_target()
    _care_visit()


def _joint_meeting() -> None:
    op.create_table(
        "joint_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.String(length=5), server_default="09:00", nullable=False),
        sa.Column("place", sa.String(length=60), server_default="", nullable=False),
        sa.Column("host", sa.String(length=60), server_default="", nullable=False),
        sa.Column("secretary", sa.String(length=60), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=200), server_default="", nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_joint_meeting_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_meeting")),
        sa.UniqueConstraint("request_key", name=op.f("uq_joint_meeting_request_key")),
    )
    op.create_index(op.f("ix_joint_meeting_held_on"), "joint_meeting", ["held_on"], unique=False)
    op.create_index(
        op.f("ix_joint_meeting_organisation_id"), "joint_meeting", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_joint_meeting_period"), "joint_meeting", ["period"], unique=False)
    op.create_index(op.f("ix_joint_meeting_state"), "joint_meeting", ["state"], unique=False)
    op.create_index(
        "uq_joint_meeting_day",
        "joint_meeting",
        ["organisation_id", "held_on"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
    )


def _meeting_member() -> None:
    op.create_table(
        "meeting_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("outsider_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("duty", sa.String(length=60), server_default="", nullable=False),
        sa.Column("workplace", sa.String(length=100), server_default="", nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("came", sa.String(length=8), server_default="", nullable=False),
        sa.Column("came_at", sa.DateTime(), nullable=True),
        sa.Column("substitute", sa.String(length=60), server_default="", nullable=False),
        sa.Column("why", sa.String(length=60), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["joint_meeting.id"], name=op.f("fk_meeting_member_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["outsider_id"], ["outsider.id"], name=op.f("fk_meeting_member_outsider_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_member_person_id")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_meeting_member_seat_id")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["partner_unit.id"], name=op.f("fk_meeting_member_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_member")),
    )
    op.create_index(
        op.f("ix_meeting_member_meeting_id"), "meeting_member", ["meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_meeting_member_outsider_id"), "meeting_member", ["outsider_id"], unique=False
    )
    op.create_index(
        op.f("ix_meeting_member_person_id"), "meeting_member", ["person_id"], unique=False
    )
    op.create_index(op.f("ix_meeting_member_unit_id"), "meeting_member", ["unit_id"], unique=False)


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("carried", sa.Integer(), server_default="0", nullable=False),
        sa.Column("left_open", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("decision", sa.String(length=12), server_default="", nullable=False),
        sa.Column("decision_words", sa.Text(), server_default="", nullable=False),
        sa.Column("route", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("votes_abstain", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agenda_item_agency_id")
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_agenda_item_issue_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["joint_meeting.id"], name=op.f("fk_agenda_item_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_agenda_item_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["partner_unit.id"], name=op.f("fk_agenda_item_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "issue_id", name=op.f("uq_agenda_item_meeting_id")),
    )
    op.create_index("ix_agenda_item_issue_id", "agenda_item", ["issue_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)


def _debrief() -> None:
    op.create_table(
        "debrief",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("outsider_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("duty", sa.String(length=60), server_default="", nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("good", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fair", sa.Integer(), server_default="0", nullable=False),
        sa.Column("passable", sa.Integer(), server_default="0", nullable=False),
        sa.Column("poor", sa.Integer(), server_default="0", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["joint_meeting.id"], name=op.f("fk_debrief_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["outsider_id"], ["outsider.id"], name=op.f("fk_debrief_outsider_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_debrief_person_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_debrief_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debrief")),
    )
    op.create_index(op.f("ix_debrief_meeting_id"), "debrief", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_debrief_outsider_id"), "debrief", ["outsider_id"], unique=False)
    op.create_index(op.f("ix_debrief_person_id"), "debrief", ["person_id"], unique=False)
    op.create_index(op.f("ix_debrief_seat_id"), "debrief", ["seat_id"], unique=False)


def _project_money() -> None:
    op.create_table(
        "project_money",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("fen", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["list_item.id"], name=op.f("fk_project_money_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_money")),
    )
    op.create_index(op.f("ix_project_money_item_id"), "project_money", ["item_id"], unique=False)


def _project_step() -> None:
    op.create_table(
        "project_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["list_item.id"], name=op.f("fk_project_step_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_step")),
    )
    op.create_index(op.f("ix_project_step_item_id"), "project_step", ["item_id"], unique=False)


def _care_target() -> None:
    op.create_table(
        "care_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=12), nullable=False),
        sa.Column("rhythm", sa.String(length=8), nullable=False),
        sa.Column("needs", sa.String(length=100), server_default="", nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("visitor", sa.String(length=60), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=60), server_default="", nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_care_target_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["partner_unit.id"], name=op.f("fk_care_target_unit_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_care_target_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_target")),
    )
    op.create_index(op.f("ix_care_target_person_id"), "care_target", ["person_id"], unique=False)
    op.create_index(op.f("ix_care_target_unit_id"), "care_target", ["unit_id"], unique=False)
    op.create_index(
        op.f("ix_care_target_volunteer_id"), "care_target", ["volunteer_id"], unique=False
    )
    op.create_index(
        "uq_care_target_person",
        "care_target",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
    )


def _care_visit() -> None:
    op.create_table(
        "care_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("starts", sa.String(length=5), server_default="", nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("visitor", sa.String(length=60), server_default="", nullable=False),
        sa.Column("deeds", sa.String(length=100), server_default="", nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("why", sa.String(length=60), server_default="", nullable=False),
        sa.Column("hours_entry_id", sa.Integer(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["target_id"], ["care_target.id"], name=op.f("fk_care_visit_target_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_care_visit_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_visit")),
    )
    op.create_index(
        "ix_care_visit_due",
        "care_visit",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("state = 'planned'"),
    )
    op.create_index(op.f("ix_care_visit_target_id"), "care_visit", ["target_id"], unique=False)
    op.create_index(
        "uq_care_visit_planned",
        "care_visit",
        ["target_id"],
        unique=True,
        sqlite_where=sa.text("state = 'planned'"),
    )
    op.create_index(op.f("ix_care_visit_visited_on"), "care_visit", ["visited_on"], unique=False)
    op.create_index(
        op.f("ix_care_visit_volunteer_id"), "care_visit", ["volunteer_id"], unique=False
    )
