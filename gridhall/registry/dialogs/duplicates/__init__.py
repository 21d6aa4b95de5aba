"""疑似重复: asked while typing, listed, compared side by side, made one or told apart."""

from gridhall.registry.dialogs.duplicates.compare import CompareSheet, Settled
from gridhall.registry.dialogs.duplicates.listing import DuplicatesSheet
from gridhall.registry.dialogs.duplicates.watch import DraftWatch

__all__ = ["CompareSheet", "DraftWatch", "DuplicatesSheet", "Settled"]
