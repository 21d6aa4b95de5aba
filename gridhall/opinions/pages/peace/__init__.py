"""居民登记·调解排查."""

from gridhall.opinions.pages.peace.page import PeacePage

__all__ = ["PeacePage"]
