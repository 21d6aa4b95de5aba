"""The register's dialogs: register and change, the reason for a number, a new head."""

from gridhall.registry.dialogs.conflict import ConflictSheet
from gridhall.registry.dialogs.head import HeadDialog
from gridhall.registry.dialogs.resident import ResidentDialog
from gridhall.registry.dialogs.reveal import RevealSheet

__all__ = ["ConflictSheet", "HeadDialog", "ResidentDialog", "RevealSheet"]
