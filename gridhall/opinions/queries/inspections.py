"""Reads of inspections and the hazards they found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.issues.models import Issue
from gridhall.opinions.labels import INSPECTIONS
from gridhall.opinions.models import Hazard, Inspection
from gridhall.opinions.queries.mediations import numbered
from gridhall.opinions.rules.inspections import hazard_due, is_due
from gridhall.organisation.models import PartnerUnit
from gridhall.photos.models import Photo
from gridhall.photos.queries import photo_counts
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Grid


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A round, with how many hazards it found and how many are still open."""

    id: int
    number: str
    kind: str
    day: date
    grid_id: int | None
    compound_id: int | None
    place: str
    inspectors: str
    note: str
    clerk_name: str
    version: int
    grid: str
    compound: str
    hazards: int
    left: int

    @property
    def kind_label(self) -> str:
        """消防安全."""
        return INSPECTIONS.get(self.kind, self.kind)

    @property
    def where(self) -> str:
        """御景小区 沿街商铺."""
        return " ".join(dict.fromkeys(filter(None, (self.compound or self.grid, self.place))))


@dataclass(frozen=True, slots=True)
class HazardRow:
    """A hazard with the round that found it."""

    id: int
    inspection_id: int
    position: int
    what: str
    spot: str
    building_id: int | None
    serious: bool
    unit_id: int | None
    owner: str
    rectify_by: date
    rectified_on: date | None
    checked_by: str
    result: str
    issue_id: int | None
    version: int
    number: str  # of its inspection
    kind: str
    day: date
    place: str
    compound_id: int | None
    grid_id: int | None
    compound: str
    building: str
    unit: str
    issue_number: str
    photos: int
    photos_after: int

    @property
    def code(self) -> str:
        """查〔2026〕001-2: the second hazard of that round."""
        return f"{self.number}-{self.position}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be mended."""
        return self.rectified_on is None

    @property
    def where(self) -> str:
        """御景小区 3号楼 楼道."""
        house = building_label(self.building) if self.building else ""
        parts = (self.compound or self.place, house, self.spot)
        return " ".join(filter(None, parts))

    def due(self, today: date) -> tuple[str, str]:
        """Until when it is to be mended, and the tone."""
        return hazard_due(self.rectify_by, self.rectified_on, today)

    def is_due(self, today: date) -> bool:
        """Whether it is to be looked at now."""
        return is_due(self.rectify_by, self.rectified_on, today)


def inspections(session: Session, since: date | None = None) -> list[InspectionRow]:
    """Rounds, the latest first."""
    query = _rounds().order_by(Inspection.day.desc(), Inspection.id.desc())
    if since is not None:
        query = query.where(Inspection.day >= since)
    return [_round(one) for one in session.execute(query)]


def inspection(session: Session, inspection_id: int) -> InspectionRow:
    """One round."""
    found = session.execute(_rounds().where(Inspection.id == inspection_id)).first()
    if found is None:
        raise UserError("没有这次排查，可能刚被撤回。请按 F5 看最新内容")
    return _round(found)


def inspection_numbered(session: Session, typed: str) -> InspectionRow:
    """The one of a number, 查〔2026〕001 or 2026-1; UserError."""
    number = numbered(typed, "查")
    found = session.execute(_rounds().where(Inspection.number == number)).first()
    if found is None:
        raise UserError(f"没有编号“{typed[:20]}”的排查，请核对，例如 查〔2026〕001 或 2026-1")
    return _round(found)


def hazards(session: Session, *, still: bool = False) -> list[HazardRow]:
    """Hazards, those due first; `still`: only what is still to be mended."""
    query = _found().order_by(
        Hazard.rectified_on.is_not(None), Hazard.rectify_by, Hazard.inspection_id, Hazard.position
    )
    if still:
        query = query.where(Hazard.rectified_on.is_(None))
    return list(_hazards(session, query))


def hazards_of(session: Session, inspection_id: int) -> list[HazardRow]:
    """What one round found, in its order."""
    query = _found().where(Hazard.inspection_id == inspection_id).order_by(Hazard.position)
    return list(_hazards(session, query))


def hazard(session: Session, hazard_id: int) -> HazardRow:
    """One hazard."""
    found = next(_hazards(session, _found().where(Hazard.id == hazard_id)), None)
    if found is None:
        raise UserError("没有这处隐患，可能刚被撤回。请按 F5 看最新内容")
    return found


def hazard_coded(session: Session, typed: str) -> HazardRow:
    """The hazard of a code: 查〔2026〕001-2, or 2026-1-2; UserError."""
    number, _, place = typed.strip().rpartition("-")
    if number and place.isascii() and place.isdigit():
        row = inspection_numbered(session, number)
        for one in hazards_of(session, row.id):
            if one.position == int(place):
                return one
    raise UserError(f"没有编号“{typed[:20]}”的隐患，请写排查编号加第几处，例如 2026-1-2")


def _rounds() -> Select[Any]:
    counted = (
        select(
            Hazard.inspection_id,
            func.count().label("hazards"),
            func.sum(case((Hazard.rectified_on.is_(None), 1), else_=0)).label("left"),
        )
        .group_by(Hazard.inspection_id)
        .subquery()
    )
    return (
        select(Inspection, Grid.name, Compound.name, counted.c.hazards, counted.c.left)
        .select_from(Inspection)
        .outerjoin(Grid, Grid.id == Inspection.grid_id)
        .outerjoin(Compound, Compound.id == Inspection.compound_id)
        .outerjoin(counted, counted.c.inspection_id == Inspection.id)
    )


def _round(found: Any) -> InspectionRow:
    one, grid, compound, many, left = found
    return InspectionRow(
        one.id, one.number, one.kind, one.day, one.grid_id, one.compound_id, one.place,
        one.inspectors, one.note, one.clerk_name, one.version, grid or "", compound or "",
        many or 0, left or 0,
    )  # fmt: skip


def _found() -> Select[Any]:
    query: Any = select(
        Hazard, Inspection, Compound.name, Building.number, PartnerUnit.name, Issue.number
    )
    joined: Select[Any] = (
        query.join(Inspection, Inspection.id == Hazard.inspection_id)
        .outerjoin(Compound, Compound.id == Inspection.compound_id)
        .outerjoin(Building, Building.id == Hazard.building_id)
        .outerjoin(PartnerUnit, PartnerUnit.id == Hazard.unit_id)
        .outerjoin(Issue, Issue.id == Hazard.issue_id)
    )
    return joined


def _hazards(session: Session, query: Select[Any]) -> Iterator[HazardRow]:
    found = list(session.execute(query))
    ids = [row[0].id for row in found]
    photos, after = photo_counts(session, "hazard", ids), photos_after(session, ids)
    for one, at, compound, building, unit, issue in found:
        yield HazardRow(
            one.id, one.inspection_id, one.position, one.what, one.spot, one.building_id,
            one.serious, one.unit_id, one.owner, one.rectify_by, one.rectified_on, one.checked_by,
            one.result, one.issue_id, one.version, at.number, at.kind, at.day, at.place,
            at.compound_id, at.grid_id, compound or "", building or "", unit or "", issue or "",
            photos.get(one.id, 0), after.get(one.id, 0),
        )  # fmt: skip


def photos_after(session: Session, ids: list[int]) -> dict[int, int]:
    """How many photos show these hazards as they were mended."""
    query = (
        select(Photo.subject_id, func.count())
        .where(
            Photo.subject == "hazard", Photo.subject_id.in_(ids), Photo.stage == "after",
            Photo.void_reason.is_(None),
        )
        .group_by(Photo.subject_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in session.execute(query)}
