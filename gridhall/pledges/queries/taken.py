"""How much of each item is claimed, as its own claims and those that use it say."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gridhall.places.queries import chunks
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.rules.states import Part, used

_Matched = aliased(ListItem)


def parts(session: Session, item_ids: Iterable[int]) -> dict[int, list[Part]]:
    """Every claim's part of these items; a need met by a resource takes a part of both."""
    found: dict[int, list[Part]] = defaultdict(list)
    for some in chunks(sorted(set(item_ids))):
        own = select(Claim.item_id, Claim.quantity, Claim.state).where(Claim.item_id.in_(some))
        for item_id, quantity, state in session.execute(own):
            found[item_id].append(Part(quantity, state))
        met = (
            select(Claim.matched_id, Claim.quantity, Claim.state, ListItem.measure)
            .add_columns(_Matched.measure)
            .join(ListItem, ListItem.id == Claim.item_id)
            .join(_Matched, _Matched.id == Claim.matched_id)
            .where(Claim.matched_id.in_(some))
        )
        for matched, quantity, state, measure, own_measure in session.execute(met):
            found[matched or 0].append(Part(used(quantity, measure, own_measure), state))
    return found
