"""The editor of a matter (修改事项)."""

from gridhall.service_desk.dialogs.catalogue_editor.sheet import EMPTY, MatterEditor

__all__ = ["EMPTY", "MatterEditor"]
