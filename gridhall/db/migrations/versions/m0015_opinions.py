"""What residents think: surveys, topics with votes, reception days."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    _demand_survey()
    _survey_question()
    _survey_option()
    _survey_visit()
    _survey_answer()
    _survey_outcome()
    _autonomy_topic()
    _topic_vote()
    _reception_day()
    _reception_visit()


def _demand_survey() -> None:
    op.create_table(
        "demand_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("intro", sa.Text(), server_default="", nullable=False),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("top", sa.Integer(), server_default="2", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_demand_survey_compound_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_demand_survey_grid_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_demand_survey_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_survey")),
        sa.UniqueConstraint("number", name=op.f("uq_demand_survey_number")),
    )
    op.create_index(
        op.f("ix_demand_survey_compound_id"), "demand_survey", ["compound_id"], unique=False
    )
    op.create_index(op.f("ix_demand_survey_grid_id"), "demand_survey", ["grid_id"], unique=False)


def _survey_question() -> None:
    op.create_table(
        "survey_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("ranks", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["demand_survey.id"], name=op.f("fk_survey_question_survey_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_question")),
        sa.UniqueConstraint("survey_id", "position", name=op.f("uq_survey_question_survey_id")),
    )


def _survey_option() -> None:
    op.create_table(
        "survey_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["category_id"], ["issue_category.id"], name=op.f("fk_survey_option_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["survey_question.id"], name=op.f("fk_survey_option_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_option")),
        sa.UniqueConstraint("question_id", "position", name=op.f("uq_survey_option_question_id")),
    )


def _survey_visit() -> None:
    op.create_table(
        "survey_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("dwelling_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("visitor", sa.String(length=60), server_default="", nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_survey_visit_dwelling_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_survey_visit_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["demand_survey.id"], name=op.f("fk_survey_visit_survey_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_visit")),
        sa.UniqueConstraint("survey_id", "dwelling_id", name=op.f("uq_survey_visit_survey_id")),
    )
    op.create_index(
        op.f("ix_survey_visit_dwelling_id"), "survey_visit", ["dwelling_id"], unique=False
    )
    op.create_index(op.f("ix_survey_visit_person_id"), "survey_visit", ["person_id"], unique=False)


def _survey_answer() -> None:
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"], ["survey_option.id"], name=op.f("fk_survey_answer_option_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["survey_question.id"], name=op.f("fk_survey_answer_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["survey_visit.id"], name=op.f("fk_survey_answer_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint(
            "visit_id", "question_id", "option_id", name=op.f("uq_survey_answer_visit_id")
        ),
    )
    op.create_index(
        op.f("ix_survey_answer_option_id"), "survey_answer", ["option_id"], unique=False
    )
    op.create_index(
        op.f("ix_survey_answer_question_id"), "survey_answer", ["question_id"], unique=False
    )


def _survey_outcome() -> None:
    op.create_table(
        "survey_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("list_item_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_survey_outcome_issue_id")
        ),
        sa.ForeignKeyConstraint(
            ["list_item_id"], ["list_item.id"], name=op.f("fk_survey_outcome_list_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["option_id"], ["survey_option.id"], name=op.f("fk_survey_outcome_option_id")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["demand_survey.id"], name=op.f("fk_survey_outcome_survey_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_outcome")),
        sa.UniqueConstraint("survey_id", "option_id", name=op.f("uq_survey_outcome_survey_id")),
    )
    op.create_index(
        op.f("ix_survey_outcome_issue_id"), "survey_outcome", ["issue_id"], unique=False
    )
    op.create_index(
        op.f("ix_survey_outcome_list_item_id"), "survey_outcome", ["list_item_id"], unique=False
    )


def _autonomy_topic() -> None:
    op.create_table(
        "autonomy_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("proposer", sa.String(length=100), server_default="", nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("discussion", sa.Text(), server_default="", nullable=False),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=16), server_default="half", nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("vote_from", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("votes_abstain", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("satisfied", sa.Integer(), nullable=True),
        sa.Column("fair", sa.Integer(), nullable=True),
        sa.Column("unsatisfied", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_autonomy_topic_compound_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_autonomy_topic_grid_id")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_autonomy_topic_issue_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_autonomy_topic_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_autonomy_topic")),
        sa.UniqueConstraint("number", name=op.f("uq_autonomy_topic_number")),
    )
    op.create_index(
        op.f("ix_autonomy_topic_compound_id"), "autonomy_topic", ["compound_id"], unique=False
    )
    op.create_index(op.f("ix_autonomy_topic_grid_id"), "autonomy_topic", ["grid_id"], unique=False)
    op.create_index(
        op.f("ix_autonomy_topic_issue_id"), "autonomy_topic", ["issue_id"], unique=False
    )
    op.create_index(
        op.f("ix_autonomy_topic_person_id"), "autonomy_topic", ["person_id"], unique=False
    )


def _topic_vote() -> None:
    op.create_table(
        "topic_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("dwelling_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=8), nullable=False),
        sa.Column("voted_on", sa.Date(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_topic_vote_dwelling_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["autonomy_topic.id"], name=op.f("fk_topic_vote_topic_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_vote")),
        sa.UniqueConstraint("topic_id", "dwelling_id", name=op.f("uq_topic_vote_topic_id")),
    )
    op.create_index(op.f("ix_topic_vote_dwelling_id"), "topic_vote", ["dwelling_id"], unique=False)


def _reception_day() -> None:
    op.create_table(
        "reception_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.String(length=5), server_default="09:00", nullable=False),
        sa.Column("ends", sa.String(length=5), server_default="11:30", nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("compound_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("hosts", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=200), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["compound_id"], ["compound.id"], name=op.f("fk_reception_day_compound_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reception_day_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_day")),
    )
    op.create_index(
        op.f("ix_reception_day_compound_id"), "reception_day", ["compound_id"], unique=False
    )
    op.create_index(op.f("ix_reception_day_day"), "reception_day", ["day"], unique=False)
    op.create_index(
        op.f("ix_reception_day_organisation_id"), "reception_day", ["organisation_id"], unique=False
    )


def _reception_visit() -> None:
    op.create_table(
        "reception_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reception_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("came_at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("visitor", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("address", sa.String(length=100), server_default="", nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_reception_visit_issue_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reception_visit_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["reception_id"], ["reception_day.id"], name=op.f("fk_reception_visit_reception_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_visit")),
    )
    op.create_index(
        op.f("ix_reception_visit_issue_id"), "reception_visit", ["issue_id"], unique=False
    )
    op.create_index(
        op.f("ix_reception_visit_person_id"), "reception_visit", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_reception_visit_reception_id"), "reception_visit", ["reception_id"], unique=False
    )
