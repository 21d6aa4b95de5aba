"""Sheets of what a hall sets for its governance: categories, whistle matrix, deadlines, points."""

from gridhall.issues.dialogs.settings.categories import CategoriesSheet
from gridhall.issues.dialogs.settings.governance import GovernanceSheet
from gridhall.issues.dialogs.settings.whistle import WhistleSheet

__all__ = ["CategoriesSheet", "GovernanceSheet", "WhistleSheet"]
