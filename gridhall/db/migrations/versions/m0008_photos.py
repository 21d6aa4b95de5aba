"""Photos of records."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=10), server_default="", nullable=False),
        sa.Column("caption", sa.String(length=60), server_default="", nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("void_reason", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
    )
    op.create_index("ix_photo_subject", "photo", ["subject", "subject_id"], unique=False)
    op.create_table(
        "photo_file",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name=op.f("fk_photo_file_photo_id")),
        sa.PrimaryKeyConstraint("photo_id", name=op.f("pk_photo_file")),
    )
