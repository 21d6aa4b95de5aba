"""组织架构·公示红黑榜: what hangs, what is objected to, the board, compacts, the paper."""

from gridhall.opinions.pages.postings.page import PostingsPage

__all__ = ["PostingsPage"]
