"""Merging organisations (合并): all that one has goes to another, and it ends."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.organisation.models import GridHolding, Organisation, PartnerUnit, PartyRelation
from gridhall.organisation.queries.past import in_the_way, members_in, past
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.members import refuse_members_in
from gridhall.organisation.rules.tree import words
from gridhall.organisation.service.acts import Acts
from gridhall.organisation.service.guards import (
    end_seats,
    refuse_before_founded,
    refuse_move,
    refuse_namesake,
    refuse_since,
    standing,
)

_RELATION = (
    "member_id", "kind", "unit_id", "came_from", "letter_in", "recorded_at", "clerk_name",
)  # fmt: skip


def merge(  # noqa: PLR0913  whose act, what into what, when, and today
    session: Session, clerk: Clerk, ids: Collection[int], into_id: int, day: date, today: date
) -> int:
    """Merge organisations into another from a day on; the act's id.

    What is below them, their members, grids and units go over; their seats end.
    """
    require(clerk, Role.SUPERVISOR, "合并组织")
    refuse_merge(session, ids, into_id)
    into = standing(session, into_id)
    refuse_before_founded(into, day)
    refuse_members_in(into.kind, into.name, members_in(session, ids))
    gone = [standing(session, one) for one in sorted(set(ids))]
    acts = Acts(session, clerk, "merge", day, today, organisation_id=into_id, other_id=gone[0].id)
    moved = [child for row in gone for child in _merge_one(acts, row, into)]
    past(session).refuse_faults([*moved, *(row.id for row in gone)], day)  # older faults stay
    for row in gone:
        said = {"after": {"into": into.name, "on": day}}
        record(session, clerk, "organisation.merge", ("organisation", row.id), said)
    return acts.close(f"“{words([row.name for row in gone])}”并入“{into.name}”")


def refuse_merge(session: Session, ids: Collection[int], into_id: int) -> None:
    """Refuse to merge nothing, or something into itself or into what is below it."""
    if not ids:
        raise UserError("请先选要合并的组织")
    if into_id in ids:
        raise UserError("合并进去的组织不能也在被合并的里面，请选别的")
    refuse_move(tree(session), ids, into_id)


def _merge_one(acts: Acts, row: Organisation, into: Organisation) -> list[int]:
    """Everything of one organisation goes over; the children that did."""
    refuse_before_founded(row, acts.day)
    end_seats(acts, row.id, f"并入{into.name}"[:100])
    _relations(acts, row.id, into)
    _holdings(acts, row.id, into.id)
    for unit in _of(acts.session, PartnerUnit, row.id):
        acts.change(unit, organisation_id=into.id)
    children = _children(acts, row, into)
    taken = {f: getattr(row, f) for f in ("compound_id", "building_id") if not getattr(into, f)}
    acts.change_dated(into, **taken)
    acts.change(row, ended_on=acts.day, merged_into=into.id)
    left = in_the_way(acts.session, row.id, acts.day)
    if left:
        raise UserError(f"{acts.day} 以后“{row.name}”还有过 {'、'.join(left)}，合并日期要在那以后")
    return children


def _children(acts: Acts, row: Organisation, into: Organisation) -> list[int]:
    children = acts.session.scalars(
        select(Organisation)
        .where(Organisation.parent_id == row.id, Organisation.ended_on.is_(None))
        .order_by(Organisation.place, Organisation.id)
    ).all()
    for child in children:
        refuse_before_founded(child, acts.day)
        acts.change_dated(child, parent_id=into.id)
        refuse_namesake(acts.session, child)
    return [child.id for child in children]


def _relations(acts: Acts, organisation_id: int, into: Organisation) -> None:
    """Members and those who reported go over on the day."""
    for one in _of(acts.session, PartyRelation, organisation_id):
        if _goes_on(acts, one, into.id):
            values = {name: getattr(one, name) for name in _RELATION}
            acts.change(one, until=acts.day, why=f"并入{into.name}"[:100])
            acts.add(PartyRelation(organisation_id=into.id, since=acts.day, **values))


def _holdings(acts: Acts, organisation_id: int, into_id: int) -> None:
    for one in _of(acts.session, GridHolding, organisation_id):
        if _goes_on(acts, one, into_id):
            acts.change(one, until=acts.day)
            acts.add(GridHolding(grid_id=one.grid_id, organisation_id=into_id, since=acts.day))


def _goes_on(acts: Acts, one: Any, into_id: int) -> bool:
    """Whether a dated row is open on the day and is to be split there."""
    if one.until is not None:
        return False
    refuse_since(one.since, acts.day)
    if one.since == acts.day:  # it lasted no day: it is the other's from the beginning
        acts.change(one, organisation_id=into_id)
        return False
    return True


def _of(session: Session, table: Any, organisation_id: int) -> list[Any]:
    query = select(table).where(table.organisation_id == organisation_id)
    return list(session.scalars(query.order_by(table.id)))
