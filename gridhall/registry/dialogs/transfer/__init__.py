"""户籍迁移: the four-step dialog, pane by pane, and what it gathers."""

from gridhall.registry.dialogs.transfer.sheet import TransferDialog

__all__ = ["TransferDialog"]
