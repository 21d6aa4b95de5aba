"""组织架构·网格."""

from gridhall.organisation.pages.grids.page import GridsPage

__all__ = ["GridsPage"]
