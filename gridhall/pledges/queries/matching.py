"""What fits what, read for an item's card and for a whole list."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.places.models import Building, Entrance
from gridhall.pledges.queries.items import ItemFilter, ItemRow, item, items
from gridhall.pledges.rules.matching import Side, best, rank


@dataclass(frozen=True, slots=True)
class MatchRow:
    """An item that fits another, and why."""

    item: ItemRow
    score: int
    why: str

    @property
    def id(self) -> int:
        """The item's id."""
        return self.item.id


def matches(session: Session, item_id: int, today: date, most: int = 8) -> list[MatchRow]:
    """Resources for a need or project; needs and projects for a resource; the best first."""
    one = item(session, item_id, today)
    if not one.left:
        return []
    gives = one.kind == "resource"
    waiting = items(session, today, ItemFilter("" if gives else "resource", ("open",)))
    others = [row for row in waiting if gives != (row.kind == "resource")]
    compounds = _compounds(session)
    known = {row.id: row for row in others}
    near = (_side(row, compounds) for row in others)
    found = rank(_side(one, compounds), near, most, gives=gives)
    return [MatchRow(known[match.id], match.score, match.why) for match in found]


def best_matches(session: Session, today: date) -> dict[int, MatchRow]:
    """For every need and project that waits, the resource that fits best."""
    compounds = _compounds(session)
    waiting = items(session, today, ItemFilter(states=("open",)))
    resources = {row.id: row for row in waiting if row.kind == "resource"}
    needs = [_side(row, compounds) for row in waiting if row.kind != "resource"]
    found = best(needs, [_side(row, compounds) for row in resources.values()])
    return {
        need: MatchRow(resources[match.id], match.score, match.why) for need, match in found.items()
    }


def _side(row: ItemRow, compounds: dict[int, set[int]]) -> Side:
    near = set(compounds.get(row.grid_id or 0, ()))
    near |= {row.compound_id} if row.compound_id is not None else set()
    return Side(
        row.id, f"{row.title} {row.content}", row.category_id, row.category, row.left,
        row.measure, row.grid_id, row.grid, row.skill_id, row.skill, row.organisation_id,
        frozenset(near),
    )  # fmt: skip


def _compounds(session: Session) -> dict[int, set[int]]:
    """The compounds that a grid has entrances in."""
    query = (
        select(Entrance.grid_id, Building.compound_id)
        .join(Building, Building.id == Entrance.building_id)
        .where(Entrance.grid_id.is_not(None))
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for grid, compound in session.execute(query):
        found[grid or 0].add(compound)
    return found
