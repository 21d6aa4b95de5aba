"""One search index over everything the hall keeps: written with the records, read at each key."""

from gridhall.db.search.entries import KINDS, Hit, SearchEntry
from gridhall.db.search.index import create, put, rebuild, remove, remove_from, tidy
from gridhall.db.search.lookup import search

__all__ = (
    "KINDS",
    "Hit",
    "SearchEntry",
    "create",
    "put",
    "rebuild",
    "remove",
    "remove_from",
    "search",
    "tidy",
)
