"""The lending counter: things, loans, stock, lost property, parcels."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    _found_item()
    _lending_action()
    _thing_kind()
    _stock_entry()
    _stock_taking()
    _thing()
    _deposit()
    _kit_item()
    _loan()
    _taking_line()
    _loan_call()


def _found_item() -> None:
    op.create_table(
        "found_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("marks", sa.String(length=200), server_default="", nullable=False),
        sa.Column("spot", sa.String(length=60), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("finder", sa.String(length=50), server_default="", nullable=False),
        sa.Column("finder_phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("kept_at", sa.String(length=40), server_default="", nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), server_default="kept", nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("claimant", sa.String(length=100), server_default="", nullable=False),
        sa.Column("claimant_phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("proof", sa.String(length=200), server_default="", nullable=False),
        sa.Column("closed_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_item")),
        sa.UniqueConstraint("number", name=op.f("uq_found_item_number")),
    )


def _lending_action() -> None:
    op.create_table(
        "lending_action",
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
            ["undo_of"], ["lending_action.id"], name=op.f("fk_lending_action_undo_of")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["lending_action.id"], name=op.f("fk_lending_action_undone_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_action")),
        sa.UniqueConstraint("request_key", name=op.f("uq_lending_action_request_key")),
        sa.UniqueConstraint("undo_of", name=op.f("uq_lending_action_undo_of")),
    )
    op.create_index(
        op.f("ix_lending_action_subject_id"), "lending_action", ["subject_id"], unique=False
    )


def _thing_kind() -> None:
    op.create_table(
        "thing_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=10), server_default="", nullable=False),
        sa.Column("measure", sa.String(length=8), server_default="件", nullable=False),
        sa.Column("usual_days", sa.Integer(), server_default="3", nullable=False),
        sa.Column("renewals", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deposit_fen", sa.Integer(), nullable=True),
        sa.Column("least", sa.Integer(), server_default="0", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thing_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_thing_kind_code")),
        sa.UniqueConstraint("name", name=op.f("uq_thing_kind_name")),
    )


def _stock_entry() -> None:
    op.create_table(
        "stock_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity <> 0", name="some"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_stock_entry_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["thing_kind.id"], name=op.f("fk_stock_entry_kind_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_entry")),
    )
    op.create_index(op.f("ix_stock_entry_kind_id"), "stock_entry", ["kind_id"], unique=False)


def _stock_taking() -> None:
    op.create_table(
        "stock_taking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("result", sa.String(length=400), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["thing_kind.id"], name=op.f("fk_stock_taking_kind_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_taking")),
    )


def _thing() -> None:
    op.create_table(
        "thing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=80), server_default="", nullable=False),
        sa.Column("state", sa.String(length=8), server_default="ready", nullable=False),
        sa.Column("spot", sa.String(length=40), server_default="", nullable=False),
        sa.Column("worth_fen", sa.Integer(), nullable=True),
        sa.Column("got_on", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), server_default="", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_thing_batch_id")),
        sa.ForeignKeyConstraint(["kind_id"], ["thing_kind.id"], name=op.f("fk_thing_kind_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thing")),
        sa.UniqueConstraint("code", name=op.f("uq_thing_code")),
    )
    op.create_index(op.f("ix_thing_kind_id"), "thing", ["kind_id"], unique=False)


def _deposit() -> None:
    op.create_table(
        "deposit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("taken_by", sa.String(length=100), server_default="", nullable=False),
        sa.Column("taken_proof", sa.String(length=100), server_default="", nullable=False),
        sa.Column("handed_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_deposit_person_id")),
        sa.ForeignKeyConstraint(["slot_id"], ["thing.id"], name=op.f("fk_deposit_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit")),
        sa.UniqueConstraint("number", name=op.f("uq_deposit_number")),
    )
    op.create_index(op.f("ix_deposit_person_id"), "deposit", ["person_id"], unique=False)
    op.create_index(op.f("ix_deposit_slot_id"), "deposit", ["slot_id"], unique=False)
    op.create_index(
        "uq_deposit_code",
        "deposit",
        ["code"],
        unique=True,
        sqlite_where=sa.text("taken_on IS NULL"),
    )


def _kit_item() -> None:
    op.create_table(
        "kit_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("measure", sa.String(length=8), server_default="件", nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("lot", sa.String(length=30), server_default="", nullable=False),
        sa.Column("put_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=60), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name="some"),
        sa.ForeignKeyConstraint(["thing_id"], ["thing.id"], name=op.f("fk_kit_item_thing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_item")),
    )
    op.create_index(op.f("ix_kit_item_expires_on"), "kit_item", ["expires_on"], unique=False)
    op.create_index(op.f("ix_kit_item_thing_id"), "kit_item", ["thing_id"], unique=False)


def _loan() -> None:
    op.create_table(
        "loan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("borrower", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("address", sa.String(length=100), server_default="", nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=False),
        sa.Column("lent_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("renewed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("deposit_fen", sa.Integer(), nullable=True),
        sa.Column("deposit_back_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.Column("returned", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lost", sa.Integer(), server_default="0", nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("trouble", sa.String(length=8), server_default="", nullable=False),
        sa.Column("return_note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("taken_by", sa.String(length=50), server_default="", nullable=False),
        sa.Column("settled", sa.String(length=10), server_default="", nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_fen", sa.Integer(), nullable=True),
        sa.Column("settled_note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_on >= lent_on", name="order"),
        sa.CheckConstraint("quantity > 0", name="some"),
        sa.CheckConstraint(
            "returned >= 0 AND lost >= 0 AND returned + lost <= quantity", name="all"
        ),
        sa.ForeignKeyConstraint(["kind_id"], ["thing_kind.id"], name=op.f("fk_loan_kind_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_loan_person_id")),
        sa.ForeignKeyConstraint(["thing_id"], ["thing.id"], name=op.f("fk_loan_thing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
        sa.UniqueConstraint("number", name=op.f("uq_loan_number")),
    )
    op.create_index(op.f("ix_loan_kind_id"), "loan", ["kind_id"], unique=False)
    op.create_index(
        "ix_loan_open", "loan", ["due_on"], unique=False, sqlite_where=sa.text("closed_on IS NULL")
    )
    op.create_index(op.f("ix_loan_person_id"), "loan", ["person_id"], unique=False)
    op.create_index(op.f("ix_loan_thing_id"), "loan", ["thing_id"], unique=False)
    op.create_index(
        "uq_loan_open_thing",
        "loan",
        ["thing_id"],
        unique=True,
        sqlite_where=sa.text("closed_on IS NULL AND thing_id IS NOT NULL"),
    )


def _taking_line() -> None:
    op.create_table(
        "taking_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("taking_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("kind_id", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Integer(), server_default="1", nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["thing_kind.id"], name=op.f("fk_taking_line_kind_id")
        ),
        sa.ForeignKeyConstraint(
            ["taking_id"], ["stock_taking.id"], name=op.f("fk_taking_line_taking_id")
        ),
        sa.ForeignKeyConstraint(["thing_id"], ["thing.id"], name=op.f("fk_taking_line_thing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taking_line")),
        sa.UniqueConstraint("taking_id", "code", name=op.f("uq_taking_line_taking_id")),
    )


def _loan_call() -> None:
    op.create_table(
        "loan_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=100), server_default="", nullable=False),
        sa.Column("clerk_name", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(["loan_id"], ["loan.id"], name=op.f("fk_loan_call_loan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_call")),
    )
    op.create_index(op.f("ix_loan_call_loan_id"), "loan_call", ["loan_id"], unique=False)
