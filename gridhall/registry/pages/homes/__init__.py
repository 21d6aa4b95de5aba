"""居民登记·户与房屋."""

from gridhall.registry.pages.homes.page import HomesPage

__all__ = ["HomesPage"]
