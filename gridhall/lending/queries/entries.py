"""Things as the search index holds them: by code and name."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.db.search import SearchEntry
from gridhall.lending.models import Thing, ThingKind
from gridhall.places.queries import chunks


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the counter, for a rebuild."""
    yield from _entries(session, true())


def thing_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these things that are there."""
    for some in chunks(sorted(ids)):
        yield from _entries(session, Thing.id.in_(some))


def _entries(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    query = (
        select(Thing.id, Thing.code, Thing.name, ThingKind.name)
        .join(ThingKind, ThingKind.id == Thing.kind_id)
        .where(which)
        .order_by(Thing.id)
    )
    for row_id, code, name, kind in session.execute(query):
        title = mask_numbers(name or kind)
        yield SearchEntry(
            "thing",
            row_id,
            f"{title} {code}",
            detail=f"便民借用 · {kind}",
            number=code,
            names=tuple(filter(None, (title, kind))),
        )
