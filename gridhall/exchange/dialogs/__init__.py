"""The import window (导入): choose a file, match its columns, check it, bring it in."""

from gridhall.exchange.dialogs.workbench import ImportSheet

__all__ = ["ImportSheet"]
