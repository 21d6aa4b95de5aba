"""One search over every subject (全局搜索): the palette, the search boxes and `find` ask here."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.db.search import KINDS, Hit
from gridhall.search.rules import CROWDED, SHARE, shared

_RARE = tuple(kind for kind in KINDS if kind not in CROWDED)


def find(
    session: Session, text: str, limit: int = 20, kinds: Iterable[str] | None = None
) -> list[Hit]:
    """The records that fit all words typed, best first; empty for nothing typed.

    A list that people fill keeps a quarter of its places for matters, cases and papers that fit.
    """
    hits = search.search(session, text, limit, kinds)
    if kinds is not None or len(hits) < limit:
        return hits
    return shared(hits, search.search(session, text, limit // SHARE, _RARE))
