"""Tickets, ratings, notices, pauses, closings, the print queue, agencies, reports."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    _agency()
    _ticket_lane()
    _queue_ticket()
    _matter_pin()
    _case_link()
    _case_pause()
    _case_extension()
    _case_notice()
    _case_rating()
    _rating_follow_up()
    _day_handover()
    _month_close()
    _print_job()
    _printer_setting()
    _report_receiver()
    _report_layout()
    _report_sending()


def _agency() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("aliases", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("does", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("hours", sa.String(length=100), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=60), server_default="", nullable=False),
        sa.Column("on_plate", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
    )


def _ticket_lane() -> None:
    op.create_table(
        "ticket_lane",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("counters", sa.String(length=100), server_default="", nullable=False),
        sa.Column("categories", sa.String(length=200), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_lane")),
        sa.UniqueConstraint("name", name=op.f("uq_ticket_lane_name")),
        sa.UniqueConstraint("prefix", name=op.f("uq_ticket_lane_prefix")),
    )


def _queue_ticket() -> None:
    op.create_table(
        "queue_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lane_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("queue_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(length=10), server_default="", nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("waiting_since", sa.DateTime(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("waited_seconds", sa.Integer(), nullable=False),
        sa.Column("served_seconds", sa.Integer(), nullable=False),
        sa.Column("counter", sa.String(length=20), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("put_backs", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lane_id"], ["ticket_lane.id"], name=op.f("fk_queue_ticket_lane_id")
        ),
        sa.ForeignKeyConstraint(
            ["queue_id"], ["ticket_lane.id"], name=op.f("fk_queue_ticket_queue_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_ticket")),
        sa.UniqueConstraint("day", "lane_id", "ordinal", name=op.f("uq_queue_ticket_day")),
        sa.UniqueConstraint("request_key", name=op.f("uq_queue_ticket_request_key")),
    )
    op.create_index("ix_queue_ticket_day", "queue_ticket", ["day", "state"], unique=False)


def _matter_pin() -> None:
    op.create_table(
        "matter_pin",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["service_item.id"], name=op.f("fk_matter_pin_item_id")
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_matter_pin")),
        sa.UniqueConstraint("item_id", name=op.f("uq_matter_pin_item_id")),
    )


def _case_link() -> None:
    op.create_table(
        "case_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_case_link_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["service_case.id"], name=op.f("fk_case_link_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
        sa.UniqueConstraint("case_id", "other_id", name=op.f("uq_case_link_case_id")),
    )
    op.create_index(op.f("ix_case_link_case_id"), "case_link", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_link_other_id"), "case_link", ["other_id"], unique=False)


def _case_pause() -> None:
    op.create_table(
        "case_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=200), server_default="", nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("ended_by", sa.String(length=50), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_case_pause_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_pause")),
    )
    op.create_index(op.f("ix_case_pause_case_id"), "case_pause", ["case_id"], unique=False)


def _case_extension() -> None:
    op.create_table(
        "case_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=50), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("opinion", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_case_extension_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_extension")),
    )
    op.create_index(op.f("ix_case_extension_case_id"), "case_extension", ["case_id"], unique=False)


def _case_notice() -> None:
    op.create_table(
        "case_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("lacking", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("approved_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_case_notice_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notice")),
        sa.UniqueConstraint("case_id", "nth", name=op.f("uq_case_notice_case_id")),
    )


def _case_rating() -> None:
    op.create_table(
        "case_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("rated_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("served_by", sa.String(length=50), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_case_rating_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_rating")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_rating_case_id")),
        sa.UniqueConstraint("request_key", name=op.f("uq_case_rating_request_key")),
    )
    op.create_index(op.f("ix_case_rating_rated_at"), "case_rating", ["rated_at"], unique=False)


def _rating_follow_up() -> None:
    op.create_table(
        "rating_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rating_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("call_due_on", sa.Date(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("called_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("call_words", sa.Text(), server_default="", nullable=False),
        sa.Column("mend_due_on", sa.Date(), nullable=True),
        sa.Column("mended_at", sa.DateTime(), nullable=True),
        sa.Column("mend_words", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rating_id"], ["case_rating.id"], name=op.f("fk_rating_follow_up_rating_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_follow_up")),
        sa.UniqueConstraint("rating_id", name=op.f("uq_rating_follow_up_rating_id")),
    )


def _day_handover() -> None:
    op.create_table(
        "day_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("from_name", sa.String(length=50), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("to_name", sa.String(length=50), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("cases", sa.Text(), nullable=False),
        sa.Column("handed_at", sa.DateTime(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["to_id"], ["clerk.id"], name=op.f("fk_day_handover_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_handover")),
        sa.UniqueConstraint("request_key", name=op.f("uq_day_handover_request_key")),
    )
    op.create_index(op.f("ix_day_handover_day"), "day_handover", ["day"], unique=False)


def _month_close() -> None:
    op.create_table(
        "month_close",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", sa.String(length=50), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.Column("reopened_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_month_close")),
    )


def _print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("printer", sa.String(length=120), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(length=10), server_default="", nullable=False),
        sa.Column("pages_done", sa.Integer(), nullable=False),
        sa.Column("print_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("said", sa.String(length=200), server_default="", nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_print_job_paper_id")),
        sa.ForeignKeyConstraint(
            ["print_id"], ["print_entry.id"], name=op.f("fk_print_job_print_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
    )
    op.create_index(op.f("ix_print_job_batch"), "print_job", ["batch"], unique=False)
    op.create_index(op.f("ix_print_job_paper_id"), "print_job", ["paper_id"], unique=False)
    op.create_index(op.f("ix_print_job_state"), "print_job", ["state"], unique=False)


def _printer_setting() -> None:
    op.create_table(
        "printer_setting",
        sa.Column("printer", sa.String(length=120), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.Column("preprinted", sa.Text(), server_default="", nullable=False),
        sa.Column("is_ticket", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("printer", name=op.f("pk_printer_setting")),
    )


def _report_receiver() -> None:
    op.create_table(
        "report_receiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("contact", sa.String(length=100), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_receiver")),
        sa.UniqueConstraint("name", name=op.f("uq_report_receiver_name")),
    )


def _report_layout() -> None:
    op.create_table(
        "report_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("workbook", sa.LargeBinary(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["report_receiver.id"], name=op.f("fk_report_layout_receiver_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_layout")),
        sa.UniqueConstraint("receiver_id", "name", name=op.f("uq_report_layout_receiver_id")),
    )


def _report_sending() -> None:
    op.create_table(
        "report_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layout_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("is_zero", sa.Boolean(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("workbook", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["layout_id"], ["report_layout.id"], name=op.f("fk_report_sending_layout_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_sending")),
        sa.UniqueConstraint("layout_id", "period", "nth", name=op.f("uq_report_sending_layout_id")),
    )
