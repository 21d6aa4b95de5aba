"""The categories of service, in their order, with how often each is used."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.pledges.models import ItemCategory, ListItem


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category with how many items have it."""

    id: int
    name: str
    place: int
    ended_on: date | None
    items: int


def categories(session: Session, ended: bool = False) -> list[CategoryRow]:
    """Those that are offered; with `ended` the others too."""
    one = ItemCategory
    query = (
        select(one.id, one.name, one.place, one.ended_on, func.count(ListItem.id))
        .outerjoin(ListItem, ListItem.category_id == one.id)
        .group_by(one.id)
        .order_by(one.ended_on.is_not(None), one.place, one.id)
    )
    if not ended:
        query = query.where(one.ended_on.is_(None))
    return [CategoryRow(*row) for row in session.execute(query)]
