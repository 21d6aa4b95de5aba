"""居民登记·人户分离."""

from gridhall.registry.pages.separation.page import SeparationPage

__all__ = ["SeparationPage"]
