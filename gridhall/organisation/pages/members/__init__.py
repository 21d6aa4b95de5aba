"""组织架构·党员."""

from gridhall.organisation.pages.members.page import MembersPage

__all__ = ["MembersPage"]
