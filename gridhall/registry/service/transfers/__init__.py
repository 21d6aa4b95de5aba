"""What is done about 户籍迁移: taken in, moved on, handed over, settled, taken back."""

from gridhall.registry.service.transfers.catalogue import (
    change_category,
    ensure_categories,
    export_categories,
    import_categories,
    install_categories,
)
from gridhall.registry.service.transfers.opening import (
    amend_transfer,
    forget_draft,
    keep_draft,
    open_transfer,
)
from gridhall.registry.service.transfers.settling import reverse_transfer, settle_transfer
from gridhall.registry.service.transfers.steps import (
    check_may_hand_over,
    hand_over,
    receive_material,
    step_transfer,
)

__all__ = [
    "amend_transfer",
    "change_category",
    "check_may_hand_over",
    "ensure_categories",
    "export_categories",
    "forget_draft",
    "hand_over",
    "import_categories",
    "install_categories",
    "keep_draft",
    "open_transfer",
    "receive_material",
    "reverse_transfer",
    "settle_transfer",
    "step_transfer",
]
