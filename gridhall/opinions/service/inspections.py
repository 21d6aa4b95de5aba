"""Inspections (隐患排查): a round is written down with everything it found."""

from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.opinions.models import Hazard, Inspection
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.inspections import (
    AT_ONCE,
    HazardDraft,
    InspectionDraft,
    check_inspection,
    usual_rectify_by,
)
from gridhall.opinions.service import peace_index
from gridhall.opinions.service.guards import check_place, standing
from gridhall.organisation.models import PartnerUnit
from gridhall.papers.service import next_number
from gridhall.places.models import Building

__all__ = ["peace_index"]

_PLAIN: Final = ("kind", "day", "grid_id", "compound_id", "place", "inspectors", "note")


def save_inspection(session: Session, clerk: Clerk, draft: InspectionDraft, when: When) -> Done:
    """Write a round down with its hazards; of one that is there more hazards may be added."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_inspection(draft, when.today)
    check_place(session, kept.compound_id, kept.grid_id)
    values = {name: getattr(kept, name) for name in _PLAIN}
    if kept.inspection_id is None:
        return _add(session, clerk, kept, values, when)
    return _change(session, clerk, kept, values, when)


def _add(
    session: Session, clerk: Clerk, kept: InspectionDraft, values: dict[str, Any], when: When
) -> Done:
    acts = GovernanceActs(session, clerk, "inspection", ("inspection", None), kept.request_key)
    year = values["day"].year
    number = f"查〔{year}〕{next_number(session, 'inspection', str(year)):03}"
    row = acts.add(Inspection(number=number, clerk_name=clerk.name, **values))
    acts.is_about(row.id)
    _add_hazards(acts, row, kept, when)
    said = {"after": {"number": number, "day": row.day, "hazards": len(kept.hazards)}}
    record(session, clerk, "inspection.save", ("inspection", row.id), said)
    found = f"隐患 {len(kept.hazards)} 处" if kept.hazards else "没有发现隐患"
    return acts.on(row.day).done(f"排查 {number}（{row.place}），{found}")


def _change(
    session: Session, clerk: Clerk, kept: InspectionDraft, values: dict[str, Any], when: When
) -> Done:
    row = standing(session, Inspection, kept.inspection_id or 0, kept.version)
    before = {name: getattr(row, name) for name in _PLAIN if name != "note"}
    early = select(func.min(Hazard.rectify_by)).where(Hazard.inspection_id == row.id)
    first = session.scalar(early)
    if first is not None and first < values["day"]:
        raise refusal("day", f"有隐患的整改期限是 {first}，排查日期不能比它晚")
    acts = GovernanceActs(session, clerk, "inspection", ("inspection", row.id), kept.request_key)
    flag_modified(row, "place")  # more hazards alone are a change of it as well
    acts.change(row, **values)
    _add_hazards(acts, row, kept, when)
    said = changes(before, {name: values[name] for name in before})
    record(session, clerk, "inspection.save", ("inspection", row.id), said)
    more = f"，补记隐患 {len(kept.hazards)} 处" if kept.hazards else ""
    return acts.on(when.on).done(f"修改排查 {row.number}{more}")


def _add_hazards(acts: GovernanceActs, row: Inspection, kept: InspectionDraft, when: When) -> None:
    days = governance(acts.session).rectify_days
    last = select(func.max(Hazard.position)).where(Hazard.inspection_id == row.id)
    position = acts.session.scalar(last) or 0
    for place, one in enumerate(kept.hazards, position + 1):
        due = one.rectify_by or usual_rectify_by(row.day, days, when.calendar)
        acts.add(_hazard(acts.session, row, place, one, due))


def _hazard(session: Session, row: Inspection, place: int, one: HazardDraft, due: Any) -> Hazard:
    return Hazard(
        inspection_id=row.id,
        position=place,
        what=one.what,
        spot=one.spot,
        building_id=_building(session, one.building_id),
        serious=one.serious,
        unit_id=one.unit_id,
        owner=one.owner or _unit(session, one.unit_id, row.day),
        rectify_by=row.day if one.at_once else due,
        rectified_on=row.day if one.at_once else None,
        checked_by=row.inspectors[:50] if one.at_once else "",
        result=AT_ONCE if one.at_once else "",
    )


def _building(session: Session, building_id: int | None) -> int | None:
    if building_id is not None and session.get(Building, building_id) is None:
        raise UserError("没有这栋楼，可能刚被撤回。请重新选")
    return building_id


def _unit(session: Session, unit_id: int | None, day: Any) -> str:
    unit = session.get(PartnerUnit, unit_id) if unit_id is not None else None
    if unit is None:
        raise refusal("hazards", "没有这个单位，可能刚被撤回。请重新选")
    if unit.active_to is not None and unit.active_to <= day:
        raise refusal("hazards", f"“{unit.name}”已于 {unit.active_to} 停用，请另选一个")
    return unit.name[:100]
