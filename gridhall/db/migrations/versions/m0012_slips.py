"""A case remembers the number of the slip that its parked form had (暂存回执)."""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("service_case", sa.Column("slip_number", sa.Integer(), nullable=True))
    for slip_number, case_id in _printed():
        said = {"slip_number": slip_number, "case_id": case_id}
        asked = sa.text("UPDATE service_case SET slip_number = :slip_number WHERE id = :case_id")
        op.get_bind().execute(asked, said)
    op.create_index(
        "ix_service_case_slip_number",
        "service_case",
        ["slip_number"],
        unique=False,
        sqlite_where=sa.text("slip_number IS NOT NULL"),
    )


def _printed() -> list[tuple[int, int]]:
    """The slips of the cases there are; of a hall that never printed one there are none."""
    bind = op.get_bind()
    slips = "SELECT min(issued_at) FROM paper WHERE subject = 'case_draft'"
    first = bind.execute(sa.text(slips)).scalar()
    if first is None:
        return []
    asked = sa.text("SELECT id, request_key FROM service_case WHERE recorded_at >= :first")
    return [(_ordinal(key), case_id) for case_id, key in bind.execute(asked, {"first": first})]


def _ordinal(request_key: str) -> int:
    """As service_desk.rules.slips spelled it when this was written."""
    return int(sha256(request_key.encode()).hexdigest()[:7], 16)
