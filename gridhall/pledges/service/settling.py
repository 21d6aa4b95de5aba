"""What follows from claims is written with them: an item's state, its end, its search entry.

The state is no part of an act's images: it is made anew after every act and every taking back.
"""

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.places.queries import chunks
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.queries.taken import parts
from gridhall.pledges.rules.states import item_state, taken
from gridhall.pledges.service.index import index_items
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.service.taking_back import CHECKS


def settle(session: Session, item_ids: Iterable[int]) -> None:
    """Make the state and the end of these items anew, and file them."""
    ids = sorted(set(item_ids))
    session.flush()
    known = parts(session, ids)
    ends = _confirmed_on(session, ids)
    for some in chunks(ids):
        for item in session.scalars(select(ListItem).where(ListItem.id.in_(some))):
            if item.state == "withdrawn":
                continue
            state = item_state(item.quantity, known.get(item.id, ()))
            ended = ends.get(item.id, item.opened_on) if state == "confirmed" else None
            if (item.state, item.ended_on) != (state, ended):
                item.state, item.ended_on = state, ended
    session.flush()
    index_items(session, ids)


def _confirmed_on(session: Session, ids: Iterable[int]) -> dict[int, date]:
    """The day the last claim of an item was confirmed."""
    found: dict[int, date] = {}
    for some in chunks(sorted(ids)):
        for column in (Claim.item_id, Claim.matched_id):
            query = (
                select(column, func.max(Claim.confirmed_on))
                .where(column.in_(some), Claim.state == "confirmed")
                .group_by(column)
            )
            for item_id, day in session.execute(query):
                if day is not None and item_id is not None:
                    found[item_id] = max(day, found.get(item_id, day))
    return found


def _settle_taken_back(session: Session, action: ServiceAction, touched: Touched) -> None:
    """After a taking back: nothing is claimed beyond its quantity, and states are made anew."""
    claims = {row_id for table, row_id in touched if table == "claim"}
    items = {row_id for table, row_id in touched if table == "list_item"}
    if not claims | items:
        return
    items |= _items_of(session, claims) | _items_named(action)
    refuse_too_much(session, items, f"不能撤回（{action.detail}）")
    settle(session, items)


def refuse_too_much(session: Session, item_ids: Iterable[int], act: str) -> None:
    """Refuse what would leave more claimed than there is."""
    ids = sorted(set(item_ids))
    known = parts(session, ids)
    for some in chunks(ids):
        for item in session.scalars(select(ListItem).where(ListItem.id.in_(some))):
            claimed = taken(known.get(item.id, ()))
            if claimed > item.quantity or (item.state == "withdrawn" and claimed):
                raise UserError(
                    f"{act}：“{item.title}”已经认领 {claimed} {item.measure}，"
                    f"只有 {item.quantity} {item.measure}。请先放弃后来的认领"
                )


def _items_of(session: Session, claim_ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(sorted(claim_ids)):
        query = select(Claim.item_id, Claim.matched_id).where(Claim.id.in_(some))
        found.update(one for row in session.execute(query) for one in row if one is not None)
    return found


def _items_named(action: ServiceAction) -> set[int]:
    """The items of claims that the act had added and that are gone again."""
    images = [one for noted in json.loads(action.images) for one in (noted["after"],) if one]
    named = [one.get(key) for one in images for key in ("item_id", "matched_id")]
    return {one for one in named if isinstance(one, int)}


def items_met_by(session: Session, item_id: int) -> set[int]:
    """Items whose claims use this one, and those its own claims use."""
    query = select(Claim.item_id, Claim.matched_id).where(
        or_(Claim.item_id == item_id, Claim.matched_id == item_id)
    )
    return {one for row in session.execute(query) for one in row if one is not None} | {item_id}


CHECKS.append(_settle_taken_back)
