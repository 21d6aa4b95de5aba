"""Matters get versions, cases the whole of their life: tables rebuilt, rows kept.

A table is rebuilt under another name, filled, and takes the old one's place: with foreign keys off,
as migrations run, the tables that point at it are left alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_MOVED = [
    "name",
    "category",
    "kind",
    "limit_days",
    "basis",
    "authority",
    "fee",
    "result_name",
    "active",
]
_KEPT = [
    "id",
    "number",
    "item_id",
    "item_name",
    "applicant_id",
    "applicant_name",
    "phone",
    "channel",
    "note",
    "state",
    "accepted_at",
    "promised_on",
    "provisional",
    "limit_days",
    "finished_at",
    "finish_kind",
    "clerk_name",
    "counter",
    "request_key",
    "version",
]


def upgrade() -> None:
    _item_version()
    _take_versions()
    _item_material()
    _take_materials()
    for column in _MOVED:
        op.drop_column("service_item", column)
    _service_case()
    _take_cases()
    _index_cases()


def _take_versions() -> None:
    """Each matter as it stands is its first version; it bears the matter's own number."""
    columns = ", ".join(_MOVED)
    op.execute(
        f"INSERT INTO item_version (id, item_id, since, recorded_at, {columns})"
        f" SELECT id, id, '2000-01-01', '2000-01-01 00:00:00.000000', {columns} FROM service_item"
    )


def _take_materials() -> None:
    columns = "id, position, name, originals, copies, required, issuer, note"
    op.execute(
        f"INSERT INTO item_material_new (version_id, {columns})"
        f" SELECT item_id, {columns} FROM item_material"
    )
    op.drop_table("item_material")
    op.rename_table("item_material_new", "item_material")


def _take_cases() -> None:
    kept = ", ".join(_KEPT)
    op.execute(
        f"INSERT INTO service_case_new ({kept}, item_version_id, received_at, recorded_at, due_on,"
        f" closed_at, holder_name, holder_id) SELECT {kept}, item_id, accepted_at, accepted_at,"
        " CASE state WHEN 'accepted' THEN promised_on END,"
        " CASE state WHEN 'finished' THEN finished_at WHEN 'revoked' THEN (SELECT max(happened_at)"
        " FROM case_event e WHERE e.case_id = service_case.id) END, clerk_name,"
        " (SELECT k.id FROM clerk k WHERE k.name = service_case.clerk_name) FROM service_case"
    )
    op.drop_table("service_case")
    op.rename_table("service_case_new", "service_case")
    op.add_column("case_material", sa.Column("deferred_until", sa.Date(), nullable=True))


def _item_version() -> None:
    op.create_table(
        "item_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("limit_days", sa.Integer(), nullable=False),
        sa.Column("legal_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("limit_note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("item_type", sa.String(length=2), server_default="20", nullable=False),
        sa.Column("basic_code", sa.String(length=10), server_default="", nullable=False),
        sa.Column("implementation_code", sa.String(length=24), server_default="", nullable=False),
        sa.Column("level", sa.String(length=1), server_default="6", nullable=False),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("authority", sa.String(length=100), server_default="", nullable=False),
        sa.Column("authority_code", sa.String(length=18), server_default="", nullable=False),
        sa.Column("partners", sa.String(length=200), server_default="", nullable=False),
        sa.Column("audience", sa.String(length=20), server_default="1", nullable=False),
        sa.Column("ways", sa.String(length=20), server_default="1", nullable=False),
        sa.Column("special", sa.String(length=200), server_default="", nullable=False),
        sa.Column("conditions", sa.Text(), server_default="", nullable=False),
        sa.Column("steps", sa.Text(), server_default="", nullable=False),
        sa.Column("quota", sa.String(length=100), server_default="", nullable=False),
        sa.Column("scope", sa.String(length=100), server_default="", nullable=False),
        sa.Column("fee", sa.String(length=60), server_default="", nullable=False),
        sa.Column("fee_basis", sa.String(length=200), server_default="", nullable=False),
        sa.Column("result_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("delivery", sa.String(length=100), server_default="", nullable=False),
        sa.Column("place", sa.String(length=200), server_default="", nullable=False),
        sa.Column("hours", sa.String(length=100), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=60), server_default="", nullable=False),
        sa.Column("complaint_phone", sa.String(length=60), server_default="", nullable=False),
        sa.Column("questions", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["service_item.id"], name=op.f("fk_item_version_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_item_version_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_version")),
    )
    op.create_index(op.f("ix_item_version_item_id"), "item_version", ["item_id"], unique=False)


def _item_material() -> None:
    op.create_table(
        "item_material_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("deferrable", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("issuer", sa.String(length=100), server_default="", nullable=False),
        sa.Column("issued_within", sa.String(length=60), server_default="", nullable=False),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["item_version.id"], name=op.f("fk_item_material_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_material")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_item_material_version_id")),
    )


def _service_case() -> None:
    op.create_table(
        "service_case_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("item_version_id", sa.Integer(), nullable=False),
        sa.Column("item_name", sa.String(length=200), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=True),
        sa.Column("applicant_name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("agent_kind", sa.String(length=10), server_default="", nullable=False),
        sa.Column("agent_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("agent_id_number", sa.String(length=30), server_default="", nullable=False),
        sa.Column("agent_phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("agent_relation", sa.String(length=30), server_default="", nullable=False),
        sa.Column("grid_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("green", sa.String(length=10), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("notice_due_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("legal_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("limit_days", sa.Integer(), nullable=False),
        sa.Column("legal_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("finish_kind", sa.String(length=20), nullable=True),
        sa.Column("result_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("result_number", sa.String(length=60), server_default="", nullable=False),
        sa.Column("result_note", sa.Text(), server_default="", nullable=False),
        sa.Column("result_until", sa.Date(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.Column("delivery_way", sa.String(length=10), server_default="", nullable=False),
        sa.Column("delivered_to", sa.String(length=100), server_default="", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archive_place", sa.String(length=60), server_default="", nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("counter", sa.String(length=20), server_default="", nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("holder_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["person.id"], name=op.f("fk_service_case_applicant_id")
        ),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_service_case_grid_id")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["clerk.id"], name=op.f("fk_service_case_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["service_item.id"], name=op.f("fk_service_case_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_version_id"], ["item_version.id"], name=op.f("fk_service_case_item_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["queue_ticket.id"], name=op.f("fk_service_case_ticket_id")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["hukou_transfer.id"], name=op.f("fk_service_case_transfer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_case")),
        sa.UniqueConstraint("number", name=op.f("uq_service_case_number")),
        sa.UniqueConstraint("request_key", name=op.f("uq_service_case_request_key")),
    )


def _index_cases() -> None:
    op.create_index(
        op.f("ix_service_case_accepted_at"), "service_case", ["accepted_at"], unique=False
    )
    op.create_index(
        op.f("ix_service_case_applicant_id"), "service_case", ["applicant_id"], unique=False
    )
    op.create_index(
        op.f("ix_service_case_finished_at"), "service_case", ["finished_at"], unique=False
    )
    op.create_index(op.f("ix_service_case_holder_id"), "service_case", ["holder_id"], unique=False)
    op.create_index(op.f("ix_service_case_item_id"), "service_case", ["item_id"], unique=False)
    op.create_index(
        op.f("ix_service_case_received_at"), "service_case", ["received_at"], unique=False
    )
    op.create_index(op.f("ix_service_case_state"), "service_case", ["state"], unique=False)
    op.create_index(op.f("ix_service_case_ticket_id"), "service_case", ["ticket_id"], unique=False)
    op.create_index(
        op.f("ix_service_case_transfer_id"), "service_case", ["transfer_id"], unique=False
    )
    op.create_index(
        "ix_service_case_waiting",
        "service_case",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "ix_service_case_undelivered",
        "service_case",
        ["finished_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'finished' AND result_name <> ''"),
    )
    op.create_index(
        "ix_service_case_turned",
        "service_case",
        ["closed_at"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NOT NULL AND finished_at IS NULL"),
    )
