"""居民登记·户籍迁移: the list, one transfer's card, the running totals, what is done about them."""

from gridhall.registry.pages.transfers.matters import transfer_matters
from gridhall.registry.pages.transfers.page import TransfersPage

__all__ = ["TransfersPage", "transfer_matters"]
