"""The register's dialogs: register and change, acts, tags, guardians, the history, a number."""

from gridhall.registry.dialogs.conflict import ConflictSheet
from gridhall.registry.dialogs.guardian import GuardianSheet
from gridhall.registry.dialogs.history import HistorySheet
from gridhall.registry.dialogs.resident import ResidentDialog
from gridhall.registry.dialogs.reveal import RevealSheet
from gridhall.registry.dialogs.tags import TagKindsSheet, TagsSheet

__all__ = [
    "ConflictSheet",
    "GuardianSheet",
    "HistorySheet",
    "ResidentDialog",
    "RevealSheet",
    "TagKindsSheet",
    "TagsSheet",
]
