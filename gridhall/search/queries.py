"""One search over every subject (全局搜索): the palette, the search boxes and `find` ask here."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.db.search import Hit


def find(
    session: Session, text: str, limit: int = 20, kinds: Iterable[str] | None = None
) -> list[Hit]:
    """The records that fit all words typed, best first; empty for nothing typed."""
    return search.search(session, text, limit, kinds)
