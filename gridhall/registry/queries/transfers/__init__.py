"""Reads of 户籍迁移: the catalogue, plans, lists, cards, running totals, drafts."""

from gridhall.registry.queries.transfers.cards import (
    SUBJECT,
    last_step_on,
    materials,
    transfer_card,
    without_permit,
)
from gridhall.registry.queries.transfers.categories import (
    categories,
    category,
    shipped_categories,
)
from gridhall.registry.queries.transfers.edits import Touch, category_editor, last_touch
from gridhall.registry.queries.transfers.entries import (
    all_transfer_entries,
    transfer_entries,
    transfers_about,
)
from gridhall.registry.queries.transfers.lists import (
    move_ins,
    running_totals,
    transfer_counts,
    transfer_numbered,
    transfer_row,
    transfers,
    transfers_of,
)
from gridhall.registry.queries.transfers.plans import (
    change_on_register,
    draft_again,
    draft_plan,
    kept_draft,
    stored_draft,
    with_kind,
)
from gridhall.registry.queries.transfers.rows import (
    CategoryRow,
    MonthTotal,
    Stage,
    TransferCard,
    TransferMaterialRow,
    TransferPersonRow,
    TransferRow,
    TransferStepRow,
)

__all__ = [
    "SUBJECT",
    "CategoryRow",
    "MonthTotal",
    "Stage",
    "Touch",
    "TransferCard",
    "TransferMaterialRow",
    "TransferPersonRow",
    "TransferRow",
    "TransferStepRow",
    "all_transfer_entries",
    "categories",
    "category",
    "category_editor",
    "change_on_register",
    "draft_again",
    "draft_plan",
    "kept_draft",
    "last_step_on",
    "last_touch",
    "materials",
    "move_ins",
    "running_totals",
    "shipped_categories",
    "stored_draft",
    "transfer_card",
    "transfer_counts",
    "transfer_entries",
    "transfer_numbered",
    "transfer_row",
    "transfers",
    "transfers_about",
    "transfers_of",
    "with_kind",
    "without_permit",
]
