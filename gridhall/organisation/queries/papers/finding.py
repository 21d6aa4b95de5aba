"""What somebody typed, found: an organisation, grids, buildings, a tenure, a relation."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.models import Organisation, OrganisationAction, PartyRelation
from gridhall.organisation.queries.members import MemberRow, relations
from gridhall.organisation.queries.papers.signs import plates
from gridhall.organisation.queries.seats import seats_of
from gridhall.organisation.rules.tree import words
from gridhall.places.models import Building, Compound, Grid


def organisation_named(session: Session, typed: str) -> int:
    """The organisation with this name or short name; UserError for none or several."""
    name = clean(typed)
    query = select(Organisation.id, Organisation.name).where(Organisation.ended_on.is_(None))
    either = or_(Organisation.name == name, Organisation.short_name == name)
    rows = session.execute(query.where(either)).all()
    if not rows:
        near = query.where(Organisation.name.contains(name, autoescape=True)).limit(4)
        names = [row[1] for row in session.execute(near)] if name else []
        hint = f"，是不是：{words(names)}" if names else "，请核对名称"
        raise UserError(f"没有叫“{name}”的组织{hint}")
    if len(rows) > 1:
        raise UserError(f"有 {len(rows)} 个组织叫“{name}”，请写全称")
    found: int = rows[0][0]
    return found


def grids_named(session: Session, typed: Sequence[str]) -> list[int]:
    """Grids in use by code or name."""
    known = {}
    for grid_id, code, name in session.execute(
        select(Grid.id, Grid.code, Grid.name).where(Grid.active_to.is_(None))
    ):
        known[code], known[name] = grid_id, grid_id
    unknown = [one for one in typed if one not in known]
    if unknown:
        raise UserError(f"没有网格“{unknown[0]}”，请写网格编号或名称，例如 G01")
    return [known[one] for one in typed]


def buildings_named(session: Session, typed: Sequence[str], today: date) -> list[int]:
    """Buildings as papers call them (御景小区 3号楼), or every building of a compound."""
    by_name = {
        plate.building.replace(" ", ""): plate.building_id for plate in plates(session, today)
    }
    of_compound: dict[str, list[int]] = {}
    for building_id, compound in session.execute(
        select(Building.id, Compound.name).join_from(Building, Compound)
    ):
        of_compound.setdefault(compound, []).append(building_id)
    found: list[int] = []
    for one in typed:
        name = one.replace(" ", "")
        if name not in by_name and name not in of_compound:
            raise UserError(f"没有楼栋“{one}”，请写成“御景小区 3号楼”，或写小区名")
        found += of_compound.get(name) or [by_name[name]]
    return found


def tenure_of(session: Session, organisation: str, name: str, today: date) -> int:
    """What somebody holds in an organisation now; UserError for nothing."""
    rows = seats_of(session, organisation_named(session, organisation), today)
    held = [row.tenure_id for row in rows if row.holder_name == clean(name)]
    if not held or held[0] is None:
        raise UserError(f"{name}现在没有在“{organisation}”任职，请核对姓名和组织")
    return held[0]


def relation_of(session: Session, typed: str, today: date) -> int:
    """The latest relation of a member that came from or went somewhere; by name or its id."""
    moved = or_(PartyRelation.came_from != "", PartyRelation.went_to != "")
    which: ColumnElement[bool] = PartyRelation.kind == "member"
    rows = [row for row in relations(session, which & moved, today) if _is(row, clean(typed))]
    if not rows:
        raise UserError(f"没有找到“{typed}”的组织关系转接，请核对姓名，或先登记转入、转出")
    if len({row.member_id for row in rows}) > 1:
        ids = "、".join(str(row.relation_id) for row in rows)
        raise UserError(f"有 {len(rows)} 位“{typed}”，请写编号：{ids}")
    return max(rows, key=lambda row: row.relation_id).relation_id


def order_numbered(session: Session, typed: str) -> int:
    """The act with this change order's number (令号); UserError for none."""
    act = OrganisationAction
    query = select(act.id).where(act.number == clean(typed), act.undone_by.is_(None))
    found = session.scalars(query.order_by(act.id.desc())).first()
    if found is None or not clean(typed):
        raise UserError(f"没有令号为“{typed}”的网格调整，请核对令号")
    return found


def _is(row: MemberRow, typed: str) -> bool:
    return typed in (row.name, str(row.relation_id))
