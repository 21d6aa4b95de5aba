"""One case with all that belongs to it: what its card and its papers show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_id_number
from gridhall.papers.queries import PaperRow, papers_about
from gridhall.registry.models import Person
from gridhall.service_desk.models import CaseEvent, CaseMaterial, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_row
from gridhall.service_desk.queries.catalogue import MatterRow, matter_version


@dataclass(frozen=True, slots=True)
class CaseMaterialRow:
    """A material of one case, and when it was received."""

    position: int
    name: str
    originals: int
    copies: int
    required: bool
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One step of a case."""

    kind: str
    happened_at: datetime
    clerk_name: str
    detail: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case with its matter, materials, steps and papers."""

    case: CaseRow
    matter: MatterRow
    id_number: str  # the applicant's, masked; '' if none is known
    materials: tuple[CaseMaterialRow, ...]
    events: tuple[EventRow, ...]
    papers: tuple[PaperRow, ...]

    @property
    def missing(self) -> tuple[CaseMaterialRow, ...]:
        """The required materials that are not there yet (缺件)."""
        return tuple(m for m in self.materials if m.required and m.received_at is None)


def case_card(session: Session, case_id: int) -> CaseCard:
    """One case's card."""
    case = session.get_one(ServiceCase, case_id)
    id_number = session.scalar(select(Person.id_number).where(Person.id == case.applicant_id))
    return CaseCard(
        case_row(case),
        matter_version(session, case.item_version_id),
        mask_id_number(id_number or ""),
        _materials(session, case_id),
        _events(session, case_id),
        tuple(papers_about(session, "service_case", case_id)),
    )


def _materials(session: Session, case_id: int) -> tuple[CaseMaterialRow, ...]:
    mine = select(CaseMaterial).where(CaseMaterial.case_id == case_id)
    return tuple(
        CaseMaterialRow(**{name: getattr(m, name) for name in CaseMaterialRow.__slots__})
        for m in session.scalars(mine.order_by(CaseMaterial.position))
    )


def _events(session: Session, case_id: int) -> tuple[EventRow, ...]:
    mine = select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.id)
    return tuple(
        EventRow(e.kind, e.happened_at, e.clerk_name, e.detail) for e in session.scalars(mine)
    )


def applicant_phone(session: Session, person_id: int) -> str:
    """The resident's own phone, to fill the form with; '' if none is known."""
    return session.scalars(select(Person.phone).where(Person.id == person_id)).one()
