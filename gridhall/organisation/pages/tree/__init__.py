"""组织架构·党组织."""

from gridhall.organisation.pages.tree.page import PartyPage

__all__ = ["PartyPage"]
