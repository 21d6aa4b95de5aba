"""One case with all that belongs to it: what its card and its papers show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_id_number
from gridhall.papers.queries import PaperRow, papers_about
from gridhall.registry.models import HukouTransfer, Person
from gridhall.service_desk.models import (
    CaseEvent,
    CaseExtension,
    CaseLink,
    CaseMaterial,
    CasePause,
    CaseRating,
    ServiceCase,
)
from gridhall.service_desk.queries.cases import CaseRow, case_row
from gridhall.service_desk.queries.catalogue import MatterRow, matter_version
from gridhall.service_desk.queries.notices import CaseNoticeRow, notices_of
from gridhall.service_desk.rules.states import open_steps

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class CaseMaterialRow:
    """A material of one case, and when it was received."""

    position: int
    name: str
    originals: int
    copies: int
    required: bool
    received_at: datetime | None
    deferred_until: date | None  # 容缺: promised by this day


@dataclass(frozen=True, slots=True)
class EventRow:
    """One step of a case; entered later than it happened (补录) if the two moments differ."""

    kind: str
    happened_at: datetime
    recorded_at: datetime
    clerk_name: str
    detail: str


@dataclass(frozen=True, slots=True)
class PauseRow:
    """Days of a case that do not count (特别程序)."""

    id: int
    kind: str
    reason: str
    began_on: date
    expected_on: date | None
    ended_on: date | None
    outcome: str
    clerk_name: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """An extension that was asked for: asked, approved or refused (延期)."""

    id: int
    days: int
    reason: str
    state: str
    asked_at: datetime
    asked_by: str
    decided_at: datetime | None
    decided_by: str
    opinion: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A case that belongs with this one (关联办件)."""

    case_id: int
    number: str
    item_name: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case with its matter, materials, steps, papers, clocks and what belongs with it."""

    case: CaseRow
    matter: MatterRow
    id_number: str  # the applicant's, masked; '' if none is known
    materials: tuple[CaseMaterialRow, ...]
    events: tuple[EventRow, ...]
    papers: tuple[PaperRow, ...]
    pauses: tuple[PauseRow, ...] = ()
    extensions: tuple[ExtensionRow, ...] = ()
    notices: tuple[CaseNoticeRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    transfer_number: str = ""
    rated: bool = False  # what was said stays with the supervisor

    @property
    def extension(self) -> ExtensionRow | None:
        """The extension that counts: the last that was asked for."""
        return self.extensions[-1] if self.extensions else None

    @property
    def pause(self) -> PauseRow | None:
        """The pause that still lasts."""
        return next((one for one in self.pauses if one.ended_on is None), None)

    @property
    def open_steps(self) -> tuple[str, ...]:
        """The steps that may be taken now, in the order buttons stand in."""
        return open_steps(self.case.state)

    @property
    def deferred(self) -> tuple[CaseMaterialRow, ...]:
        """What is still to be brought by a promised day (容缺)."""
        return tuple(m for m in self.missing if m.deferred_until is not None)

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
        _rows(session, CaseMaterialRow, _of(CaseMaterial, case_id, CaseMaterial.position)),
        _rows(session, EventRow, _of(CaseEvent, case_id, CaseEvent.id)),
        tuple(papers_about(session, "service_case", case_id)),
        _rows(session, PauseRow, _of(CasePause, case_id, CasePause.began_on, CasePause.id)),
        _rows(session, ExtensionRow, _of(CaseExtension, case_id, CaseExtension.id)),
        notices_of(session, case_id),
        _links(session, case_id),
        _transfer(session, case.transfer_id),
        session.scalar(select(CaseRating.id).where(CaseRating.case_id == case_id)) is not None,
    )


def _of(table: Any, case_id: int, *order: Any) -> Select[Any]:
    return select(table).where(table.case_id == case_id).order_by(*order)


def _rows(session: Session, row: type[R], query: Select[Any]) -> tuple[R, ...]:
    """A case's own rows, frozen as `row` names their columns."""
    names: tuple[str, ...] = row.__slots__  # type: ignore[attr-defined]  # a frozen dataclass
    return tuple(
        row(**{name: getattr(one, name) for name in names}) for one in session.scalars(query)
    )


def _links(session: Session, case_id: int) -> tuple[LinkRow, ...]:
    """The cases on the other side of its links, by number."""
    mine = or_(CaseLink.case_id == case_id, CaseLink.other_id == case_id)
    ends = session.execute(select(CaseLink.case_id, CaseLink.other_id).where(mine)).all()
    others = [second if first == case_id else first for first, second in ends]
    known = select(ServiceCase).where(ServiceCase.id.in_(others)).order_by(ServiceCase.number)
    return tuple(LinkRow(c.id, c.number, c.item_name, c.state) for c in session.scalars(known))


def _transfer(session: Session, transfer_id: int | None) -> str:
    """The number of the transfer the case belongs to; '' without one."""
    if transfer_id is None:
        return ""
    return session.scalar(select(HukouTransfer.number).where(HukouTransfer.id == transfer_id)) or ""


def applicant_phone(session: Session, person_id: int) -> str:
    """The resident's own phone, to fill the form with; '' if none is known."""
    return session.scalars(select(Person.phone).where(Person.id == person_id)).one()
