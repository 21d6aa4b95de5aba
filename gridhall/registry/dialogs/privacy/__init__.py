"""Dialogs about people's data: one person's sheet, looks, requests, terms."""

from gridhall.registry.dialogs.privacy.access import AccessSheet
from gridhall.registry.dialogs.privacy.due import RetentionSheet
from gridhall.registry.dialogs.privacy.person import PrivacySheet
from gridhall.registry.dialogs.privacy.requests import RequestsSheet

__all__ = ["AccessSheet", "PrivacySheet", "RequestsSheet", "RetentionSheet"]
