"""户籍迁移: the four-step dialog, pane by pane, what it gathers, and its change afterwards."""

from gridhall.registry.dialogs.transfer.amend import AmendDialog
from gridhall.registry.dialogs.transfer.catalogue import CategoriesSheet
from gridhall.registry.dialogs.transfer.sheet import TransferDialog

__all__ = ["AmendDialog", "CategoriesSheet", "TransferDialog"]
