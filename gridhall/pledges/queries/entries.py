"""The three lists as the search index holds them: by title, number, unit."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.db.search import SearchEntry
from gridhall.organisation.models import PartnerUnit
from gridhall.places.queries import chunks
from gridhall.pledges.labels import LISTS, state_label
from gridhall.pledges.models import ItemCategory, ListItem


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the lists, for a rebuild."""
    yield from _entries(session, true())


def item_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these items that are there."""
    for some in chunks(sorted(ids)):
        yield from _entries(session, ListItem.id.in_(some))


def _entries(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    one = ListItem
    query = (
        select(one.id, one.number, one.kind, one.title, one.state)
        .add_columns(
            func.coalesce(ItemCategory.name, ""),
            func.coalesce(PartnerUnit.name, ""),
            func.coalesce(PartnerUnit.short_name, ""),
        )
        .outerjoin(ItemCategory, ItemCategory.id == one.category_id)
        .outerjoin(PartnerUnit, PartnerUnit.id == one.unit_id)
        .where(which)
        .order_by(one.id)
    )
    for row_id, number, kind, title, state, category, unit, short in session.execute(query):
        said = (LISTS.get(kind, ""), state_label(state), category, unit)
        yield SearchEntry(
            "pledge",
            row_id,
            mask_numbers(title),
            detail=" · ".join(filter(None, said)),
            number=number,
            names=tuple(filter(None, (mask_numbers(title), unit, short))),
        )
