"""What is posted as the search index holds it: by number, title and name; never who is meant."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from gridhall.db.search import SearchEntry
from gridhall.opinions.labels import HONOR_STATES, HONORS, NOTICE_STATES
from gridhall.opinions.models import Bulletin, Compact, HonorEntry, PublicNotice
from gridhall.opinions.rules.bulletins import say_quarter
from gridhall.places.queries import chunks

Which = ColumnElement[bool]


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of what is posted, for a rebuild."""
    for make, _ in SOURCES.values():
        yield from make(session, true())


def entries_of(session: Session, kind: str, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these records that are there."""
    make, key = SOURCES[kind]
    for some in chunks(sorted(ids)):
        yield from make(session, key.in_(some))


def _notices(session: Session, which: Which) -> Iterator[SearchEntry]:
    one = PublicNotice
    query = select(one.id, one.number, one.title, one.state).where(which).order_by(one.id)
    for row_id, number, title, state in session.execute(query):
        detail = f"公示 · {NOTICE_STATES.get(state, state)}"
        yield SearchEntry(
            "notice", row_id, title, detail=detail, number=number, names=(title, "公示")
        )


def _honors(session: Session, which: Which) -> Iterator[SearchEntry]:
    one = HonorEntry
    query = select(one.id, one.kind, one.title, one.state).where(which).order_by(one.id)
    for row_id, kind, title, state in session.execute(query):
        board = HONORS.get(kind, kind)
        detail = f"{board} · {HONOR_STATES.get(state, state)}"
        yield SearchEntry("honor", row_id, title, detail=detail, names=(title, board))


def _compacts(session: Session, which: Which) -> Iterator[SearchEntry]:
    one = Compact
    query = select(one.id, one.title, one.edition).where(which).order_by(one.id)
    for row_id, title, edition in session.execute(query):
        detail = f"居民公约 · 第 {edition} 版"
        yield SearchEntry("compact", row_id, title, detail=detail, names=(title, "居民公约"))


def _bulletins(session: Session, which: Which) -> Iterator[SearchEntry]:
    one = Bulletin
    query = select(one.id, one.name, one.quarter, one.ordinal).where(which).order_by(one.id)
    for row_id, name, quarter, ordinal in session.execute(query):
        title = f"{name} {say_quarter(quarter)}"
        detail = f"邻里报 · 总第 {ordinal} 期"
        yield SearchEntry(
            "bulletin", row_id, title, detail=detail, number=quarter, names=(name, "邻里报")
        )


_Make = Callable[[Session, Which], Iterator[SearchEntry]]
SOURCES: Final[Mapping[str, tuple[_Make, ColumnElement[int]]]] = {
    "notice": (_notices, PublicNotice.__table__.c.id),
    "honor": (_honors, HonorEntry.__table__.c.id),
    "compact": (_compacts, Compact.__table__.c.id),
    "bulletin": (_bulletins, Bulletin.__table__.c.id),
}
KIND_OF: Final = {
    "public_notice": "notice",
    "honor_entry": "honor",
    "compact": "compact",
    "bulletin": "bulletin",
}
