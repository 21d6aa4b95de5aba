"""The three lists as the search index holds them: by title and number."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.db.search import SearchEntry
from gridhall.places.queries import chunks
from gridhall.pledges.labels import LISTS, state_label
from gridhall.pledges.models import ListItem


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the lists, for a rebuild."""
    yield from _entries(session, true())


def item_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these items that are there."""
    for some in chunks(sorted(ids)):
        yield from _entries(session, ListItem.id.in_(some))


def _entries(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    one = ListItem
    query = select(one.id, one.number, one.kind, one.title, one.state).where(which)
    for row_id, number, kind, title, state in session.execute(query.order_by(one.id)):
        said = mask_numbers(title)
        yield SearchEntry(
            "pledge",
            row_id,
            said,
            detail=" · ".join((LISTS.get(kind, kind), state_label(state))),
            number=number,
            names=(said,),
        )
