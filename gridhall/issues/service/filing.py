"""Under what an issue is filed: its category, the rule it is discussed by, its place."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.issues.models import IssueCategory
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.drafts import refusal
from gridhall.places.models import Building, Compound, Entrance, Grid

Place = dict[str, int | None]


def category_of(
    session: Session, category_id: int | None, kept: int | None = None
) -> IssueCategory | None:
    """A leaf that is in use, or the one the issue has already; UserError otherwise."""
    if category_id is None:
        return None
    row = session.get(IssueCategory, category_id)
    if row is None:
        raise refusal("category", "没有这个问题类别，可能刚被撤回。请重新选")
    if row.ended_on is not None and row.id != kept:
        raise refusal("category", f"类别“{row.name}”已于 {row.ended_on} 停用，请另选一个")
    if row.parent_id is None and row.id != kept:
        raise refusal("category", f"“{row.name}”是大类，请选它下面的一个小类")
    return row


def check_manner(session: Session, manner: str, kept: str = "") -> None:
    """Refuse a rule of discussion that the hall does not have (议事规则)."""
    known = governance(session).manners
    if manner and manner != kept and manner not in known:
        raise refusal("manner", f"没有“{manner[:12]}”这条议事规则，请选：{'、'.join(known)}")


def place_of(
    session: Session, grid_id: int | None, compound_id: int | None, building_id: int | None
) -> Place:
    """A place that fits together: a building says its compound, and its grid if it has one."""
    if building_id is not None:
        building = session.get(Building, building_id)
        if building is None:
            raise refusal("place", "没有这栋楼，可能刚被撤回。请重新选地点")
        if compound_id not in (None, building.compound_id):
            raise refusal("place", "这栋楼不在选的小区里，请重新选地点")
        compound_id = building.compound_id
        grid_id = grid_id or _only_grid(session, building_id)
    if compound_id is not None and session.get(Compound, compound_id) is None:
        raise refusal("place", "没有这个小区，可能刚被撤回。请重新选地点")
    if grid_id is not None and session.get(Grid, grid_id) is None:
        raise refusal("place", "没有这个网格，可能刚被撤回。请重新选地点")
    return {"grid_id": grid_id, "compound_id": compound_id, "building_id": building_id}


def _only_grid(session: Session, building_id: int) -> int | None:
    """The grid of a building, unless several share it."""
    mine = select(Entrance.grid_id).where(Entrance.building_id == building_id).distinct()
    found = list(session.scalars(mine))
    return found[0] if len(found) == 1 else None
