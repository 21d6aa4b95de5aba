"""组织架构·办事机构."""

from gridhall.organisation.pages.agencies.page import AgenciesPage

__all__ = ["AgenciesPage"]
